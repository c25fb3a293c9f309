import { flowReferences } from '../../../src-shared/content/artifact/flow-references.ts';
import type { MessageMapping, ValueMapping } from '../../../src-shared/content/artifact/mapping.ts';
import type { ArtifactModel, Resource, Warning } from '../../../src-shared/content/artifact/model.ts';
import { kindName } from '../../../src-shared/content/artifact/names.ts';
import { parameterValues, resolveParameters } from '../../../src-shared/content/artifact/parameters.ts';
import { collectReferences } from '../../../src-shared/content/artifact/references.ts';
import { resourceFolder, resourceType } from '../../../src-shared/content/artifact/resources.ts';
import type { Archive, ArchiveFile, ReadFile } from './archive.ts';
import { baseOf } from './artifact-base.ts';
import { chooseFiles } from './choose-files.ts';
import { collectParameters } from './collect-parameters.ts';
import { decodePlain } from './decode-text.ts';
import { namesDifferingInCase } from './entry-names.ts';
import { fileReferences } from './file-references.ts';
import { identityOf, readIdentity } from './identity.ts';
import { type Definitions, readDefinitions } from './read-definitions.ts';
import { type ReadFlow, readFlow } from './read-flow.ts';
import { readMessageMapping } from './read-message-mapping.ts';
import { readProperties } from './read-properties.ts';
import { readValueMapping } from './read-value-mapping.ts';
import { Refusal } from './refusal.ts';

const parametersFile = 'src/main/resources/parameters.prop';
const definitionsFile = 'src/main/resources/parameters.propdef';
/** Reads one artifact, zip or folder. Throws a `Refusal` where its main part cannot be read. */
export async function readArtifact(archive: Archive): Promise<ArtifactModel> {
  const base = baseOf(archive.files.map(({ path }) => path));
  const inside = <F extends ArchiveFile>(files: readonly F[]): readonly F[] =>
    files
      .filter(({ path }) => path.startsWith(base))
      .map((file) => ({ ...file, path: file.path.slice(base.length) }));
  const listed = inside(archive.files).map(({ path, size }) => ({ path, size, type: resourceType(path) }));
  const { chosen, warnings } = chooseFiles(listed);
  const read = await archive.readAll(
    ({ path }) => path.startsWith(base) && chosen.has(path.slice(base.length)),
  );
  return modelOf(inside(read), [...archive.warnings, ...warnings]);
}

async function modelOf(files: readonly ReadFile[], known: readonly Warning[]): Promise<ArtifactModel> {
  const warnings: Warning[] = [...known];
  const resources = files.map(resourceOf).sort((a, b) => (a.path < b.path ? -1 : 1));
  const contents = new Map(files.flatMap(({ path, content }) => (content ? [[path, content] as const] : [])));
  const identity = readIdentity(manifestIn(contents), resources, warnings);
  const definitions = tolerate(warnings, 'definitions-unreadable', definitionsFile, noDefinitions, () =>
    ifPresent(fileNamed(contents, definitionsFile), noDefinitions, (bytes) =>
      readDefinitions(bytes, definitionsFile),
    ),
  );
  const values = tolerate(warnings, 'parameters-unreadable', parametersFile, noValues, () =>
    ifPresent(fileNamed(contents, parametersFile), noValues, (bytes) =>
      readProperties(bytes, parametersFile),
    ),
  );
  const flows = ofType(resources, 'flow', contents).map(([path, bytes]) =>
    readFlow(bytes, path, definitions.labels),
  );
  warnings.push(...flows.flatMap((flow) => flow.warnings));
  const parameters = collectParameters(values, definitions.parameters, {
    flows: flows.map(({ flow, root }) => ({ file: flow.file, root })),
    texts: textsOf(resources, contents),
  });
  const valueMappings = ofType(resources, 'value-mapping', contents).map(([path, bytes]) =>
    readValueMapping(bytes, path),
  );
  const messageMappings = await readMappings(identity.kind, resources, contents, warnings);
  const whole = { identity, flows, parameters, valueMappings, messageMappings, resources, contents };
  checkMainPart(whole, warnings);
  return {
    ...identityOf(identity, fileNamed(contents, 'metainfo.prop')),
    kindName: kindName(identity.kind),
    flows: flows.map(({ flow }) => flow),
    parameters,
    references: referencesOf(whole),
    resources,
    valueMappings,
    messageMappings,
    package: undefined,
    entries: [],
    artifacts: [],
    warnings: [...warnings, ...caseWarnings(resources)],
  };
}

interface Whole {
  readonly identity: ReturnType<typeof readIdentity>;
  readonly flows: readonly ReadFlow[];
  readonly parameters: ArtifactModel['parameters'];
  readonly valueMappings: readonly ValueMapping[];
  readonly messageMappings: readonly MessageMapping[];
  readonly resources: readonly Resource[];
  readonly contents: ReadonlyMap<string, Uint8Array>;
}

