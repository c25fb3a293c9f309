import { ByteWriter, lineAt } from './byte-writer.ts';

type Token = 'open' | 'empty' | 'close' | 'text' | 'blank' | 'cdata' | 'other';

/** Tells each part of an XML text in its order; false: they do not fit together. */
function scan(utf8: Buffer, tell: (token: Token, from: number, to: number) => boolean): boolean {
  for (let at = 0; at < utf8.length;) {
    const isTag = utf8[at] === 0x3c;
    const found = isTag ? tagEnd(utf8, at) : utf8.indexOf(0x3c, at);
    if (isTag && found < 0) return false;
    const end = found < 0 ? utf8.length : found;
    const token = isTag ? tagToken(utf8, at, end) : isBlank(utf8, at, end) ? 'blank' : 'text';
    if (!tell(token, at, end)) return false;
    at = end;
  }
  return true;
}

function tagToken(utf8: Buffer, from: number, to: number): Token {
  const next = utf8[from + 1];
  if (next === 0x2f) return 'close';
  if (next === 0x21) return utf8.toString('latin1', from, from + 9) === '<![CDATA[' ? 'cdata' : 'other';
  if (next === 0x3f) return 'other';
  return utf8[to - 2] === 0x2f ? 'empty' : 'open';
}

/** Just after the tag, comment, section or instruction that begins there; -1: it never ends. */
function tagEnd(utf8: Buffer, from: number): number {
  const next = utf8[from + 1];
  if (next === 0x3f) return after(utf8, '?>', from + 2);
  if (next === 0x21) {
    const start = utf8.toString('latin1', from, from + 9);
    if (start.startsWith('<!--')) return after(utf8, '-->', from + 4);
    if (start === '<![CDATA[') return after(utf8, ']]>', from + 9);
    return declarationEnd(utf8, from);
  }
  let quote = 0;
  for (let at = from + 1; at < utf8.length; at += 1) {
    const byte = utf8[at];
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === 0x22 || byte === 0x27) quote = byte;
    else if (byte === 0x3e) return at + 1;
  }
  return -1;
}

/** Of a document type: declarations and comments stand within its brackets. */
function declarationEnd(utf8: Buffer, from: number): number {
  let isInside = false;
  for (let at = from + 2; at < utf8.length;) {
    const byte = utf8[at] ?? 0;
    const end =
      byte === 0x22 || byte === 0x27
        ? after(utf8, String.fromCharCode(byte), at + 1)
        : isInside && byte === 0x3c
          ? tagEnd(utf8, at)
          : at + 1;
    if (end < 0) return -1;
    if (byte === 0x5b) isInside = true;
    else if (byte === 0x5d) isInside = false;
    else if (byte === 0x3e && !isInside) return end;
    at = end;
  }
  return -1;
}

function after(utf8: Buffer, mark: string, from: number): number {
  const found = utf8.indexOf(mark, from, 'latin1');
  return found < 0 ? -1 : found + mark.length;
}

function isBlank(utf8: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = utf8[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return false;
  }
  return true;
}

/** Of each element in the order of their start tags: 1 holds elements alone, so that blanks in it mean nothing. */
function structures(utf8: Buffer): Uint8Array | undefined {
  let kinds = new Uint8Array(1_024);
  let count = 0;
  const open: number[] = [];
  const mixed = 2;
  const fits = scan(utf8, (token) => {
    const parent = open.at(-1);
    if (token === 'open' || token === 'empty') {
      if (parent !== undefined && kinds[parent] !== mixed) kinds[parent] = 1;
      if (token === 'empty') return true;
      if (count === kinds.length) {
        const larger = new Uint8Array(count * 2);
        larger.set(kinds);
        kinds = larger;
      }
      open.push(count);
      count += 1;
    } else if (token === 'close') return open.pop() !== undefined;
    else if ((token === 'text' || token === 'cdata') && parent !== undefined) kinds[parent] = mixed;
    else if (token === 'text') return false;
    return true;
  });
  return fits && open.length === 0 ? kinds : undefined;
}

/**
 * XML with one element per line, as far as blanks mean nothing: what holds text stays as it is. `undefined`: tags do not fit
 * together. Two passes over the bytes, because what an element holds is known at its end.
 */
export function prettyXmlBytes(utf8: Buffer): Buffer | undefined {
  const kinds = structures(utf8);
  if (!kinds) return undefined;
  const out = new ByteWriter(utf8.length * 1.5);
  let element = 0;
  let depth = 0;
  /** Open elements below the one that is written as it is. */
  let verbatim = 0;
  let isFirst = true;
  const write = (from: number, to: number): void => {
    if (!isFirst) out.ascii(lineAt(depth));
    isFirst = false;
    out.copy(utf8, from, to);
  };
  scan(utf8, (token, from, to) => {
    if (token === 'open') {
      const hasStructure = kinds[element] === 1;
      element += 1;
      if (verbatim > 0) {
        out.copy(utf8, from, to);
        verbatim += 1;
      } else {
        write(from, to);
        if (hasStructure) depth += 1;
        else verbatim = 1;
      }
    } else if (token === 'close') {
      if (verbatim > 0) {
        out.copy(utf8, from, to);
        verbatim -= 1;
      } else {
        depth -= 1;
        write(from, to);
      }
    } else if (verbatim > 0) out.copy(utf8, from, to);
    else if (token !== 'blank') write(from, to);
    return true;
  });
  out.ascii('\n');
  return out.bytes();
}
