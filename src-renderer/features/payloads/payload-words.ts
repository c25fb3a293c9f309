import type { PayloadKind, PayloadSource } from '../../../src-shared/model/payloads.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';
import type { TextLanguage } from '../../components/text/languages.ts';

/** How a payload can stand on the screen. */
export type PayloadForm = 'text' | 'table' | 'parts' | 'bytes';

interface KindWords {
  readonly text: string;
  /** Forms it can stand in, the usual one first. */
  readonly forms: readonly PayloadForm[];
  /** On lines that show its structure. */
  readonly canBePretty: boolean;
  readonly language?: TextLanguage;
  readonly path?: 'xpath' | 'jsonpath';
}

const text = { forms: ['text', 'bytes'], canBePretty: false } as const;
const structured = { forms: ['text', 'bytes'], canBePretty: true } as const;

export const kindWords: Readonly<Record<PayloadKind, KindWords>> = {
  xml: { text: 'XML', ...structured, language: 'xml', path: 'xpath' },
  'idoc-xml': { text: 'IDoc (XML)', ...structured, language: 'xml', path: 'xpath' },
  'idoc-flat': { text: 'IDoc (flat)', ...structured },
  json: { text: 'JSON', ...structured, language: 'json', path: 'jsonpath' },
  csv: { text: 'CSV', forms: ['table', 'text', 'bytes'], canBePretty: false },
  edifact: { text: 'EDIFACT', ...structured },
  x12: { text: 'X12', ...structured },
  multipart: { text: 'Multipart', forms: ['parts', 'text', 'bytes'], canBePretty: false },
  zip: { text: 'Zip', forms: ['parts', 'bytes'], canBePretty: false },
  gzip: { text: 'Gzip', forms: ['parts', 'bytes'], canBePretty: false },
  text: { text: 'Text', ...text },
  binary: { text: 'Bytes', forms: ['bytes', 'text'], canBePretty: false },
};

export const formWords: Readonly<Record<PayloadForm, string>> = {
  text: 'Text',
  table: 'Table',
  parts: 'Parts',
  bytes: 'Bytes',
};

export const charsetWords: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'ISO-8859-1 (Windows-1252)',
  'windows-1254': 'ISO-8859-9 (Windows-1254)',
  shift_jis: 'Shift JIS',
};

/** A label of the Encoding Standard as people write it. */
export function charsetText(charset: string): string {
  return charsetWords[charset] ?? charset.toUpperCase();
}

export const sourceWords: Readonly<
  Record<PayloadSource['of'], { readonly text: string; readonly icon: IconName }>
> = {
  attachment: { text: 'Attachment', icon: 'paperclip' },
  'store-entry': { text: 'Message store', icon: 'database' },
  'store-attachment': { text: 'Attachment in the message store', icon: 'paperclip' },
  trace: { text: 'Trace', icon: 'eye' },
  part: { text: 'Part', icon: 'file' },
};
