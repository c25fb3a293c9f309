import type { ErrorData } from '../errors.ts';
import type { RowWindow } from './rows.ts';

/** Known values of a message processing log's Status (catalogue 3.5); the set is open. */
export const messageStatuses = [
  'COMPLETED',
  'PROCESSING',
  'RETRY',
  'ESCALATED',
  'FAILED',
  'CANCELLED',
  'DISCARDED',
  'ABANDONED',
] as const;

/** Final: everything else, unknown ones included, may still change and is followed (catalogue 3.5). */
export const finalStatuses: readonly string[] = ['COMPLETED', 'FAILED', 'ESCALATED', 'DISCARDED'];

/** Either the last n minutes, moving with the clock, or two fixed instants, ms since 1970, `to` exclusive. */
export type TimeRange =
  | { readonly kind: 'last'; readonly minutes: number }
  | { readonly kind: 'between'; readonly from: number; readonly to: number };

/** What can be compared with values; `error` is the text of the error, of which a value is a part. */
export const termFields = [
  'status',
  'customStatus',
  'flow',
  'package',
  'sender',
  'receiver',
  'messageGuid',
  'correlationId',
  'applicationMessageId',
  'applicationMessageType',
  'transaction',
  'logLevel',
  'error',
] as const;
export type TermField = (typeof termFields)[number];

/**
 * One condition on messages; `not` turns it round. Any of the values is enough. A value is compared whole and without regard to
 * case (ids: with regard to it), `*` stands for any characters, and '' for having none.
 */
export type MessageTerm =
  | { readonly field: TermField; readonly values: readonly string[]; readonly not?: true }
  | {
      readonly field: 'header';
      /** Of a custom header; with regard to case. */
      readonly name: string;
      readonly values: readonly string[];
      readonly not?: true;
    }
  /** ms, `from` included, `to` not; messages that still run have no duration. */
  | { readonly field: 'duration'; readonly from?: number; readonly to?: number; readonly not?: true };

/**
 * Rows that are kept out of a list for a while, so that what a person looks at does not move: those that came into the library after
 * the row with `afterKey` and began at `start` (ms) or later.
 */
export interface HeldBack {
  readonly afterKey: number;
  readonly start: number;
}

export interface MessageFilter {
  readonly range: TimeRange;
  readonly statuses: readonly string[];
  /** Integration flow ids or names; `*` stands for any characters. */
  readonly flows: readonly string[];
  /** Part of flow name, ids, sender, receiver, custom status; case-insensitive. */
  readonly text?: string;
  /** Signature of an error text (`error-signature.ts`): only messages whose known text has it. */
  readonly errorGroup?: string;
  /** Further conditions, all of which hold. */
  readonly terms?: readonly MessageTerm[];
}

/** Rows of a list of messages, and what a list that holds back new ones has to know. */
export interface MessageWindow extends RowWindow<MessageRow> {
  /** Key of the row that came in last; 0 where there is none. */
  readonly lastKey: number;
  /** Rows that fit the filter and are held back. */
  readonly held: number;
}

/** One step of live mode. */
export interface LiveStep {
  /** Messages that are new or other ones than before. */
  readonly changed: number;
  /** Until when the tenant was asked for what has begun, ms since 1970 by its clock. */
  readonly until: number;
  /** Requests per hour that the tenant sees for as long as it goes on like this. */
  readonly perHour: number;
  /** ms until the next step makes sense. */
  readonly next: number;
}

export type MessageColumn =
  | 'status'
  | 'flowName'
  | 'start'
  | 'duration'
  | 'messageGuid'
  | 'correlationId'
  | 'applicationMessageId'
  | 'sender'
  | 'receiver'
  | 'customStatus';

/** A custom header, by its name. */
export type HeaderColumn = `header:${string}`;
/** What a list of one tenant's messages can be sorted by; those without the header, or with unknown ones, stand last. */
export type SortColumn = MessageColumn | HeaderColumn;

export interface MessageRow {
  readonly messageGuid: string;
  readonly correlationId: string | undefined;
  readonly applicationMessageId: string | undefined;
  readonly applicationMessageType: string | undefined;
  readonly flowId: string;
  readonly flowName: string;
  readonly packageId: string | undefined;
  readonly status: string;
  readonly customStatus: string | undefined;
  readonly start: number;
  /** `undefined` while the message runs. */
  readonly end: number | undefined;
  readonly sender: string | undefined;
  readonly receiver: string | undefined;
  readonly logLevel: string | undefined;
  /** Values of the custom headers that were asked for; absent where those of the message are not in the library. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Counts per status for the same range, flows and text; unknown statuses included. */
export type MessageCounts = Readonly<Record<string, number>>;

/** How much of a range the library holds. */
export interface LoadedRange {
  /** Rows in the library within the range, whatever the filter. */
  readonly loaded: number;
  /** What the tenant said it has in the range, where asked. */
  readonly onTenant: number | undefined;
  readonly complete: boolean;
  /** Holes within the range, newest first; ms since 1970, `to` exclusive. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  /** The beginning of the range that the tenant has forgotten before it was loaded. */
  readonly forgotten: { readonly from: number; readonly to: number } | undefined;
  /** A person has paused the loading; nothing is loaded until a person goes on. */
  readonly paused: boolean;
  readonly syncedAt: number | undefined;
  readonly syncing: boolean;
  readonly error: ErrorData | undefined;
}

export interface NameValue {
  readonly name: string;
  readonly value: string;
}

export interface AttachmentRow {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number | undefined;
  readonly at: number | undefined;
}

export interface RunRow {
  readonly id: string;
  readonly state: string;
  readonly logLevel: string;
  readonly start: number | undefined;
  readonly stop: number | undefined;
}

export interface StoreEntryRow {
  readonly id: string;
  readonly storeId: string;
  readonly at: number | undefined;
  readonly hasAttachments: boolean;
}

/** A part of the details: not asked yet, known, or refused with a reason of its own. */
export type Part<T> =
  | { readonly state: 'unread' }
  | { readonly state: 'read'; readonly value: T; readonly readAt: number }
  | { readonly state: 'failed'; readonly error: ErrorData };

export interface MessageDetails {
  readonly row: MessageRow;
  /** Where the row comes from: the library, or the tenant alone (outside what is loaded). */
  readonly packageName: string | undefined;
  /** Version now deployed; the message may have run on another. */
  readonly deployedVersion: string | undefined;
  readonly artifactExists: boolean;
  readonly correlated: number;
  readonly webUiUrl: string | undefined;
  readonly error: Part<{ readonly text: string; readonly lastStepId: string | undefined } | undefined>;
  readonly customHeaders: Part<readonly NameValue[]>;
  readonly adapterAttributes: Part<readonly (NameValue & { readonly adapterId: string })[]>;
  readonly attachments: Part<readonly AttachmentRow[]>;
  readonly storeEntries: Part<readonly StoreEntryRow[]>;
  readonly runs: Part<readonly RunRow[]>;
}

/** Bytes; more of an attachment is not shown but saved. */
export const longestShownText = 1_000_000;

export interface FindResult {
  readonly source: 'library' | 'tenant';
  readonly field: 'messageGuid' | 'correlationId' | 'applicationMessageId';
  readonly rows: readonly MessageRow[];
}
