import type { ErrorData } from '../../src-shared/errors.ts';
import type { PayloadDownload, PayloadsKind } from '../../src-shared/model/exports.ts';
import type { Library, Row } from '../library/library.ts';
import type { Condition } from '../messages/message-terms.ts';
import { type FileKind, noteFiles } from './download-plan.ts';

export type FileState = 'open' | 'saved' | 'gone' | 'failed';

export interface FileToSave extends Row {
  readonly position: number;
  readonly guid: string;
  readonly kind: FileKind;
  readonly payload: string;
  readonly name: string;
  readonly content_type: string;
  readonly bytes: number | null;
  readonly state: FileState;
  readonly file: string | null;
  readonly error: string | null;
}

interface DownloadRecord extends Row {
  readonly id: string;
  readonly folder: string;
  readonly pattern: string;
  readonly description: string;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly error: string | null;
}

export interface NewDownload {
  readonly id: string;
  readonly folder: string;
  readonly pattern: string;
  readonly description: string;
  readonly startedAt: number;
}

/** The downloads of a connection, kept in its library. */
export class DownloadStore {
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** Notes a download with all its files. */
  async add(download: NewDownload, where: Condition, kinds: readonly PayloadsKind[]): Promise<void> {
    const { id, folder, pattern, description, startedAt } = download;
    await this.#library.write([
      {
        sql: 'INSERT INTO payload_downloads (id, folder, pattern, description, started_at) VALUES (?, ?, ?, ?, ?)',
        params: [id, folder, pattern, description, startedAt],
      },
      noteFiles(id, where, kinds),
    ]);
  }

  /** Newest first; without the job, which only the service knows. */
  async list(signal: AbortSignal): Promise<readonly Omit<PayloadDownload, 'jobId'>[]> {
    const [downloads, counts] = await Promise.all([
      this.#library.all<DownloadRecord>(
        'SELECT * FROM payload_downloads ORDER BY started_at DESC LIMIT 100',
        [],
        signal,
      ),
      this.#library.all<{ download: string; state: FileState; total: number }>(
        'SELECT download, state, count(*) AS total FROM payload_download_files GROUP BY 1, 2',
        [],
        signal,
      ),
    ]);
    return downloads.map((record) => {
      const own = counts.filter(({ download }) => download === record.id);
      const count = (state: FileState): number => own.find((one) => one.state === state)?.total ?? 0;
      return {
        id: record.id,
        folder: record.folder,
        description: record.description,
        startedAt: record.started_at,
        endedAt: record.ended_at ?? undefined,
        files: own.reduce((sum, { total }) => sum + total, 0),
        saved: count('saved'),
        gone: count('gone'),
        failed: count('failed'),
        error: record.error === null ? undefined : (JSON.parse(record.error) as ErrorData),
      };
    });
  }

  async get(id: string, signal: AbortSignal): Promise<{ folder: string; pattern: string } | undefined> {
    return this.#library.get<{ folder: string; pattern: string }>(
      'SELECT folder, pattern FROM payload_downloads WHERE id = ?',
      [id],
      signal,
    );
  }

  /** What failed is tried again. */
  async begin(id: string): Promise<void> {
    await this.#library.write([
      {
        sql: "UPDATE payload_download_files SET state = 'open', error = NULL WHERE download = ? AND state = 'failed'",
        params: [id],
      },
      { sql: 'UPDATE payload_downloads SET ended_at = NULL, error = NULL WHERE id = ?', params: [id] },
    ]);
  }

  /** The next files after a position; those in any state where `state` is not told. */
  async files(
    id: string,
    after: number,
    limit: number,
    signal: AbortSignal,
    state?: FileState,
  ): Promise<readonly FileToSave[]> {
    return this.#library.all<FileToSave>(
      `SELECT position, guid, kind, payload, name, content_type, bytes, state, file, error FROM payload_download_files
       WHERE download = ? AND position > ? ${state === undefined ? '' : 'AND state = ?'} ORDER BY position LIMIT ?`,
      [id, after, ...(state === undefined ? [] : [state]), limit],
      signal,
    );
  }

  /** Places that are taken, in lower case. */
  async taken(id: string, signal: AbortSignal): Promise<Set<string>> {
    const rows = await this.#library.all<{ file: string }>(
      'SELECT file FROM payload_download_files WHERE download = ? AND file IS NOT NULL',
      [id],
      signal,
    );
    return new Set(rows.map(({ file }) => file.toLowerCase()));
  }

  async keep(
    id: string,
    position: number,
    outcome: {
      readonly state: FileState;
      readonly file?: string;
      readonly bytes?: number;
      readonly error?: ErrorData;
    },
  ): Promise<void> {
    const { state, file, bytes, error } = outcome;
    await this.#library.write([
      {
        sql: `UPDATE payload_download_files SET state = ?, file = ?, bytes = coalesce(?, bytes), error = ?
          WHERE download = ? AND position = ?`,
        params: [state, file ?? null, bytes ?? null, error ? JSON.stringify(error) : null, id, position],
      },
    ]);
  }

  async end(id: string, endedAt: number | undefined, error: ErrorData | undefined): Promise<void> {
    await this.#library.write([
      {
        sql: 'UPDATE payload_downloads SET ended_at = ?, error = ? WHERE id = ?',
        params: [endedAt ?? null, error ? JSON.stringify(error) : null, id],
      },
    ]);
  }

  async forget(id: string): Promise<void> {
    await this.#library.write([
      { sql: 'DELETE FROM payload_download_files WHERE download = ?', params: [id] },
      { sql: 'DELETE FROM payload_downloads WHERE id = ?', params: [id] },
    ]);
  }
}
