import { isUtf8 } from 'node:buffer';

import { encodingOfMark } from '../../../src-shared/byte-order-mark.ts';
import type { CharsetSource } from '../../../src-shared/model/payloads.ts';

export interface KnownCharset {
  /** Label of the Encoding Standard. */
  readonly charset: string;
  readonly from: CharsetSource;
}

/** Where nothing declares another one, what is no UTF-8 is read as the superset of ISO-8859-1. */
const otherwise = 'windows-1252';
/** The syntax identifier of an EDIFACT interchange names its repertoire (ISO 9735-1, 0001). */
const ofSyntax: Readonly<Record<string, string>> = {
  UNOA: 'us-ascii',
  UNOB: 'us-ascii',
  UNOC: 'iso-8859-1',
  UNOD: 'iso-8859-2',
  UNOE: 'iso-8859-5',
  UNOF: 'iso-8859-7',
  UNOG: 'iso-8859-3',
  UNOH: 'iso-8859-4',
  UNOI: 'iso-8859-6',
  UNOJ: 'iso-8859-8',
  UNOK: 'windows-1254',
  UNOW: 'utf-8',
};

/** By its byte order mark, else what it declares itself, else what its content type says, else by its bytes. */
export function charsetOf(bytes: Uint8Array, contentType: string): KnownCharset {
  const mark = encodingOfMark(bytes);
  if (mark !== undefined) return { charset: mark, from: 'mark' };
  const declared = known(ofDeclaration(Buffer.from(bytes.subarray(0, 400)).toString('latin1')));
  if (declared !== undefined) return { charset: declared, from: 'declared' };
  const header = known(/charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType)?.[1]);
  if (header !== undefined) return { charset: header, from: 'header' };
  const wide = ofNulls(bytes);
  if (wide !== undefined) return { charset: wide, from: 'recognised' };
  return { charset: isUtf8(bytes) ? 'utf-8' : otherwise, from: 'recognised' };
}

function ofDeclaration(start: string): string | undefined {
  const xml = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start)?.[1];
  // What can be read byte by byte up to there is no UTF-16, whatever it says of itself.
  if (xml !== undefined) return /^utf-16/i.test(xml) ? 'utf-8' : xml;
  const edifact = /^(?:UNA.{6}\s*)?UNB.(UNO[A-Z])/s.exec(start)?.[1];
  return edifact === undefined ? undefined : ofSyntax[edifact];
}

/** Texts of western languages in UTF-16 have a null in nearly every second byte. */
function ofNulls(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length, 1_000) & ~1;
  if (length < 8) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const most = length / 2;
  if (odd > most * 0.7 && even < most * 0.1) return 'utf-16le';
  if (even > most * 0.7 && odd < most * 0.1) return 'utf-16be';
  return undefined;
}

function known(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // A name that no decoder has says nothing.
    return undefined;
  }
}

export interface Utf8Text {
  readonly utf8: Buffer;
  readonly hasStrangeBytes: boolean;
}

const step = 4 * 1024 * 1024;

/** The text in UTF-8, without a byte order mark; what is UTF-8 already is not copied. */
export function asUtf8(bytes: Uint8Array, charset: string): Utf8Text {
  if (charset === 'utf-8' && isUtf8(bytes)) return { utf8: withoutMark(bytes), hasStrangeBytes: false };
  const decoder = new TextDecoder(charset, { ignoreBOM: false });
  const chunks: Buffer[] = [];
  let hasStrangeBytes = false;
  for (let at = 0; at < bytes.length || at === 0; at += step) {
    const isLast = at + step >= bytes.length;
    const text = decoder.decode(bytes.subarray(at, at + step), { stream: !isLast });
    hasStrangeBytes ||= text.includes('\ufffd');
    chunks.push(Buffer.from(text, 'utf8'));
  }
  return { utf8: Buffer.concat(chunks), hasStrangeBytes };
}

function withoutMark(bytes: Uint8Array): Buffer {
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, bytes.length - from);
}
