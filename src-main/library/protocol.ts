import type { ErrorData } from '../../src-shared/errors.ts';
import type { LibraryState, Row, SqlValue, Statement } from './library.ts';

/** Where a library is. Without `file` and `key` it lives in memory and ends with the host. */
export interface LibraryPlace {
  readonly file: string | undefined;
  /** 32 random bytes of this library alone. They cross the port once and stay in memory. */
  readonly key: Uint8Array | undefined;
}

/** What main asks the library host. `id` is unique for the life of the host; `library` a connection id. */
export type HostRequest =
  | { readonly type: 'open'; readonly id: number; readonly library: string; readonly place: LibraryPlace }
  | {
      readonly type: 'all';
      readonly id: number;
      readonly library: string;
      readonly sql: string;
      readonly params: readonly SqlValue[];
    }
  | {
      readonly type: 'write';
      readonly id: number;
      readonly library: string;
      readonly statements: readonly Statement[];
    }
  /** Gives the error texts that have none their signature; answers how many those were. */
  | { readonly type: 'sign-errors'; readonly id: number; readonly library: string }
  | { readonly type: 'compact'; readonly id: number; readonly library: string }
  | { readonly type: 'state'; readonly id: number; readonly library: string }
  /** From memory into a file; requests that come meanwhile wait. */
  | { readonly type: 'move'; readonly id: number; readonly library: string; readonly place: LibraryPlace }
  | { readonly type: 'close'; readonly id: number; readonly library: string }
  /** Gives up the request with this id; it answers `request.cancelled`. */
  | { readonly type: 'cancel'; readonly id: number };

export type HostReply =
  | {
      readonly id: number;
      readonly ok: true;
      readonly value: readonly Row[] | LibraryState | number | undefined;
    }
  | { readonly id: number; readonly ok: false; readonly error: ErrorData };
