import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { AppError } from '../../src-shared/errors.ts';
import { safeFileName } from '../../src-shared/file-names.ts';
import { saveFile } from '../sap/save-file.ts';

export async function saveBytes(file: string, bytes: Uint8Array): Promise<void> {
  await saveFile(file, one(bytes));
}

// oxlint-disable-next-line typescript/require-await -- chunks come as from a tenant
async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Makes a folder that was not there before: `name`, `name (2)`, … Throws `disk.write-failed`. */
export async function newFolder(parent: string, name: string): Promise<string> {
  const safe = safeFileName(name);
  for (let count = 1; ; count += 1) {
    const folder = join(parent, count === 1 ? safe : `${safe} (${count})`);
    try {
      await mkdir(folder);
      return folder;
    } catch (fault) {
      if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) {
        const message = 'The folder could not be made.';
        throw new AppError('disk.write-failed', message, { file: folder }, { cause: fault });
      }
    }
  }
}

/**
 * Places of files below a folder: every part of a path is a name that all systems accept, and no two are the same where
 * capital letters do not count.
 */
export function safePaths(paths: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const safe = new Map<string, string>();
  for (const path of paths) {
    const wanted = path.split('/').map(safeFileName);
    let place = wanted.join('/');
    for (let count = 2; taken.has(place.toLowerCase()); count += 1) {
      const name = wanted.at(-1) ?? '';
      const dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length;
      place = [...wanted.slice(0, -1), `${name.slice(0, dot)} (${count})${name.slice(dot)}`].join('/');
    }
    taken.add(place.toLowerCase());
    safe.set(path, place);
  }
  return safe;
}

/** Writes files below `folder`; `read` answers the bytes of each. */
export async function saveAll(
  folder: string,
  paths: readonly string[],
  read: (path: string) => Promise<Uint8Array>,
): Promise<void> {
  for (const [path, place] of safePaths(paths)) {
    const file = join(folder, ...place.split('/'));
    await mkdir(dirname(file), { recursive: true });
    await saveBytes(file, await read(path));
  }
}
