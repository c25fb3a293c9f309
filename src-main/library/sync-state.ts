import { AppError, type ErrorData } from '../../src-shared/errors.ts';
import type { Library, Statement } from './library.ts';

export type SyncArea = 'content' | 'runtime' | 'endpoints' | 'messages';

/** When an area was last read completely, and why the last attempt failed. */
export interface SyncState {
  readonly syncedAt: number | undefined;
  readonly error: ErrorData | undefined;
}

export async function readSyncState(
  library: Library,
  area: SyncArea,
  signal?: AbortSignal,
): Promise<SyncState> {
  const row = await library.get<{ synced_at: number | null; error: string | null }>(
    'SELECT synced_at, error FROM sync_state WHERE area = ?',
    [area],
    signal,
  );
  return {
    syncedAt: row?.synced_at ?? undefined,
    error: row?.error === undefined || row.error === null ? undefined : (JSON.parse(row.error) as ErrorData),
  };
}

export function markSynced(area: SyncArea, now: number): Statement {
  return {
    sql: `INSERT INTO sync_state (area, synced_at, error) VALUES (?, ?, NULL)
      ON CONFLICT (area) DO UPDATE SET synced_at = excluded.synced_at, error = NULL`,
    params: [area, now],
  };
}

/** Keeps the time of the last success. */
function markFailed(area: SyncArea, error: ErrorData): Statement {
  return {
    sql: `INSERT INTO sync_state (area, error) VALUES (?, ?) ON CONFLICT (area) DO UPDATE SET error = excluded.error`,
    params: [area, JSON.stringify(error)],
  };
}

/** Of an area that has more than one time of success. */
export function clearFailure(area: SyncArea): Statement {
  return { sql: 'UPDATE sync_state SET error = NULL WHERE area = ?', params: [area] };
}

/**
 * Reads an area and keeps how that ended, so that the list says it after the next start, too. Throws what `read` throws.
 */
export async function keepOutcome<T>(
  library: Library,
  area: SyncArea,
  read: () => Promise<T>,
  success: () => Statement,
): Promise<T> {
  try {
    const value = await read();
    await library.write([success()]);
    return value;
  } catch (fault) {
    const error = errorToKeep(fault);
    if (error) await library.write([markFailed(area, error)]);
    throw fault;
  }
}

/** A library that cannot be written cannot keep why: the job tells it. Who cancels knows. */
function errorToKeep(fault: unknown): ErrorData | undefined {
  if (!(fault instanceof AppError)) return new AppError('internal', 'Unexpected fault.').toData();
  return /^(request|library|disk)\./.test(fault.code) ? undefined : fault.toData();
}
