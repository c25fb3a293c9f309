import { mkdir, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

import { AppError } from '../../src-shared/errors.ts';
import { sameOnDisk } from '../../src-shared/file-names.ts';
import { bytesOf, saveFile } from '../sap/save-file.ts';

/**
 * A folder that a person chose. What is there is left alone unless that was agreed to; what is the same is not written again, so
 * that a run which was interrupted goes on quickly.
 */
export class TargetFolder {
  readonly #folder: string;
  readonly #mayReplace: boolean;
  /** Folders that are known to lie within it. */
  readonly #inside = new Set<string>();

  constructor(folder: string, mayReplace: boolean) {
    this.#folder = folder;
    this.#mayReplace = mayReplace;
  }

  /** Throws `disk.folder-gone` where it is not there any more: it may be on a drive that was taken out. */
  async require(): Promise<void> {
    const found = await stat(this.#folder).catch(() => undefined);
    if (found?.isDirectory() !== true)
      throw new AppError('disk.folder-gone', 'The folder is gone.', { file: this.#folder });
  }

  /** `place` is safe, with forward slashes. Throws `disk.full`, `disk.write-failed`, `disk.file-exists`. */
  async write(place: string, content: Uint8Array): Promise<void> {
    const file = join(this.#folder, ...place.split('/'));
    await this.#requireInside(dirname(file));
    const there = await existing(file);
    if (there && Buffer.compare(there, content) === 0) return;
    if (there && !this.#mayReplace)
      throw new AppError('disk.file-exists', 'Another file is there already.', { file });
    await orWriteFailed(file, mkdir(dirname(file), { recursive: true }));
    // Not forced to the disk one by one: a tree has tens of thousands of files, and an interrupted run is done again.
    await saveFile(file, bytesOf(content), { isForced: false });
  }

  /** Removes files below `place` that are not among `kept`, and folders that are empty then. Only where replacing was agreed to. */
  async keepOnly(place: string, kept: readonly string[]): Promise<void> {
    if (!this.#mayReplace) return;
    await this.#requireInside(join(this.#folder, ...place.split('/')));
    const wanted = new Set(kept.map(sameOnDisk));
    await this.#prune(place, wanted);
  }

  /** Text of a file; `undefined` where there is none. */
  async read(place: string): Promise<string | undefined> {
    return (await existing(join(this.#folder, ...place.split('/'))))?.toString('utf8');
  }

  /** A link in the folder may lead anywhere: nothing is written or removed behind it. Throws `disk.file-exists`. */
  async #requireInside(folder: string): Promise<void> {
    if (this.#inside.has(folder)) return;
    const root = await realpath(this.#folder);
    for (let above = folder; ; above = dirname(above)) {
      const real = await realpath(above).catch(() => undefined);
      if (real === undefined && above !== this.#folder) continue;
      if (real !== root && real?.startsWith(`${root}${sep}`) !== true)
        throw new AppError('disk.file-exists', 'A link leads out of the folder.', { file: folder });
      break;
    }
    this.#inside.add(folder);
  }

  async #prune(place: string, wanted: ReadonlySet<string>): Promise<boolean> {
    const folder = join(this.#folder, ...place.split('/'));
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    let isEmpty = true;
    for (const entry of entries) {
      const below = `${place}/${entry.name}`;
      // A link is removed, never followed.
      const isKept = entry.isDirectory()
        ? !(await this.#prune(below, wanted))
        : wanted.has(sameOnDisk(below));
      if (isKept) isEmpty = false;
      else
        await orWriteFailed(
          join(folder, entry.name),
          rm(join(folder, entry.name), { recursive: entry.isDirectory(), force: true }),
        );
    }
    return isEmpty;
  }
}

/** Names that are in a folder already; empty where it is not there. */
export async function namesIn(folder: string): Promise<ReadonlySet<string>> {
  const names = await readdir(folder).catch(() => []);
  return new Set(names.map(sameOnDisk));
}

async function existing(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === 'EISDIR') throw new AppError('disk.file-exists', 'A folder is there.', { file });
    throw new AppError('disk.write-failed', 'What is there cannot be read.', { file }, { cause: fault });
  }
}

async function orWriteFailed<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new AppError('disk.full', 'The disk is full.', { file }, { cause: fault });
    throw new AppError('disk.write-failed', 'The folder could not be written.', { file }, { cause: fault });
  }
}
