import type { Resource, ResourceType } from './model.ts';

const typesByEnding: Readonly<Partial<Record<string, ResourceType>>> = {
  iflw: 'flow',
  groovy: 'groovy',
  gsh: 'groovy',
  gy: 'groovy',
  js: 'javascript',
  xsl: 'xslt',
  xslt: 'xslt',
  mmap: 'message-mapping',
  opmap: 'operation-mapping',
  xsd: 'xsd',
  wsdl: 'wsdl',
  edmx: 'edmx',
  json: 'json',
  xml: 'xml',
  project: 'xml',
  prop: 'properties',
  properties: 'properties',
  propdef: 'parameter-definitions',
  mf: 'manifest',
  java: 'java',
  jar: 'archive',
  zip: 'archive',
  ia: 'archive',
  esa: 'archive',
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  gif: 'image',
  svg: 'image',
  txt: 'text',
  md: 'text',
  csv: 'text',
};

const below = /^src\/main\/(?:resources\/)?([^/]+)\//i;

const ofSystem = /(?:^|\/)(?:__MACOSX\/|\._[^/]*$|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

/** What macOS and Windows leave in folders and zips: never the same on two computers, and named like what stands beside it. */
export function isOfSystem(path: string): boolean {
  return ofSystem.test(path);
}

/** What kind of file a path leads to, by its name alone. */
export function resourceType(path: string): ResourceType {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isOfSystem(path)) return 'other';
  if (path.toLowerCase() === 'value_mapping.xml') return 'value-mapping';
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return (Object.hasOwn(typesByEnding, ending) ? typesByEnding[ending] : undefined) ?? 'other';
}

/** Folder below src/main/resources, or `''`. */
export function resourceFolder(path: string): string {
  return below.exec(path)?.[1] ?? '';
}

/**
 * The resource that a property names: by whole path, by path below src/main/resources, or by name within a folder;
 * mappings are also named without their ending. Where none is named so exactly: in another case, composition of letters, or percent-encoded.
 */
export function findResource(
  resources: readonly Resource[],
  name: string,
  folder: string,
): string | undefined {
  const wanted = name.replace(/^\/+/, '');
  if (wanted === '') return undefined;
  const candidates = [wanted, `src/main/resources/${wanted}`, `src/main/resources/${folder}/${wanted}`];
  const exact = resources.find(({ path }) => candidates.includes(path));
  if (exact) return exact.path;
  const withEnding = resources.find(({ path }) =>
    candidates.some(
      (candidate) => path.startsWith(`${candidate}.`) && !path.slice(candidate.length + 1).includes('/'),
    ),
  );
  if (withEnding) return withEnding.path;
  const anyForm = new Set(
    candidates.flatMap((candidate) => [inOneForm(candidate), inOneForm(decoded(candidate))]),
  );
  return resources.find(({ path }) => anyForm.has(inOneForm(path)))?.path;
}

/** File systems differ in case, and macOS packs an umlaut as a letter and its dots. */
function inOneForm(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A percent sign that is one.
    return path;
  }
}