const noDefinitions: Definitions = { parameters: [], labels: [] };
const noValues: ReadonlyMap<string, string> = new Map();

function resourceOf({ path, size, checksum }: ReadFile): Resource {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { path, name, folder: resourceFolder(path), type: resourceType(path), size, checksum };
}

function ofType(
  resources: readonly Resource[],
  type: Resource['type'],
  contents: ReadonlyMap<string, Uint8Array>,
): readonly (readonly [path: string, content: Uint8Array])[] {
  return resources
    .filter((resource) => resource.type === type)
    .flatMap(({ path }) => {
      const content = contents.get(path);
      return content ? [[path, content] as const] : [];
    });
}

/** In a flow an unreadable mapping is one of many parts; a mapping artifact is nothing without it. */
async function readMappings(
  kind: string,
  resources: readonly Resource[],
  contents: ReadonlyMap<string, Uint8Array>,
  warnings: Warning[],
): Promise<readonly MessageMapping[]> {
  const mappings: MessageMapping[] = [];
  for (const [path, bytes] of ofType(resources, 'message-mapping', contents)) {
    try {
      mappings.push(await readMessageMapping(bytes, path));
    } catch (fault) {
      if (!(fault instanceof Refusal) || (kind === 'MessageMapping' && fault.code !== 'no-artifact'))
        throw fault;
      warnings.push({ code: 'mapping-unreadable', message: fault.message, file: path });
    }
  }
  return mappings;
}

function checkMainPart({ identity, flows, valueMappings, resources }: Whole, warnings: Warning[]): void {
  const { kind } = identity;
  const missing =
    (kind === 'IntegrationFlow' && flows.length === 0 && 'an integration flow') ||
    (kind === 'ValueMapping' && valueMappings.length === 0 && 'value_mapping.xml') ||
    (kind === 'MessageMapping' &&
      !resources.some(({ type }) => type === 'message-mapping') &&
      'a message mapping');
  if (missing) {
    warnings.push({
      code: 'flow-missing',
      message: `There is no ${missing.replace(/^an? /, '')} in it.`,
      file: undefined,
    });
  }
}

function referencesOf({
  identity,
  flows,
  parameters,
  messageMappings,
  resources,
  contents,
}: Whole): ArtifactModel['references'] {
  const values = parameterValues(parameters);
  const found = [
    ...flows.flatMap(({ flow }) => flowReferences(flow, resources, parameters)),
    ...fileReferences(identity.manifest, messageMappings, resources, contents),
  ];
  return collectReferences(found, (text) => resolveParameters(text, values));
}

function caseWarnings(resources: readonly Resource[]): readonly Warning[] {
  return namesDifferingInCase(resources.map(({ path }) => path)).map((path) => ({
    code: 'names-differ-in-case',
    message: `Another file differs from "${path}" in upper and lower case only.`,
    file: path,
  }));
}

const textTypes = new Set<Resource['type']>(['groovy', 'javascript', 'xslt', 'message-mapping']);

function textsOf(
  resources: readonly Resource[],
  contents: ReadonlyMap<string, Uint8Array>,
): readonly { readonly file: string; readonly text: string }[] {
  return resources.flatMap(({ path, type }) => {
    const content = textTypes.has(type) ? contents.get(path) : undefined;
    // Most have none, and need not become a text.
    if (!content || !Buffer.from(content.buffer, content.byteOffset, content.length).includes('{{'))
      return [];
    return [{ file: path, text: decodePlain(content, path) }];
  });
}

/** Java finds its files by exact names; folders that went over other systems may have lost their case. */
function fileNamed(contents: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array | undefined {
  const exact = contents.get(path);
  if (exact) return exact;
  const wanted = path.toLowerCase();
  return Array.from(contents).find(([each]) => each.toLowerCase() === wanted)?.[1];
}

function manifestIn(contents: ReadonlyMap<string, Uint8Array>): Uint8Array | undefined {
  const paths = ['OSGI-INF/SUBSYSTEM.MF', 'META-INF/SUBSYSTEM.MF', 'META-INF/MANIFEST.MF'];
  const [found] = paths.flatMap((path) => fileNamed(contents, path) ?? []);
  return found;
}

function ifPresent<T>(bytes: Uint8Array | undefined, otherwise: T, read: (bytes: Uint8Array) => T): T {
  return bytes ? read(bytes) : otherwise;
}

function tolerate<T>(
  warnings: Warning[],
  code: Warning['code'],
  file: string,
  otherwise: T,
  read: () => T,
): T {
  try {
    return read();
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    warnings.push({ code, message: fault.message, file });
    return otherwise;
  }
}
