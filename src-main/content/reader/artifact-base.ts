import { isOfSystem } from '../../../src-shared/content/artifact/resources.ts';
import { Refusal } from './refusal.ts';

export const packageList = 'resources.cnt';

/** What marks the folder of an artifact; one search and no repetition, because names are as long as strangers make them. */
const manifest: readonly Mark[] = [{ place: /(?:^|\/)META-INF\/MANIFEST\.MF$/i }];
/** Of integration adapters, which are subsystems of OSGi. */
const subsystem: readonly Mark[] = [{ place: /(?:^|\/)(?:OSGI|META)-INF\/SUBSYSTEM\.MF$/i }];
const mainPart: readonly Mark[] = [
  { place: /(?:^|\/)value_mapping\.xml$/i },
  { place: /(?:^|\/)src\/main\/resources\/scenarioflows\//i, ending: /\.iflw$/i },
  { place: /(?:^|\/)src\/main\/resources\/mapping\//i, ending: /\.mmap$/i },
  { place: /(?:^|\/)src\/main\/resources\/script\//i, ending: /\.(?:groovy|gsh|js)$/i },
];

interface Mark {
  readonly place: RegExp;
  readonly ending?: RegExp;
}

/**
 * The folder inside a zip in which the artifact lies: its root in what tenants serve, some folders down in zips made by hand
 * or by a repository's download. Throws a `Refusal` where there is no artifact, or several.
 */
export function baseOf(paths: readonly string[]): string {
  const bases = basesIn(paths);
  // What lies inside an artifact, such as an unpacked library with a manifest of its own, is part of it.
  const [outermost] = bases;
  if (outermost === undefined) throw noArtifact(paths);
  const others = bases.filter((base) => !base.startsWith(outermost));
  if (others.length > 0) throw severalArtifacts([outermost, ...others]);
  return outermost;
}

/** The same for what is known to be readable, package exports included. */
export function baseOrRoot(paths: readonly string[]): string {
  return packageBase(paths) ?? basesIn(paths)[0] ?? '';
}

/** The folder in which a package export lies: its root, in zips made by hand some folders down. `undefined`: it is none. */
export function packageBase(paths: readonly string[]): string | undefined {
  if (paths.includes(packageList)) return '';
  const [base, ...others] = paths.flatMap((path) =>
    path.endsWith(`/${packageList}`) && !isOfSystem(path) ? [path.slice(0, -packageList.length)] : [],
  );
  // A file of an artifact may have the same name.
  return others.length === 0 && base !== undefined && basesIn(paths).length === 0 ? base : undefined;
}

function basesIn(paths: readonly string[]): readonly string[] {
  const own = paths.filter((path) => !isOfSystem(path));
  for (const marks of [manifest, subsystem, mainPart]) {
    const found = new Set(own.flatMap((path) => baseBy(marks, path) ?? []));
    if (found.size > 0) return [...found].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  }
  return [];
}

function baseBy(marks: readonly Mark[], path: string): string | undefined {
  for (const { place, ending } of marks) {
    const match = ending?.test(path) === false ? undefined : place.exec(path);
    if (match) return path.slice(0, match.index + (match[0].startsWith('/') ? 1 : 0));
  }
  return undefined;
}

function noArtifact(paths: readonly string[]): Refusal {
  const zips = paths.filter((path) => /\.zip$/i.test(path) && !isOfSystem(path));
  const [first] = zips;
  if (first !== undefined) {
    const many = zips.length === 1 ? 'a zip' : `${zips.length} zips, such as`;
    return new Refusal(
      'no-artifact',
      `This holds no integration artifact but ${many} ${JSON.stringify(first)}: unpack it, and read ${zips.length === 1 ? 'that' : 'those'}.`,
    );
  }
  return new Refusal(
    'no-artifact',
    'This holds no integration artifact: there is neither META-INF/MANIFEST.MF nor an integration flow, mapping, script or resources.cnt.',
  );
}

const mostNamed = 3;

function severalArtifacts(bases: readonly string[]): Refusal {
  const named = bases.slice(0, mostNamed).map((base) => JSON.stringify(base.slice(0, -1)));
  const more = bases.length > mostNamed ? ` and ${bases.length - mostNamed} more` : '';
  return new Refusal(
    'no-artifact',
    `This holds several artifacts, of which one can be read at a time: ${named.join(', ')}${more}.`,
  );
}
