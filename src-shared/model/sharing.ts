import type { AccessKind } from './access.ts';
import type { ConnectionId, Environment } from './connections.ts';

/** What becomes of a connection that was found: a `new` one is added or skipped, one in conflict skipped, replaced or added beside. */
export const importChoices = ['add', 'skip', 'replace', 'both'] as const;
export type ImportChoice = (typeof importChoices)[number];

/** A connection of this computer that is the same as one that was found. */
export interface Conflict {
  readonly connectionId: ConnectionId;
  readonly name: string;
  readonly why: 'same-id' | 'same-tenant-and-client';
  /** Not for the demo tenant, and not where the library would hold two tenants. */
  readonly canReplace: boolean;
}

/** A connection in what was read, without its secrets. */
export interface FoundConnection {
  /** Names it within its reading. */
  readonly key: string;
  readonly name: string;
  readonly tenantUrl: string;
  readonly environment: Environment;
  readonly accessKind: AccessKind;
  /** The client or the user. */
  readonly client: string;
  /** Name of the file it stands in. */
  readonly file: string;
  /** Whether the secrets its access needs come along. */
  readonly hasSecrets: boolean;
  readonly conflict: Conflict | undefined;
}

/** A file, or a connection in one, that is not imported. */
export interface RefusedImport {
  readonly name: string;
  /** A sentence, or two. */
  readonly reason: string;
}

/** What was read, until it is imported or given up. */
export interface ImportReading {
  readonly importId: string;
  /** Set while the file is encrypted: its name, for the question about its passphrase. */
  readonly lockedFile: string | undefined;
  readonly found: readonly FoundConnection[];
  readonly refused: readonly RefusedImport[];
}

export interface ImportOutcome {
  readonly added: number;
  readonly replaced: number;
  readonly skipped: number;
}

export interface ExportOutcome {
  readonly file: string;
  readonly count: number;
  /** Names of connections some of whose secrets could not be read, and are not in the file. */
  readonly withoutSecrets: readonly string[];
}

/** Bytes of a file of connections; a larger one is neither read nor written. */
export const largestConnectionFile = 32 * 1024 * 1024;
