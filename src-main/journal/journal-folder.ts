import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../src-shared/errors.ts';

const ownerOnly = 0o600;
const extension = '.jsonl';
const endsFile = 'ends.json';

/** The files of the journal: one of lines for each connection, and one with the ends of all. */
export class JournalFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** File name of a connection without its extension. Ids are UUIDs; anything else gets a name that is none of a path. */
  nameOf(connectionId: string): string {
    if (/^[\w-]{1,100}$/.test(connectionId)) return connectionId;
    return createHash('sha256').update(connectionId).digest('hex');
  }

  async names(): Promise<readonly string[]> {
    const files = await orMissing(readdir(this.#folder), []);
    return files
      .filter((file) => file.endsWith(extension))
      .map((file) => file.slice(0, -extension.length))
      .sort();
  }

  read(name: string): Promise<string> {
    return orMissing(readFile(this.#path(name), 'utf8'), '');
  }

  /** On the disk when it is over. Throws `disk.full`, `disk.write-failed`. */
  async append(name: string, text: string): Promise<void> {
    await this.#written(`${name}${extension}`, async () => {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const file = await open(this.#path(name), 'a', ownerOnly);
      try {
        await file.appendFile(text);
        await file.datasync();
      } finally {
        await file.close();
      }
    });
  }

  readEnds(): Promise<string | undefined> {
    return orMissing<string | undefined>(readFile(join(this.#folder, endsFile), 'utf8'), undefined);
  }

  /** The old text or the new one, whenever the app ends. */
  async writeEnds(text: string): Promise<void> {
    const path = join(this.#folder, endsFile);
    await this.#written(endsFile, async () => {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const file = await open(`${path}.new`, 'w', ownerOnly);
      try {
        await file.writeFile(text);
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(`${path}.new`, path);
    });
  }

  async remove(name: string): Promise<void> {
    await this.#written(`${name}${extension}`, () => rm(this.#path(name), { force: true }));
  }

  #path(name: string): string {
    return join(this.#folder, `${name}${extension}`);
  }

  async #written(file: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (cause) {
      const isFull = hasCode(cause, 'ENOSPC') || hasCode(cause, 'EDQUOT');
      throw isFull
        ? new AppError('disk.full', 'No room to write the journal.', { file }, { cause })
        : new AppError('disk.write-failed', 'The journal could not be written.', { file }, { cause });
    }
  }
}

async function orMissing<T>(reading: Promise<T>, instead: T): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    if (hasCode(cause, 'ENOENT') || hasCode(cause, 'ENOTDIR')) return instead;
    throw cause;
  }
}

function hasCode(cause: unknown, code: string): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === code;
}
