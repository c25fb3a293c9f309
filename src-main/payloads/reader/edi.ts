/** How an interchange is written: one byte each, as both standards have it. */
export interface EdiSyntax {
  readonly standard: 'edifact' | 'x12';
  readonly segment: string;
  readonly element: string;
  readonly component: string;
  /** The character after it means nothing; `undefined`: there is none. */
  readonly release: string | undefined;
}

/** Fixed places of the separators in the 106 characters of an ISA segment (X12.5). */
const isaLength = 106;

/**
 * The separators of an interchange by its beginning: the service string advice (UNA) or the usual ones of EDIFACT (ISO 9735-1), the
 * ISA segment of X12. `undefined`: it is no interchange.
 */
export function elementSeparators(start: string): EdiSyntax | undefined {
  if (start.startsWith('UNA') && start.length >= 9) {
    const [component = '', element = '', , release = '', , segment = ''] = start.slice(3, 9);
    if (!/^\s*UN[BGH]/.test(start.slice(9))) return undefined;
    return {
      standard: 'edifact',
      segment,
      element,
      component,
      release: release === ' ' ? undefined : release,
    };
  }
  if (/^UNB\+UNO[A-Z]:\d/.test(start)) {
    return { standard: 'edifact', segment: "'", element: '+', component: ':', release: '?' };
  }
  if (start.startsWith('ISA') && start.length >= isaLength) {
    const element = start.charAt(3);
    const isFixed = [6, 17, 20, 31, 34, 50, 53, 69, 76, 81].every((place) => start.charAt(place) === element);
    const component = start.charAt(104);
    const segment = start.charAt(105);
    if (/[\w\s]/.test(element) || !isFixed) return undefined;
    return { standard: 'x12', segment, element, component, release: undefined };
  }
  return undefined;
}

/**
 * Segments on lines of their own; nothing else is changed but the line ends between them, which mean nothing. Where a line end
 * is itself the end of a segment the text stays as it is.
 */
export function segmentLines(utf8: Buffer, syntax: EdiSyntax): Buffer {
  const end = syntax.segment.charCodeAt(0);
  if (end === newline || end === carriageReturn) return utf8;
  const release = syntax.release?.charCodeAt(0);
  const out = Buffer.allocUnsafe(utf8.length * 2 + 1);
  let length = 0;
  let at = 0;
  // The advice names the release character without meaning it.
  if (utf8.toString('latin1', 0, 3) === 'UNA') {
    length = utf8.copy(out, 0, 0, 9);
    out[length++] = newline;
    at = skipBlank(utf8, 9);
  }
  while (at < utf8.length) {
    const byte = utf8[at] ?? 0;
    out[length++] = byte;
    at += 1;
    if (byte === release && at < utf8.length) {
      out[length++] = utf8[at] ?? 0;
      at += 1;
    } else if (byte === end) {
      out[length++] = newline;
      at = skipBlank(utf8, at);
    }
  }
  return out.subarray(0, length);
}

const newline = 0x0a;
const carriageReturn = 0x0d;

function skipBlank(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte !== newline && byte !== carriageReturn && byte !== 0x20 && byte !== 0x09) break;
    at += 1;
  }
  return at;
}
