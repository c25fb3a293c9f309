import type { MessageFilter } from './messages.ts';

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
