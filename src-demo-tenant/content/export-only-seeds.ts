import { archive } from './archive.ts';
import { flowZip } from './flow/flow-builder.ts';
import type { FlowDefinition } from './flow/flow-definition.ts';
import { directOut } from './flow/receivers.ts';
import { httpsIn, soapIn } from './flow/senders.ts';
import { modify, request } from './flow/steps.ts';
import { bundleHeaders, manifest } from './manifest.ts';
import { memo } from './memo.ts';
import type { ExportOnlyKind } from './model.ts';
import { natures, projectFile } from './project-files.ts';
import type { ExportOnlySeed } from './seed.ts';

/** API providers are built like integration flows; only the type of the bundle differs. */
export function provider(
  kind: Extract<ExportOnlyKind, 'RESTAPIProvider' | 'SOAPAPIProvider' | 'ODataService'>,
  id: string,
  name: string,
  version: string,
  address: string,
): ExportOnlySeed {
  const definition = memo((): FlowDefinition => ({
    id,
    name,
    version,
    start: kind === 'SOAPAPIProvider' ? soapIn('Consumer', address) : httpsIn('Consumer', address),
    main: [
      modify('Set operation', { properties: { Operation: '${header.CamelHttpMethod}' } }),
      request('Call backend', directOut('/nordwind/apis/order-status', 'Backend Flow')),
    ],
  }));
  const facts = { description: name, sender: 'Consumer', receiver: 'Backend Flow', bundleType: kind };
  return { kind, id, name, version, definition, zip: (time) => flowZip(definition(), { ...facts, time }) };
}

export function functionLibrary(id: string, name: string, version: string): ExportOnlySeed {
  const source = `package example.nordwind.functions;

import com.sap.aii.mapping.api.StreamTransformationException;
import com.sap.aii.mappingtool.functionlibrary.*;
import com.sap.aii.mappingtool.tf7.rt.Container;

public class Conversions extends AFunctionLibrary {

    @FunctionLibraryMethod(category = "Conversions", title = "padNumber", executionType = "SINGLE_VALUE", key = "padNumber")
    public String padNumber(@UDFParam(paramCategory = "Argument", title = "number") String number, Container container)
            throws StreamTransformationException {
        return String.format("%10s", number == null ? "" : number.trim()).replace(' ', '0');
    }
}
`;
  const files = { 'src/main/java/example/nordwind/functions/Conversions.java': source };
  return fileArchive('FunctionLibraries', id, name, version, 'functionlibraries', files);
}

export function importedArchive(id: string, name: string, version: string): ExportOnlySeed {
  const source = 'package example.nordwind.legacy;\n\npublic class PassThrough {\n}\n';
  const jar = archive({
    'META-INF/MANIFEST.MF': manifest({ 'Manifest-Version': '1.0', 'Created-By': '17 (Nordwind)' }),
    'example/nordwind/legacy/PassThrough.java': source,
  });
  const content = {
    packages: ['example.nordwind.legacy'],
    importedArchiveContentResources: [{ name: 'PassThrough.java', path: 'example/nordwind/legacy' }],
    jarContent: `!jar!${Buffer.from(jar).toString('base64')}`,
  };
  const files = { [`src/main/resources/lib/${id}.ia`]: JSON.stringify(content) };
  return fileArchive('ImportedArchives', id, name, version, 'importedarchives', files);
}

function fileArchive(
  kind: ExportOnlyKind,
  id: string,
  name: string,
  version: string,
  capability: string,
  files: Readonly<Record<string, string>>,
): ExportOnlySeed {
  const zip = (): Uint8Array =>
    archive({
      'META-INF/MANIFEST.MF': manifest({
        ...bundleHeaders({ id, name, version }, kind),
        'Provide-Capability': `${capability}.${id};version:Version="${version}"`,
      }),
      '.project': projectFile(id, natures.flow),
      ...files,
    });
  return { kind, id, name, version, definition: undefined, zip };
}
