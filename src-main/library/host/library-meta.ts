import type { ErrorData } from '../../../src-shared/errors.ts';
import type { SqlDatabase } from './libsql.ts';

interface KeptNotice {
  readonly at: number;
  readonly notice: ErrorData;
}

/** As long as a tenant keeps messages: after that nothing of what was lost can be fetched again. */
const noticeShownFor = 30 * 24 * 3_600_000;

/** Kept in the library, so that whoever opens it after a crash is told what happened to the one before. */
export async function keepNotice(database: SqlDatabase, notice: ErrorData): Promise<void> {
  const kept: KeptNotice = { at: Date.now(), notice };
  const sql = "INSERT OR REPLACE INTO library_meta (name, value) VALUES ('notice', ?)";
  (await database.prepare(sql)).run([JSON.stringify(kept)]);
}

export async function keptNotice(database: SqlDatabase): Promise<ErrorData | undefined> {
  const sql = "SELECT value FROM library_meta WHERE name = 'notice'";
  const [row] = await (await database.prepare(sql)).all([]);
  if (!row) return undefined;
  const { at, notice } = JSON.parse(String(row['value'])) as KeptNotice;
  return Date.now() - at < noticeShownFor ? notice : undefined;
}
