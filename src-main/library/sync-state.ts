import type { ErrorData } from '../../src-shared/errors.ts';
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
export function markFailed(area: SyncArea, error: ErrorData): Statement {
  return {
    sql: `INSERT INTO sync_state (area, error) VALUES (?, ?) ON CONFLICT (area) DO UPDATE SET error = excluded.error`,
    params: [area, JSON.stringify(error)],
  };
}
