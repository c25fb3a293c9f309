import type { ErrorCode } from '../errors.ts';
import type { Closing } from './gate.ts';
import type { Sort } from './rows.ts';

export const journalKinds = ['write', 'opened', 'closed', 'exported', 'imported', 'noted'] as const;
export type JournalKind = (typeof journalKinds)[number];

/** `unknown`: sent, and no answer noted that says whether it was executed. */
export type JournalResult = 'done' | 'refused' | 'unknown';

/** One thing that happened, with its result. Times are ms since 1970. */
export interface JournalRow {
  readonly id: string;
  readonly at: number;
  readonly connectionId: string;
  /** As it was called then; the connection may be gone. */
  readonly connectionName: string;
  readonly host: string;
  /** User of this computer. */
  readonly user: string;
  readonly kind: JournalKind;
  /** Of a write: method, set or function, key. Empty for others. */
  readonly method: string;
  readonly target: string;
  readonly key: string;
  readonly result: JournalResult | undefined;
  readonly status: number | undefined;
  readonly failure: ErrorCode | undefined;
  /** Why the connection was write-enabled, and until when. */
  readonly reason: string;
  readonly until: number | undefined;
  readonly closing: Closing | undefined;
  /** Of an export and an import: whether secrets were in the file. */
  readonly withSecrets: boolean | undefined;
  /** What an import did to the connection. */
  readonly imported: Imported | undefined;
}

export const importedAs = ['added', 'replaced'] as const;
export type Imported = (typeof importedAs)[number];

export const journalColumns = ['at', 'connectionName', 'user', 'kind', 'target', 'result'] as const;
export type JournalColumn = (typeof journalColumns)[number];

export interface JournalFilter {
  readonly kind: 'all' | JournalKind;
  /** Part of any text of a row. */
  readonly text?: string;
}

export interface JournalQuestion {
  readonly filter: JournalFilter;
  readonly sort: Sort<JournalColumn>;
  readonly offset: number;
  readonly limit: number;
}

export type JournalCounts = Readonly<Record<JournalFilter['kind'], number>>;

/**
 * What is wrong with a journal: a line that was `changed`, lines that are `missing`, an end that is `cut` off, a
 * `half-line` left by an app that was ended while it wrote, lines that are `unkeyed` or whose key is gone (`unreadable-key`),
 * and the list of ends itself (`ends-missing`, `ends-changed`).
 */
export const problemKinds = [
  'changed',
  'missing',
  'cut',
  'half-line',
  'unkeyed',
  'unreadable-key',
  'ends-missing',
  'ends-changed',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export interface JournalProblem {
  readonly kind: ProblemKind;
  /** Name of the connection; empty where it concerns the list of ends. */
  readonly connectionName: string;
  /** Line of the file it begins at, from 1; `undefined` where there is none. */
  readonly line: number | undefined;
  /** How many lines. */
  readonly count: number;
}

export interface JournalCheck {
  readonly lines: number;
  /** Whether there is a key on this computer that a change would need. */
  readonly isKeyed: boolean;
  readonly problems: readonly JournalProblem[];
}
