import type { TextHit, TextHits } from '../../../src-shared/model/payloads.ts';
import { PayloadRefusal } from './payload-refusal.ts';
import type { RowIndex } from './row-index.ts';

export interface TextQuestion {
  readonly text: string;
  readonly isRegex: boolean;
  readonly matchCase: boolean;
}

/** A hit by its place in the text as UTF-8. */
export interface ByteHit {
  readonly from: number;
  readonly to: number;
}

const blockBytes = 1024 * 1024;
/** What stands across two blocks of one endless line is found up to this length. */
const overlap = 4_096;
const shownAround = 40;

/** Throws a `PayloadRefusal` where the expression is none. */
export function expressionOf({ text, isRegex, matchCase }: TextQuestion): RegExp {
  const flags = `gm${matchCase ? '' : 'i'}`;
  try {
    const pattern = isRegex ? text : text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    return new RegExp(pattern, `${flags}u`);
  } catch (fault) {
    if (!isRegex) throw fault;
    try {
      // Escapes that the stricter grammar refuses are what people write.
      return new RegExp(text, flags);
    } catch {
      const said = fault instanceof Error ? fault.message.replace(/^Invalid regular expression: /, '') : '';
      throw new PayloadRefusal('expression', `The regular expression cannot be used: ${said}.`, {
        cause: fault,
      });
    }
  }
}

/** Places of a text or expression in their order, block by block; a match never goes across the lines of two blocks. */
export function* findBytes(utf8: Buffer, expression: RegExp): Generator<ByteHit> {
  let last = -1;
  for (let from = 0; from < utf8.length;) {
    const end = blockEnd(utf8, from);
    const block = utf8.toString('utf8', from, end);
    const isAscii = block.length === end - from;
    let characters = 0;
    let bytes = from;
    expression.lastIndex = 0;
    for (const match of block.matchAll(expression)) {
      const [found] = match;
      if (found === '') continue;
      bytes += isAscii
        ? match.index - characters
        : Buffer.byteLength(block.slice(characters, match.index), 'utf8');
      characters = match.index;
      const hit = { from: bytes, to: bytes + Buffer.byteLength(found, 'utf8') };
      if (hit.from <= last) continue;
      last = hit.from;
      yield hit;
    }
    if (end >= utf8.length) return;
    from = utf8[end - 1] === 0x0a ? end : characterStart(utf8, end - overlap);
  }
}

function blockEnd(utf8: Buffer, from: number): number {
  const wanted = from + blockBytes;
  if (wanted >= utf8.length) return utf8.length;
  const line = utf8.lastIndexOf(0x0a, wanted);
  return line > from ? line + 1 : characterStart(utf8, wanted);
}

function characterStart(utf8: Buffer, near: number): number {
  let at = near;
  while (at > 0 && ((utf8[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}

/** At most `most` hits as places in the rows of an index. */
export function findRows(utf8: Buffer, index: RowIndex, question: TextQuestion, most: number): TextHits {
  const hits: TextHit[] = [];
  for (const { from, to } of findBytes(utf8, expressionOf(question))) {
    if (hits.length >= most) return { hits, isCut: true };
    const row = index.rowOf(from);
    const text = index.textOf(row);
    const start = utf8.toString('utf8', index.startOf(row), from).length;
    const end = start + utf8.toString('utf8', from, Math.min(to, from + 10_000)).length;
    const around = text.slice(Math.max(0, start - shownAround), end + shownAround).trim();
    hits.push({ row, line: index.lineOf(row), from: start, to: Math.min(end, text.length), around });
  }
  return { hits, isCut: false };
}
