import { existsSync, statSync } from 'node:fs';

import { AppError, type ErrorData } from '../../../src-shared/errors.ts';
import type { LibraryState, Row, SqlValue, Statement } from '../library.ts';
import type { LibraryPlace } from '../protocol.ts';
import { fitsFingerprint, writeFingerprint } from './key-fingerprint.ts';
import { keptNotice } from './library-meta.ts';
import { migrate } from './migrate.ts';
import { moveToFile } from './move-to-file.ts';
import { openForReading, openForWriting, openInMemory } from './open-connection.ts';
import { Reader } from './reader.ts';
import { finishReplacing, replaceDamaged } from './replace-damaged.ts';
import { sqlFailure } from './sql-failure.ts';
import { Turns } from './turns.ts';
import { Writer } from './writer.ts';

/** One library with its connections: one writes, two read, so that a long query does not hold up a short one. */
export class StoredLibrary {
  readonly #file: string | undefined;
  readonly #writer: Writer;
  readonly #readers: readonly Reader[];
  readonly #notice: ErrorData | undefined;

  private constructor(
    file: string | undefined,
    writer: Writer,
    readers: readonly Reader[],
    notice: ErrorData | undefined,
  ) {
    this.#file = file;
    this.#writer = writer;
    this.#readers = readers;
    this.#notice = notice;
  }

  /** Throws `library.wrong-key`, `library.newer`, `library.failed`, `disk.*`; a damaged file is replaced. */
  static async open(place: LibraryPlace): Promise<StoredLibrary> {
    try {
      const { file, key } = place;
      if (file === undefined || !key) return await openMemory();
      return await openFile(file, key);
    } catch (cause) {
      throw sqlFailure(cause);
    }
  }

  /** For damage that was met while reading: the same as a damaged file found by `open`. */
  static async replace({ file, key }: LibraryPlace): Promise<StoredLibrary> {
    if (file === undefined || !key) return openMemory();
    await replaceDamaged(file, key);
    return openConnections(file, key);
  }

  /** From connections that are open already. */
  static assemble(
    file: string | undefined,
    writer: Writer,
    readers: readonly Reader[],
    notice: ErrorData | undefined,
  ): StoredLibrary {
    return new StoredLibrary(file, writer, readers, notice);
  }

  async all(sql: string, params: readonly SqlValue[], signal: AbortSignal): Promise<readonly Row[]> {
    const [first, ...others] = this.#readers;
    if (!first) throw new AppError('library.failed', 'The library has no reader.');
    const reader = others.reduce((least, next) => (next.load < least.load ? next : least), first);
    return reader.all(sql, params, signal);
  }

  async write(statements: readonly Statement[]): Promise<void> {
    await this.#writer.write(statements);
  }

  /** Throws `disk.full` where the file cannot be written anew beside itself; then it stays as it was. */
  async compact(): Promise<void> {
    try {
      await this.#writer.alone(async (database) => {
        await database.exec('VACUUM');
        await database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      });
    } catch (cause) {
      throw sqlFailure(cause);
    }
  }

  async state(signal: AbortSignal): Promise<LibraryState> {
    const notice = this.#notice ? { notice: this.#notice } : {};
    if (this.#file !== undefined) return { kept: 'encrypted', bytes: sizeOf(this.#file), ...notice };
    const [row] = await this.all(
      'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
      [],
      signal,
    );
    return { kept: 'memory', bytes: Number(row?.['bytes'] ?? 0), ...notice };
  }

  /**
   * The same library in an encrypted file, once a key is there; what reads and writes of before are waited for. Throws
   * `disk.*`, `library.failed`: then it stays in memory.
   */
  async movedTo({ file, key }: LibraryPlace): Promise<StoredLibrary> {
    if (this.#file !== undefined || file === undefined || !key)
      throw new AppError('library.failed', 'The library is not in memory, or has no place to go to.');
    try {
      await this.#writer.alone((database) => moveToFile(database, file, key));
      const library = await openConnections(file, key);
      await this.close();
      return library;
    } catch (cause) {
      throw sqlFailure(cause);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.close()));
    await this.#writer.close();
  }
}

/** A database in memory belongs to one connection, so reads and writes take turns on it; only a writer's turn may write. */
async function openMemory(): Promise<StoredLibrary> {
  const database = await openInMemory();
  await migrate(database);
  const mayWrite = async (may: boolean): Promise<void> => {
    await database.exec(`PRAGMA query_only = ${may ? 'OFF' : 'ON'}`);
  };
  await mayWrite(false);
  const turns = new Turns();
  const writer = new Writer({ ...bound(database), close: () => undefined }, turns, mayWrite);
  return StoredLibrary.assemble(undefined, writer, [new Reader(database, turns)], undefined);
}

async function openFile(file: string, key: Uint8Array): Promise<StoredLibrary> {
  finishReplacing(file);
  const isNew = !existsSync(file);
  // The fingerprint comes first: a file without one could not be told from a damaged one.
  if (isNew) writeFingerprint(file, key);
  const fits = fitsFingerprint(file, key);
  if (fits === false) throw new AppError('library.wrong-key', 'The library was written with another key.');
  try {
    const library = await openConnections(file, key);
    if (fits === undefined) writeFingerprint(file, key);
    return library;
  } catch (cause) {
    const failure = sqlFailure(cause);
    if (failure.code !== 'library.damaged') throw failure;
    if (fits === undefined) {
      throw new AppError('library.wrong-key', 'The library does not open, and its key cannot be checked.');
    }
    await replaceDamaged(file, key);
    return openConnections(file, key);
  }
}

async function openConnections(file: string, key: Uint8Array): Promise<StoredLibrary> {
  const writing = await openForWriting(file, key);
  const readers: Reader[] = [];
  try {
    await migrate(writing);
    const notice = await keptNotice(writing);
    for (let count = 0; count < 2; count += 1) readers.push(new Reader(await openForReading(file, key)));
    return StoredLibrary.assemble(file, new Writer(writing), readers, notice);
  } catch (cause) {
    for (const reader of readers) await reader.close();
    writing.close();
    throw cause;
  }
}

function bound(database: Awaited<ReturnType<typeof openInMemory>>) {
  return {
    prepare: (sql: string) => database.prepare(sql),
    exec: (sql: string) => database.exec(sql),
    interrupt: () => {
      database.interrupt();
    },
  };
}

function sizeOf(file: string): number {
  return [file, `${file}-wal`].reduce((sum, part) => sum + (existsSync(part) ? statSync(part).size : 0), 0);
}
