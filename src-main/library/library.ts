import type { ErrorData } from '../../src-shared/errors.ts';

/** A value SQLite can bind. */
export type SqlValue = string | number | bigint | Uint8Array | null;
export type Row = Readonly<Record<string, SqlValue>>;

/** Either one execution with `params`, or one per entry of `rows` with the statement prepared once. */
export type Statement =
  | { readonly sql: string; readonly params?: readonly SqlValue[] }
  | { readonly sql: string; readonly rows: readonly (readonly SqlValue[])[] };

/**
 * The encrypted local database of one connection. It lives in a process of its own; every call
 * crosses a port. Reads run on a connection with `query_only`; writes are one transaction per call.
 * Failures are `AppError`s with `library.*` or `disk.full`.
 */
export interface Library {
  all<R extends Row>(sql: string, params?: readonly SqlValue[], signal?: AbortSignal): Promise<readonly R[]>;
  get<R extends Row>(sql: string, params?: readonly SqlValue[], signal?: AbortSignal): Promise<R | undefined>;
  /** All statements or none. */
  write(statements: readonly Statement[]): Promise<void>;
  /** Gives the space of what was deleted back to the disk; writes wait meanwhile. */
  compact(): Promise<void>;
  /** Gives the error texts that have none their signature, in the library's process; answers how many those were. */
  signErrors(signal?: AbortSignal): Promise<number>;
}

export interface LibraryState {
  readonly kept: 'encrypted' | 'memory';
  readonly bytes: number;
  /**
   * `library.damaged` after a damaged file was set aside and a new one took its place; the message
   * says what was saved and what cannot be fetched again. `library.emptied` after one that lived in memory was lost. Absent:
   * nothing to tell.
   */
  readonly notice?: ErrorData;
}

/** Opens, watches and removes libraries; one per runtime (`runtimes.ts`), opened once. */
export interface Libraries {
  open(connectionId: string): Promise<Library>;
  /**
   * Never opens: `undefined` where the library is not open. Throws why, where the last try to open it failed.
   */
  state(connectionId: string): Promise<LibraryState | undefined>;
  /** Deletes file and key, also those of its cells; only called after the person confirmed it. */
  remove(connectionId: string): Promise<void>;
  /** Closes it; the next `open` opens it again. */
  release(connectionId: string): Promise<void>;
  /** Gives file and key another name, so that the next `open` starts a new library. */
  setAside(connectionId: string): Promise<void>;
  /** Ids of the libraries on disk that belong to none of these connections. */
  unclaimed(connectionIds: readonly string[]): readonly string[];
  close(): Promise<void>;
}
