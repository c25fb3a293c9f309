import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { numberedPath } from '../../src-shared/exports/name-pattern.ts';

/** Answers of file systems without hard links. */
const noLinks: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK', 'EINVAL'];

/**
 * Gives a saved file its name below `folder`, or the next free one: whatever stands there stays. `taken` holds places in lower case, because
 * two of our systems know no other. Answers the place.
 */
export async function placeFile(
  temporary: string,
  folder: string,
  path: string,
  taken: Set<string>,
): Promise<string> {
  await mkdir(dirname(join(folder, ...path.split('/'))), { recursive: true });
  for (let count = 1; ; count += 1) {
    const place = numberedPath(path, count);
    if (taken.has(place.toLowerCase())) continue;
    taken.add(place.toLowerCase());
    if (await isPlaced(temporary, join(folder, ...place.split('/')))) return place;
  }
}

async function isPlaced(temporary: string, target: string): Promise<boolean> {
  try {
    await link(temporary, target);
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
    if (code === 'EEXIST') return false;
    if (!noLinks.includes(code)) throw fault;
    if (!(await isCopied(temporary, target))) return false;
  }
  await rm(temporary, { force: true });
  return true;
}

async function isCopied(temporary: string, target: string): Promise<boolean> {
  try {
    await copyFile(temporary, target, constants.COPYFILE_EXCL);
    return true;
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'EEXIST') return false;
    throw fault;
  }
}

/** The ending that fits how a file begins: the tenant names no type of an entry of its message store. */
export async function endingOf(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return endingOfBytes(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

export function endingOfBytes(bytes: Uint8Array): string {
  const start = Buffer.from(bytes).toString('latin1');
  if (start.startsWith('PK\u0003\u0004')) return '.zip';
  if (start.startsWith('%PDF')) return '.pdf';
  if (start.includes('\0')) return '.bin';
  const text = start.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (/^<(!doctype html|html)/i.test(text)) return '.html';
  if (text.startsWith('<')) return '.xml';
  if (/^[[{]/.test(text)) return '.json';
  return text === '' ? '.bin' : '.txt';
}
