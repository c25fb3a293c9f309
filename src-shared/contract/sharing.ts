import type { ConnectionId } from '../model/connections.ts';
import type { ExportOutcome, ImportChoice, ImportOutcome, ImportReading } from '../model/sharing.ts';
import { call, filesCall, type Nothing } from './call.ts';

interface Reading {
  readonly importId: string;
}

/** Connections in files (docs/connection-files.md). Secrets of a file are read by main alone. */
export const sharing = {
  /**
   * Writes connections to a file the person chooses; with a passphrase also their secrets, and all of it encrypted.
   * `undefined`: cancelled.
   */
  exportConnections: call<
    { readonly connectionIds: readonly ConnectionId[]; readonly passphrase?: string },
    ExportOutcome | undefined
  >(),
  /** Reads the files, or the folder of service keys, that the person chooses. `undefined`: cancelled. */
  choose: call<{ readonly what: 'files' | 'folder' }, ImportReading | undefined>(),
  /** Reads what was dropped: files, and folders of service keys. */
  read: filesCall<ImportReading>(),
  /** Opens a file that is encrypted. */
  unlock: call<Reading & { readonly passphrase: string }, ImportReading>(),
  /** All of it or nothing. What is not chosen for is skipped. */
  importConnections: call<
    Reading & { readonly choices: readonly { readonly key: string; readonly choice: ImportChoice }[] },
    ImportOutcome
  >(),
  /** Forgets what was read, secrets included. */
  leave: call<Reading, Nothing>(),
};
