import { constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { longestKeyText } from '../../src-shared/connections/find-json.ts';
import { largestConnectionFile, type RefusedImport } from '../../src-shared/model/sharing.ts';
import { plainLine } from '../../src-shared/plain-text.ts';
import { tooLarge } from './connection-file.ts';

export interface ChosenFile {
  /** As it is shown. */
  readonly name: string;
  readonly text: string;
}

export interface ChosenFiles {
  readonly files: readonly ChosenFile[];
  readonly refused: readonly RefusedImport[];
}

/** Of a folder: how deep. */
const deepest = 5;
/** Of a folder, or of files that were chosen: how many are looked at. */
export const mostEntries = 1_000;

const longestShown = 120;
// A named pipe must not be waited for.
const plainOpening = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const withoutLinks = plainOpening | (constants.O_NOFOLLOW ?? 0);

/** The files that a person chose one by one. */
export async function readFiles(paths: readonly string[]): Promise<ChosenFiles> {
  const files: ChosenFile[] = [];
  const refused: RefusedImport[] = [];
  for (const path of paths.slice(0, mostEntries)) {
    const name = shownName(basename(path));
    const read = await readText(path, largestConnectionFile, plainOpening);
    if ('text' in read) files.push({ name, text: read.text });
    // The one file that was meant.
    else if (read.isTooLarge && paths.length === 1) throw tooLarge(name);
    else refused.push({ name, reason: read.reason });
  }
  if (paths.length > mostEntries)
    refused.push({
      name: `${paths.length - mostEntries} more files`,
      reason: `More than ${mostEntries} at once; the rest was not looked at.`,
    });
  return { files, refused };
}

/** Files and folders in one drop. */
export async function readDropped(paths: readonly string[]): Promise<ChosenFiles> {
  const areFolders = await Promise.all(paths.slice(0, mostEntries).map(isFolder));
  const folders = paths.filter((_, index) => areFolders[index] === true);
  const parts = [await readFiles(paths.filter((_, index) => areFolders[index] !== true))];
  for (const folder of folders) parts.push(await readFolder(folder));
  return {
    files: parts.flatMap(({ files }) => files),
    refused: parts.flatMap(({ refused }) => refused),
  };
}

/** What is gone, or may not be looked at, is refused as a file, with the reason. */
async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

/** Every file below a folder that may be a service key; links are not followed, whatever they lead to. */
export async function readFolder(folder: string): Promise<ChosenFiles> {
  const files: ChosenFile[] = [];
  const refused: RefusedImport[] = [];
  let looked = 0;
  const walk = async (path: string, inside: string, depth: number): Promise<void> => {
    const entries = await entriesOf(path);
    if ('reason' in entries) {
      refused.push({ name: shownName(inside === '' ? basename(path) : inside), reason: entries.reason });
      return;
    }
    for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const within = inside === '' ? entry.name : `${inside}/${entry.name}`;
      const name = shownName(within);
      looked += 1;
      if (looked > mostEntries) return;
      if (entry.isSymbolicLink()) refused.push({ name, reason: 'A link; links are not followed.' });
      else if (entry.isDirectory() && depth >= deepest)
        refused.push({ name, reason: `A folder more than ${deepest} levels down is not looked into.` });
      else if (entry.isDirectory()) await walk(join(path, entry.name), within, depth + 1);
      else {
        const read = await readText(join(path, entry.name), longestKeyText, withoutLinks);
        if ('text' in read) files.push({ name, text: read.text });
        else refused.push({ name, reason: read.reason });
      }
    }
  };
  await walk(folder, '', 1);
  if (looked > mostEntries) {
    const name = shownName(basename(folder));
    refused.push({ name, reason: `There are more than ${mostEntries} entries; the rest was not looked at.` });
  }
  return { files, refused };
}

/** A file name by anybody, safe to show. */
export function shownName(name: string): string {
  return plainLine(name, longestShown) || 'file';
}

type Read = { readonly text: string } | { readonly reason: string; readonly isTooLarge: boolean };

/** The size is known before anything is read, and a file that grows meanwhile is cut off. */
async function readText(path: string, largest: number, flags: number): Promise<Read> {
  try {
    const handle = await open(path, flags);
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) return { reason: 'This is no file.', isTooLarge: false };
      const bytes = Buffer.alloc(Math.min(stat.size, largest) + 1);
      const { bytesRead } =
        stat.size > largest ? { bytesRead: bytes.length } : await handle.read(bytes, 0, bytes.length, 0);
      if (bytesRead > largest)
        return { reason: `Larger than ${Math.floor(largest / 1_000)} kB.`, isTooLarge: true };
      return decoded(bytes.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch (fault) {
    return { reason: reasonOf(fault), isTooLarge: false };
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (fault) {
    return { reason: reasonOf(fault) };
  }
}

function reasonOf(fault: unknown): string {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
  return unreadable[code] ?? 'It cannot be read.';
}

const unreadable: Readonly<Record<string, string>> = {
  EACCES: 'You may not read it.',
  EPERM: 'You may not read it.',
  ELOOP: 'A link; links are not followed.',
  ENOENT: 'It is no longer there.',
};

/** Some shells write UTF-16. */
function decoded(bytes: Buffer): Read {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: bytes.subarray(2).toString('utf16le') };
  if (bytes.includes(0)) return { reason: 'This is no text.', isTooLarge: false };
  return { text: bytes.toString('utf8').replace(/^\uFEFF/, '') };
}
