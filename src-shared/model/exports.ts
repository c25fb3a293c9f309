import type { ErrorData } from '../errors.ts';
import type { MessageFilter, MessageRow, SortColumn } from './messages.ts';
import type { Sort } from './rows.ts';

/** Messages that something is done with: all that a filter lets through, or those that were marked. */
export type ChosenMessages =
  | { readonly kind: 'query'; readonly filter: MessageFilter }
  | { readonly kind: 'marked'; readonly messageGuids: readonly string[] };

export const exportFormats = ['csv', 'xlsx', 'jsonl', 'html'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** In the order in which they stand in a file. */
export const exportColumns = [
  'status',
  'customStatus',
  'flowName',
  'flowId',
  'packageId',
  'start',
  'end',
  'durationMs',
  'sender',
  'receiver',
  'messageGuid',
  'correlationId',
  'applicationMessageId',
  'applicationMessageType',
  'logLevel',
  'errorText',
] as const;
export type ExportColumn = (typeof exportColumns)[number];

export interface ExportWanted {
  readonly messages: ChosenMessages;
  /** As in the table. */
  readonly sort: Sort<SortColumn>;
  readonly format: ExportFormat;
  readonly columns: readonly ExportColumn[];
  /** Names of custom headers, a column each; known where the details of a message were read. */
  readonly headers: readonly string[];
  /** What the messages are, in words: stands in the report. */
  readonly description: string;
}

export const mostHeaders = 50;
/** The most messages that are taken along by their marks. */
export const mostChosen = 10_000;
/** The most messages that a report lists; its figures are of all. */
export const mostInReport = 1_000;

export const payloadKinds = ['attachments', 'storeEntries'] as const;
export type PayloadsKind = (typeof payloadKinds)[number];

/** What a mass download would ask of the tenant, as far as the library can tell. */
export interface DownloadPlan {
  readonly messages: number;
  /** Messages of which is not known all that they have, and the requests that tell it. */
  readonly unlisted: number;
  readonly listRequests: number;
  /** At least, at the rate that is kept. */
  readonly listSeconds: number;
  readonly files: number;
  /** Of the files whose size the tenant tells. */
  readonly bytes: number;
  readonly withoutSize: number;
  readonly requests: number;
  /** At least, at the rates that are kept. */
  readonly seconds: number;
  /** The most bytes of one file. */
  readonly largest: number;
  /** The first file, for the preview of names. */
  readonly example: NamedPayload | undefined;
}

/** What the pattern of names is filled with. */
export interface NamedPayload {
  readonly message: Partial<MessageRow> & Pick<MessageRow, 'messageGuid'>;
  readonly kind: 'attachment' | 'payload';
  /** As the tenant calls it. */
  readonly name: string;
  /** From 1, in the order of the download. */
  readonly number: number;
}

export interface PayloadDownload {
  readonly id: string;
  readonly folder: string;
  readonly description: string;
  readonly startedAt: number;
  /** `undefined` while it runs, and after it was cancelled or interrupted: it can go on. */
  readonly endedAt: number | undefined;
  /** Set while it runs. */
  readonly jobId: string | undefined;
  readonly files: number;
  readonly saved: number;
  /** No longer on the tenant. */
  readonly gone: number;
  readonly failed: number;
  /** Why it stopped. */
  readonly error: ErrorData | undefined;
}
