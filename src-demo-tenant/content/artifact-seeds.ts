import { archive } from './archive.ts';
import { flowFiles, flowZip } from './flow/flow-builder.ts';
import type { FlowDefinition, FlowFile } from './flow/flow-definition.ts';
import { bundleHeaders, manifest } from './manifest.ts';
import { memo } from './memo.ts';
import type { ArtifactKind, ValueMapSchema } from './model.ts';
import { metaInfo, natures, projectFile } from './project-files.ts';
import type { ArtifactFacts, ArtifactSeed } from './seed.ts';
import type { MessageMapping } from './shapes/message-mapping.ts';
import type { MessageShape } from './shapes/message-shape.ts';
import { xsdFile } from './shapes/schema-files.ts';
import { valueMappingXml, valueMapSchemas, type ValueTable } from './value-mapping.ts';

/** The flow without what the facts already say. */
export type FlowBody = Omit<FlowDefinition, 'id' | 'name' | 'version'>;

export function flow(facts: ArtifactFacts, body: () => FlowBody): ArtifactSeed {
  const version = facts.version ?? '1.0.0';
  const definition = memo((): FlowDefinition => ({ id: facts.id, name: facts.name, version, ...body() }));
  return {
    ...facts,
    kind: 'IntegrationFlow',
    version,
    definition,
    files: () => flowFiles(definition()),
    valueMaps: () => [],
    zip: (time) => flowZip(definition(), { ...bundleFacts(facts, time), bundleType: 'IntegrationFlow' }),
  };
}

export function mappingArtifact(facts: ArtifactFacts, mapping: () => MessageMapping): ArtifactSeed {
  const files = (): FlowFile[] => [mapping().file, ...mapping().schemas];
  return fileArtifact('MessageMapping', facts, files, {
    'Import-Package': 'com.sap.esb.security,com.sap.xi.mapping.camel,javax.xml.ws,org.osgi.framework',
    'Provide-Capability': `messagemapping.${facts.id};version:Version="${facts.version ?? '1.0.0'}"`,
  });
}

export function scriptCollection(facts: ArtifactFacts, scripts: readonly FlowFile[]): ArtifactSeed {
  return fileArtifact('ScriptCollection', facts, () => scripts, {
    'Import-Package': 'com.sap.gateway.ip.core.customdev.util,org.osgi.framework',
    'Provide-Capability': `scriptcollection.${facts.id};version:Version="${facts.version ?? '1.0.0'}"`,
  });
}

/** Data type, message type or fault message type: one schema. */
export function typeArtifact(
  kind: 'DataType' | 'MessageType' | 'FaultMessageType',
  facts: ArtifactFacts,
  shape: MessageShape,
): ArtifactSeed {
  return fileArtifact(kind, facts, () => [xsdFile(facts.id, shape)], {});
}

export function serviceInterface(facts: ArtifactFacts, wsdl: FlowFile): ArtifactSeed {
  return fileArtifact('ServiceInterface', facts, () => [wsdl], {});
}

export function valueMapping(facts: ArtifactFacts, tables: readonly ValueTable[]): ArtifactSeed {
  const version = facts.version ?? '1.0.0';
  return {
    ...facts,
    kind: 'ValueMapping',
    version,
    definition: undefined,
    files: () => [],
    valueMaps: (): readonly ValueMapSchema[] => valueMapSchemas(facts.id, tables),
    zip: (time) =>
      archive({
        'META-INF/MANIFEST.MF': manifest({
          ...bundleHeaders({ ...facts, version }, 'ValueMapping'),
          'Bundle-SymbolicName': `${facts.id}; singleton:=true`,
          'Bundle-Activator': 'com.sap.xi.mapping.camel.valmap.ValueMappingActivator',
          'Import-Package': 'com.sap.xi.mapping.camel.valmap',
        }),
        'metainfo.prop': metaInfo(bundleFacts(facts, time)),
        '.project': projectFile(facts.id, natures.valueMapping),
        'value_mapping.xml': valueMappingXml(facts.id, tables),
      }),
  };
}

function fileArtifact(
  kind: ArtifactKind,
  facts: ArtifactFacts,
  files: () => readonly FlowFile[],
  headers: Readonly<Record<string, string>>,
): ArtifactSeed {
  const version = facts.version ?? '1.0.0';
  return {
    ...facts,
    kind,
    version,
    definition: undefined,
    files,
    valueMaps: () => [],
    zip: (time) => {
      const entries: Record<string, string> = {
        'META-INF/MANIFEST.MF': manifest({ ...bundleHeaders({ ...facts, version }, kind), ...headers }),
        'metainfo.prop': metaInfo(bundleFacts(facts, time)),
        '.project': projectFile(facts.id, natures.flow),
      };
      for (const file of files()) entries[`src/main/resources/${file.path}`] = file.text();
      return archive(entries);
    },
  };
}

function bundleFacts(
  facts: Pick<ArtifactFacts, 'text' | 'from' | 'to'>,
  time: number,
): { description: string; sender: string; receiver: string; time: number } {
  return { description: facts.text, sender: facts.from ?? '', receiver: facts.to ?? '', time };
}
