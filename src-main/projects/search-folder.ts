import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

import type { Trace } from '../../src-shared/model/projects.ts';

export interface FolderSearch {
  readonly files: number;
  readonly bytes: number;
  readonly traces: readonly Trace[];
}

/**
 * Reads every file below a folder and tells which of the texts stands in it, or in its name, whatever its case, as UTF-8 or as
 * UTF-16. What is encrypted or compressed says nothing; no such file of an ended connection stays.
 */
export async function searchFolder(
  folder: string,
  texts: readonly string[],
  takes: (name: string) => boolean = () => true,
): Promise<FolderSearch> {
  const wanted = texts.map((text) => ({ text, forms: formsOf(text) }));
  const traces: Trace[] = [];
  let files = 0;
  let bytes = 0;
  for (const path of await filesBelow(folder)) {
    const name = relative(folder, path).split(sep).join('/');
    if (!takes(name)) continue;
    files += 1;
    const found = new Set(texts.filter((text) => name.toLowerCase().includes(text.toLowerCase())));
    bytes += await read(path, wanted, found);
    for (const text of found) traces.push({ file: name, text });
  }
  return { files, bytes, traces };
}

/** Adds to `found`; answers how many bytes were read. */
async function read(
  path: string,
  wanted: readonly { readonly text: string; readonly forms: readonly string[] }[],
  found: Set<string>,
): Promise<number> {
  const longest = Math.max(0, ...wanted.flatMap(({ forms }) => forms.map(({ length }) => length)));
  let before = '';
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      const piece = chunk as Buffer;
      bytes += piece.length;
      // One character for each byte: a text may begin in the piece before.
      const here = before + piece.toString('latin1').toLowerCase();
      for (const { text, forms } of wanted) if (forms.some((form) => here.includes(form))) found.add(text);
      before = longest === 0 ? '' : here.slice(-longest);
    }
  } catch (fault) {
    if (!isGone(fault)) throw fault;
  }
  return bytes;
}

/** As its bytes look when each is one character. */
function formsOf(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return [Buffer.from(lower, 'utf8').toString('latin1'), Buffer.from(lower, 'utf16le').toString('latin1')];
}

/** Sockets and links are none: Chromium keeps a few that lead elsewhere. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const present = await Promise.all(paths.map(async (path) => ((await exists(path)) ? [path] : [])));
  return present.flat();
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (fault) {
    if (isGone(fault)) return false;
    throw fault;
  }
}

/** Other parts of the app go on meanwhile. */
function isGone(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === 'ENOENT';
}
