import type { AttachmentRow, NameValue, Part, StoreEntryRow } from './messages.ts';

/** What a payload is, told from its bytes; `docs/payloads.md` says by which signs. */
export const payloadKinds = [
  'xml',
  'idoc-xml',
  'idoc-flat',
  'json',
  'csv',
  'edifact',
  'x12',
  'multipart',
  'zip',
  'gzip',
  'text',
  'binary',
] as const;
export type PayloadKind = (typeof payloadKinds)[number];

/** Labels of the Encoding Standard that a person can choose; every other declared one is read, too. */
export const offeredCharsets = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-7',
  'iso-8859-15',
  'windows-1250',
  'windows-1251',
  'windows-1254',
  'gb18030',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'big5',
] as const;

/** Where a character set is known from, strongest first; `recognised`: nothing says so, the bytes look like it. */
export type CharsetSource = 'chosen' | 'mark' | 'declared' | 'header' | 'recognised';

/** Where a payload comes from. Ids are the tenant's; `trace` is the id of a trace message. */
export type PayloadSource =
  | {
      readonly of: 'attachment' | 'store-entry' | 'store-attachment' | 'trace';
      readonly messageGuid: string;
      readonly id: string;
    }
  | {
      /** A part of a zip or multipart that is open, by its path there. */
      readonly of: 'part';
      readonly payloadId: string;
      readonly path: string;
    };

export interface OpenPayload {
  /** Names it until it is closed; means nothing afterwards. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** What the sender called it, or `''`. */
  readonly contentType: string;
  readonly kind: PayloadKind;
  /** Of a text; a label of the Encoding Standard. */
  readonly charset: string;
  readonly charsetFrom: CharsetSource;
  /** Where the bytes were read; `memory`: from the tenant, before anybody looked at them. */
  readonly from: 'tenant' | 'memory' | 'library' | 'payload' | 'file';
  /** The library keeps it, because the connection allows that. */
  readonly isKept: boolean;
  /** There is more of it than was asked for. */
  readonly isCut: boolean;
}

/** How a payload is looked at. `charset`, `kind`: as the person says; absent: as recognised. */
export interface PayloadLook {
  readonly charset?: string;
  readonly kind?: PayloadKind;
  /** On lines that show its structure. */
  readonly isPretty: boolean;
}

/** A text as it is looked at, without the text itself unless it is short. */
export interface PayloadText {
  readonly kind: PayloadKind;
  readonly charset: string;
  readonly charsetFrom: CharsetSource;
  /** Of the text as UTF-8. */
  readonly bytes: number;
  readonly lines: number;
  /** At most `longestShownText` bytes; `undefined`: longer, to be read by rows. */
  readonly text: string | undefined;
  /** Why it is shown as it came although it was to be printed prettily. */
  readonly notPretty: string | undefined;
  /** Bytes that are no characters of the character set stand as U+FFFD. */
  readonly hasStrangeBytes: boolean;
}

/** A stretch of a line that fits the width; a short line is one row. */
export interface TextRow {
  /** Counted from 1; `undefined`: goes on with the line above. */
  readonly line: number | undefined;
  readonly text: string;
}

export interface TextRows {
  readonly total: number;
  readonly rows: readonly TextRow[];
}

export interface TextHit {
  /** Row at the asked width, from 0; line from 1. */
  readonly row: number;
  readonly line: number;
  /** Characters within the row; the end is at most the row's. */
  readonly from: number;
  readonly to: number;
  /** The hit with a few characters around it, on one line. */
  readonly around: string;
}

export interface TextHits {
  readonly hits: readonly TextHit[];
  /** More are there than are listed. */
  readonly isCut: boolean;
}

export interface PathMatch {
  /** Where it stands, such as `/Order[1]/Item[2]` or `$['order'][0]`; `''` for a value that stands nowhere. */
  readonly path: string;
  /** Text of the node or value, shortened. */
  readonly text: string;
  /** Line of the text as it is looked at, from 1; `undefined`: it stands nowhere. */
  readonly line: number | undefined;
}

export interface PathMatches {
  readonly matches: readonly PathMatch[];
  readonly total: number;
}

export interface PayloadPart {
  /** Names it within its payload. */
  readonly path: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
}

export interface RecordRows {
  readonly header: readonly string[];
  readonly total: number;
  readonly rows: readonly (readonly string[])[];
  /** The character between two fields. */
  readonly delimiter: string;
}

/** One entry of the message store with what hangs below it. */
export interface StoredEntry extends StoreEntryRow {
  readonly below: Part<EntryBelow>;
}

export interface EntryBelow {
  readonly properties: readonly NameValue[];
  readonly attachments: readonly EntryAttachment[];
}

export interface EntryAttachment {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly properties: readonly NameValue[];
}

/** All payloads of one message that the library has heard of. */
export interface MessagePayloadList {
  readonly attachments: Part<readonly AttachmentRow[]>;
  readonly entries: Part<readonly StoredEntry[]>;
  /** ms since 1970, and the level the message ran at: they explain why something is not there. */
  readonly start: number;
  readonly logLevel: string | undefined;
  /** Sources (`sourceKey`) whose bytes the library keeps. */
  readonly kept: readonly string[];
}

/** The name of a source in the library; the same for everybody who asks for it. */
export function sourceKey({ of, id }: Exclude<PayloadSource, { readonly of: 'part' }>): string {
  return `${of} ${id}`;
}
