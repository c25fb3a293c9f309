import { ByteWriter, lineAt } from './byte-writer.ts';

const quote = 0x22;
const backslash = 0x5c;

/**
 * JSON on lines of its own, by its tokens alone: numbers, escapes and double keys stay as they are written. `undefined`: brackets
 * or quotes do not fit together. Several values one after the other, as logs have them, begin on a line each.
 */
export function prettyJsonBytes(utf8: Buffer): Buffer | undefined {
  const out = new ByteWriter(utf8.length * 1.5);
  const open: number[] = [];
  let at = 0;
  let isFirst = true;
  while (at < utf8.length) {
    const byte = utf8[at] ?? 0;
    if (isBlank(byte)) {
      at += 1;
      continue;
    }
    if (open.length === 0 && byte !== 0x2c && byte !== 0x3a) {
      if (!isFirst) out.ascii('\n');
      isFirst = false;
    }
    if (byte === quote) {
      const end = stringEnd(utf8, at);
      if (end === undefined) return undefined;
      out.copy(utf8, at, end);
      at = end;
    } else if (byte === 0x7b || byte === 0x5b) {
      const next = skipBlanks(utf8, at + 1);
      const close = byte + 2;
      out.copy(utf8, at, at + 1);
      if (utf8[next] === close) {
        out.copy(utf8, next, next + 1);
        at = next + 1;
      } else {
        open.push(close);
        out.ascii(lineAt(open.length));
        at += 1;
      }
    } else if (byte === 0x7d || byte === 0x5d) {
      if (open.pop() !== byte) return undefined;
      out.ascii(lineAt(open.length));
      out.copy(utf8, at, at + 1);
      at += 1;
    } else if (byte === 0x2c) {
      out.ascii(`,${lineAt(open.length)}`);
      at += 1;
    } else if (byte === 0x3a) {
      out.ascii(': ');
      at += 1;
    } else {
      const end = wordEnd(utf8, at);
      out.copy(utf8, at, end);
      at = end;
    }
  }
  if (open.length > 0) return undefined;
  out.ascii('\n');
  return out.bytes();
}

/** Just after the closing quote of the string that begins there. */
export function stringEnd(utf8: Buffer, from: number): number | undefined {
  for (let at = from + 1; ; at += 1) {
    const end = utf8.indexOf(quote, at);
    if (end < 0) return undefined;
    let escapes = 0;
    while (utf8[end - 1 - escapes] === backslash) escapes += 1;
    if (escapes % 2 === 0) return end + 1;
    at = end;
  }
}

export function skipBlanks(utf8: Buffer, from: number): number {
  let at = from;
  while (at < utf8.length && isBlank(utf8[at] ?? 0)) at += 1;
  return at;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Just after a number, `true`, `false`, `null`, or what stands in their place. */
export function wordEnd(utf8: Buffer, from: number): number {
  let at = from + 1;
  while (at < utf8.length && !ends.has(utf8[at] ?? 0)) at += 1;
  return at;
}

const ends: ReadonlySet<number> = new Set(Buffer.from('{}[],:" \t\r\n', 'latin1'));
