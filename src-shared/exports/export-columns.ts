import type { ExportColumn, ExportFormat } from '../model/exports.ts';

interface ColumnFacts {
  readonly title: string;
  readonly kind: 'text' | 'time' | 'number';
  /** Ticked until the person chooses others. */
  readonly isUsual: boolean;
}

/** Times in files are UTC: whoever opens one may sit elsewhere. */
export const exportColumnFacts: Readonly<Record<ExportColumn, ColumnFacts>> = {
  status: { title: 'Status', kind: 'text', isUsual: true },
  customStatus: { title: 'Custom status', kind: 'text', isUsual: true },
  flowName: { title: 'Integration flow', kind: 'text', isUsual: true },
  flowId: { title: 'Integration flow id', kind: 'text', isUsual: false },
  packageId: { title: 'Package id', kind: 'text', isUsual: false },
  start: { title: 'Start (UTC)', kind: 'time', isUsual: true },
  end: { title: 'End (UTC)', kind: 'time', isUsual: false },
  durationMs: { title: 'Duration (ms)', kind: 'number', isUsual: true },
  sender: { title: 'Sender', kind: 'text', isUsual: true },
  receiver: { title: 'Receiver', kind: 'text', isUsual: true },
  messageGuid: { title: 'Message id', kind: 'text', isUsual: true },
  correlationId: { title: 'Correlation id', kind: 'text', isUsual: true },
  applicationMessageId: { title: 'Application id', kind: 'text', isUsual: true },
  applicationMessageType: { title: 'Application type', kind: 'text', isUsual: false },
  logLevel: { title: 'Log level', kind: 'text', isUsual: false },
  // May carry payload of the message.
  errorText: { title: 'Error text', kind: 'text', isUsual: false },
};

export const formatWords: Readonly<
  Record<ExportFormat, { readonly title: string; readonly help: string; readonly extension: string }>
> = {
  csv: { title: 'CSV', help: 'For any spreadsheet or script.', extension: 'csv' },
  xlsx: { title: 'Excel (XLSX)', help: 'Times and figures as such.', extension: 'xlsx' },
  jsonl: { title: 'JSON lines', help: 'One object on each line, for programs.', extension: 'jsonl' },
  html: {
    title: 'HTML report',
    help: 'One file with chart, error groups and the first messages, for people.',
    extension: 'html',
  },
};
