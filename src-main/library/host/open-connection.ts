import { openLibsql, type SqlDatabase } from './libsql.ts';

const cacheOfWriter = 24_000;
const cacheOfReader = 12_000;

/** The connection that writes. WAL lets others read meanwhile, and a kill loses nothing committed. */
export async function openForWriting(file: string, key: Uint8Array): Promise<SqlDatabase> {
  const database = openLibsql(file, key);
  await setUp(database, [
    'busy_timeout = 5000',
    'journal_mode = WAL',
    'synchronous = NORMAL',
    // 64 MB: a sync writes the same pages of indexes many times, and each checkpoint copies and waits for the disk.
    'wal_autocheckpoint = 16000',
    // After a checkpoint the log gives its space back.
    'journal_size_limit = 33554432',
    `cache_size = -${cacheOfWriter}`,
    'temp_store = MEMORY',
  ]);
  return database;
}

/** libsql's own `readonly` is not enforced: a write went through. `query_only` is. */
export async function openForReading(file: string, key: Uint8Array): Promise<SqlDatabase> {
  const database = openLibsql(file, key);
  await setUp(database, [
    'busy_timeout = 5000',
    `cache_size = -${cacheOfReader}`,
    // Sorting must not leave rows in a plain temporary file.
    'temp_store = MEMORY',
    'query_only = ON',
  ]);
  return database;
}

export async function openInMemory(): Promise<SqlDatabase> {
  const database = openLibsql(':memory:', undefined);
  await setUp(database, ['temp_store = MEMORY']);
  return database;
}

async function setUp(database: SqlDatabase, pragmas: readonly string[]): Promise<void> {
  try {
    // Not prepared: statements that nobody holds would hold up a later query (`Reader`).
    for (const pragma of pragmas) await database.exec(`PRAGMA ${pragma}`);
  } catch (cause) {
    database.close();
    throw cause;
  }
}
