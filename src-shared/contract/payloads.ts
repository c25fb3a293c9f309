import type {
  MessagePayloadList,
  OpenPayload,
  PathMatches,
  PayloadLook,
  PayloadPart,
  PayloadSource,
  PayloadText,
  RecordRows,
  TextHits,
  TextRows,
} from '../model/payloads.ts';
import { call, type Nothing, topic } from './call.ts';

interface OneMessage {
  readonly connectionId: string;
  readonly messageGuid: string;
}
interface Source {
  readonly connectionId: string;
  readonly source: PayloadSource;
  /** What it is called on the screen. */
  readonly name: string;
}
interface Opened {
  /** `OpenPayload.id` */
  readonly id: string;
}
interface Looked extends Opened {
  readonly look: PayloadLook;
}
interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** Payloads of messages. What is open is held in memory by main until it is closed; the window gets windows of it. */
export const payloads = {
  /** What the library knows of the payloads of a message, at once. */
  list: call<OneMessage, MessagePayloadList>(),
  /** Reads from the tenant what there is, with what hangs below the entries of the message store. */
  readList: call<OneMessage, MessagePayloadList>(),
  /**
   * Reads a payload into memory, from the library where that keeps it; `progress` follows under `ticket`. `limit`: bytes of it that are
   * wanted; the rest is not read, and what is cut is not kept. A part is always whole.
   */
  open: call<Source & { readonly ticket: string; readonly limit?: number }, OpenPayload>(),
  /** Asks for a file to look at or compare with; `undefined`: the person cancelled. */
  openFile: call<undefined, OpenPayload | undefined>(),
  close: call<Opened, Nothing>(),
  /** The text as it is looked at, whole where it is short. */
  text: call<Looked, PayloadText>(),
  /** Rows of a text, `width` characters long at most. */
  rows: call<Looked & Window & { readonly width: number }, TextRows>(),
  /** The first row of a line (from 1), where rows are `width` long. */
  rowOfLine: call<Looked & { readonly width: number; readonly line: number }, number>(),
  /** At most 10,000 hits in rows of `width`. */
  find: call<
    Looked & {
      readonly width: number;
      readonly text: string;
      readonly isRegex: boolean;
      readonly matchCase: boolean;
    },
    TextHits
  >(),
  /** At most 1,000 matches of an XPath 3.1 or a JSONPath (RFC 9535). */
  query: call<
    Looked & { readonly language: 'xpath' | 'jsonpath'; readonly expression: string },
    PathMatches
  >(),
  /** Records of a table in text, without the header. */
  records: call<Looked & Window, RecordRows>(),
  parts: call<Looked, readonly PayloadPart[]>(),
  bytes: call<Opened & Window, Uint8Array>(),
  /** Writes the bytes as they came; `undefined`: the person cancelled. */
  save: call<Opened, { readonly file: string } | undefined>(),
  /** Saves a payload that is not open, as a job; `undefined`: the person cancelled. */
  download: call<Source, { readonly file: string } | undefined>(),
  /** Bytes of an `open` under way; `total` is absent where the tenant does not say. */
  progress: topic<{ readonly ticket: string; readonly done: number; readonly total?: number }>(),
};
