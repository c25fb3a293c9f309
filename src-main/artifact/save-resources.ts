import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { safeFileName, safeTree } from '../../src-shared/file-names.ts';
import { bytesOf, fileFailure, saveFile } from '../sap/save-file.ts';

export async function saveBytes(file: string, bytes: Uint8Array): Promise<void> {
  await saveFile(file, bytesOf(bytes));
}

/** Makes a folder that was not there before: `name`, `name (2)`, … Throws `disk.*`. */
export async function newFolder(parent: string, name: string): Promise<string> {
  const safe = safeFileName(name);
  for (let count = 1; ; count += 1) {
    const folder = join(parent, count === 1 ? safe : `${safe} (${count})`);
    try {
      await mkdir(folder);
      return folder;
    } catch (fault) {
      if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) {
        throw fileFailure(fault, folder);
      }
    }
  }
}

/** Writes files below `folder`; `read` answers the bytes of each. */
export async function saveAll(
  folder: string,
  paths: readonly string[],
  read: (path: string) => Promise<Uint8Array>,
): Promise<void> {
  for (const [path, place] of safeTree(paths)) {
    const file = join(folder, ...place.split('/'));
    await mkdir(dirname(file), { recursive: true }).catch((fault: unknown) => {
      throw fileFailure(fault, dirname(file));
    });
    await saveBytes(file, await read(path));
  }
}
