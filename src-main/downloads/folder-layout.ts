import { join } from 'node:path';

import { compareText, safeNames, sameOnDisk } from '../../src-shared/file-names.ts';
import type { DownloadForm } from '../../src-shared/model/downloads.ts';
import { namesIn } from './target-folder.ts';

export interface PlacedPackage {
  readonly id: string;
  /** Of all artifacts that the lists have in it, so that a name does not depend on what else is wanted. */
  readonly artifacts: readonly { readonly kind: string; readonly id: string }[];
}

/** Folder of each package below the chosen one, by id; also the name of its export without the ending. */
export function packageNames(packages: readonly Pick<PlacedPackage, 'id'>[]): ReadonlyMap<string, string> {
  return safeNames(packages.map(({ id }) => ({ key: id, name: id })));
}

/** What lies beside the artifacts of a package; first by key, so that no artifact takes their names. */
export const beside = {
  package: 'integration-package.json',
  documents: 'documents',
  configurations: 'configurations',
} as const;

export function artifactKey({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${id}`;
}

/** Names of artifacts in the folder of their package, by `artifactKey`. */
export function artifactNames(
  artifacts: readonly { readonly kind: string; readonly id: string }[],
  ending = '',
): ReadonlyMap<string, string> {
  return safeNames([
    ...Object.values(beside).map((name) => ({ key: `/${name}`, name })),
    ...artifacts.map((artifact) => ({ key: artifactKey(artifact), name: artifact.id, ending })),
  ]);
}

export interface Existing {
  /** Packages whose places are taken. */
  readonly packageIds: readonly string[];
  /** What is there, in the order of the names. */
  readonly places: readonly string[];
}

/** What is in the folder already of what is to be saved there. `wanted`: keys of artifacts, where not all of a package are. */
export async function existingIn(
  folder: string,
  form: DownloadForm,
  packages: readonly PlacedPackage[],
  wanted: ReadonlySet<string> | undefined,
): Promise<Existing> {
  const names = packageNames(packages);
  const there = await namesIn(folder);
  const packageIds: string[] = [];
  const places: string[] = [];
  const take = (id: string, found: readonly string[]): void => {
    if (found.length === 0) return;
    packageIds.push(id);
    places.push(...found);
  };
  for (const { id, artifacts } of packages) {
    const name = names.get(id) ?? id;
    const own = form === 'exports' && there.has(sameOnDisk(`${name}.zip`)) ? [`${name}.zip`] : [];
    if (!there.has(sameOnDisk(name))) {
      take(id, own);
      continue;
    }
    const inside = await namesIn(join(folder, name));
    const ending = form === 'folders' ? '' : '.zip';
    const found = Array.from(artifactNames(artifacts, ending))
      .filter(([key]) => wanted === undefined || wanted.has(key))
      .map(([, each]) => each)
      .filter((each) => inside.has(sameOnDisk(each)))
      .map((each) => `${name}/${each}`);
    take(id, [...own, ...found]);
  }
  return { packageIds, places: places.toSorted(compareText) };
}

/** Places for packages whose usual ones are taken: `Name (2)`, `Name (3)`, … */
export async function freeNames(
  folder: string,
  packages: readonly PlacedPackage[],
  takenIds: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const names = packageNames(packages);
  const there = await namesIn(folder);
  const used = new Set([...there, ...[...names.values()].map(sameOnDisk)]);
  const isTaken = (name: string): boolean =>
    used.has(sameOnDisk(name)) || used.has(sameOnDisk(`${name}.zip`));
  const free: Record<string, string> = {};
  for (const id of takenIds) {
    const name = names.get(id) ?? id;
    let count = 2;
    while (isTaken(`${name} (${count})`)) count += 1;
    free[id] = `${name} (${count})`;
    used.add(sameOnDisk(`${name} (${count})`));
  }
  return free;
}
