import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import type { Archive, ArchiveFile, Budget, ReadFile } from './archive.ts';
import { checkName } from './entry-names.ts';
import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';

const deepest = 30;
/** Folders of tools, never of an artifact. */
const skipped = new Set(['.git', '.svn', 'node_modules', '.idea', '.vscode']);

/** An unpacked artifact. Links are not followed: they lead out of the folder. */
export async function openFolder(folder: string, budget: Budget): Promise<Archive> {
  const files: ArchiveFile[] = [];
  await orUnreadable(() => list(folder, '', 0, files));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > budget.remaining) {
    throw new Refusal('too-large', `The folder holds more than ${limits.unpackedBytes / 1024 / 1024} MB.`);
  }
  return {
    files,
    warnings: [],
    async readAll(keep): Promise<readonly ReadFile[]> {
      const read: ReadFile[] = [];
      for (const file of files) {
        const content = await orUnreadable(() => readFile(join(folder, file.path)));
        budget.remaining -= content.length;
        if (budget.remaining < 0) throw new Refusal('too-large', 'The folder grew while it was read.');
        const checksum = crc32(content).toString(16).padStart(8, '0');
        read.push({
          path: file.path,
          size: content.length,
          checksum,
          content: keep(file) ? content : undefined,
        });
      }
      return read;
    },
    async read(path): Promise<Uint8Array> {
      if (!files.some((file) => file.path === path)) {
        throw new Refusal('not-found', `There is no ${JSON.stringify(path)} in the folder.`);
      }
      return orUnreadable(() => readFile(join(folder, path)));
    },
    close: () => undefined,
  };
}

/** What the file system says no to: no right to read it, or it is gone. */
export async function orUnreadable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof Refusal || !(fault instanceof Error && 'code' in fault)) throw fault;
    const path = 'path' in fault ? JSON.stringify(fault.path) : 'A file';
    throw new Refusal('not-found', `${path} cannot be read (${String(fault.code)}).`, { cause: fault });
  }
}

async function list(root: string, below: string, depth: number, files: ArchiveFile[]): Promise<void> {
  if (depth > deepest) throw new Refusal('too-deep', `The folder is nested deeper than ${deepest} levels.`);
  const found = await readdir(join(root, below), { withFileTypes: true });
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of found) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) await list(root, path, depth + 1, files);
    } else if (entry.isFile()) {
      checkName(path);
      const { size } = await stat(join(root, path));
      files.push({ path, size });
      if (files.length > limits.entries) {
        throw new Refusal('too-many-files', `The folder holds more than ${limits.entries} files.`);
      }
    }
  }
}
