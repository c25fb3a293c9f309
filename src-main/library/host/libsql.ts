import LibsqlDatabase from 'libsql/promise';

import type { SqlValue } from '../library.ts';

/** The part of libsql's promise interface used here; its own declarations say `any`. */
export interface SqlStatement {
  /** Everything up to the first row runs on a thread of libsql's own, further rows on the caller's. */
  all(params: readonly SqlValue[]): Promise<Record<string, SqlValue>[]>;
  /** Runs on the caller's thread and returns at once, in spite of the interface's name. */
  run(params: readonly SqlValue[]): unknown;
}

export interface SqlDatabase {
  prepare(sql: string): Promise<SqlStatement>;
  exec(sql: string): Promise<void>;
  /** Ends a running `all` with SQLITE_INTERRUPT. During an `exec` it would block until that ends. */
  interrupt(): void;
  close(): void;
}

interface LibsqlOptions {
  readonly encryptionCipher?: string;
  readonly encryptionKey?: string;
}

/**
 * libsql steps queries on a pool of threads, by default one per processor: on two processors two long
 * queries would hold up every write. Waiting threads cost nearly nothing.
 */
const threads = '8';

const Opened = LibsqlDatabase as unknown as new (path: string, options: LibsqlOptions) => SqlDatabase;

export const cipher = 'aes256cbc';

/** As libsql takes a key. */
export function keyText(key: Uint8Array): string {
  return Buffer.from(key).toString('hex');
}

/** Opens or creates a database file; ':memory:' without a key. Nothing is read yet. */
export function openLibsql(path: string, key: Uint8Array | undefined): SqlDatabase {
  process.env['TOKIO_WORKER_THREADS'] ??= threads;
  if (!key) return new Opened(path, {});
  return new Opened(path, {
    encryptionCipher: cipher,
    encryptionKey: keyText(key),
  });
}
