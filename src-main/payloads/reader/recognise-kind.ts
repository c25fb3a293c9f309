import type { PayloadKind } from '../../../src-shared/model/payloads.ts';
import { delimiterOf } from './delimiter.ts';
import { elementSeparators } from './edi.ts';
import { boundaryOf } from './multipart.ts';

const looked = 64 * 1024;
/** Of a hundred characters at most so many may be control characters in something that is a text. */
const mostControl = 5;

/** What the first bytes say before they are taken for a text. */
export function kindOfBytes(bytes: Uint8Array): 'zip' | 'gzip' | 'binary' | undefined {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (start === 'PK\x03\x04' || start === 'PK\x05\x06') return 'zip';
  if (start.startsWith('\x1f\x8b')) return 'gzip';
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8|%PDF)/.test(start)) return 'binary';
  return undefined;
}

/** What a text is, by how it begins; `utf8` is the text in UTF-8. */
export function kindOfText(utf8: Uint8Array, contentType: string): PayloadKind {
  const start = Buffer.from(utf8.subarray(0, looked)).toString('utf8');
  if (isBinary(start)) return 'binary';
  const text = start.trimStart();
  if (text.startsWith('EDI_DC40') || text.startsWith('EDI_DC  ')) return 'idoc-flat';
  if (text.startsWith('<')) return kindOfMarkup(text);
  if (/^(?:\{\s*(?:["}]|$)|\[\s*(?:["{[\]\d-]|true|false|null|$))/.test(text)) return 'json';
  const edi = elementSeparators(text);
  if (edi) return edi.standard;
  if (boundaryOf(start, contentType) !== undefined) return 'multipart';
  return delimiterOf(start) === undefined ? 'text' : 'csv';
}

function kindOfMarkup(text: string): PayloadKind {
  if (/^<!doctype\s+html/i.test(text)) return 'text';
  if (!/^<(?:\?xml|!--|!DOCTYPE|[\p{L}_][\w.:-]*[\s/>])/u.test(text)) return 'text';
  return /<IDOC\s+BEGIN\s*=|<EDI_DC40\b/.test(text.slice(0, 4_000)) ? 'idoc-xml' : 'xml';
}

function isBinary(start: string): boolean {
  if (start.includes('\0')) return true;
  const sample = start.slice(0, 4_000);
  const strange = sample.match(/[\u0001-\u0008\u000e-\u001b\ufffd]/g)?.length ?? 0;
  return strange > Math.max(8, (sample.length * mostControl) / 100);
}
