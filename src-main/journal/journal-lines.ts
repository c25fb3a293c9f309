import { type Entry, entrySchema } from './entry.ts';
import { isSound, noSeal, readSealed, type Sealed } from './seal.ts';

export interface JournalLine {
  /** Of the file, from 1. */
  readonly line: number;
  readonly entry: Entry;
  readonly sealed: Sealed;
}

export interface JournalLines {
  readonly lines: readonly JournalLine[];
  /** Lines of the file that are no entries: half ones, and what somebody put there. */
  readonly strange: readonly number[];
  /** The file ends in the middle of a line. */
  readonly isTorn: boolean;
}

/** Reads a file of lines; one that is none is left out and named. */
export function readLines(text: string): JournalLines {
  const lines: JournalLine[] = [];
  const strange: number[] = [];
  text.split('\n').forEach((one, index) => {
    if (one === '') return;
    const sealed = readSealed(one);
    const entry = sealed && readEntry(sealed.body);
    if (entry) lines.push({ line: index + 1, entry, sealed });
    else strange.push(index + 1);
  });
  return { lines, strange, isTorn: text !== '' && !text.endsWith('\n') };
}

export interface LineProblem {
  readonly kind: 'changed' | 'missing' | 'half-line' | 'unkeyed' | 'unreadable-key';
  readonly line: number;
  readonly count: number;
}

/** Follows the chain from line to line. A line that was changed is named, and the chain goes on from what it says. */
export function checkLines({ lines, strange }: JournalLines, key: Uint8Array | undefined): LineProblem[] {
  const problems: LineProblem[] = strange.map((line) => ({ kind: 'half-line', line, count: 1 }));
  let before = noSeal;
  let expected = 1;
  const unkeyed: number[] = [];
  const unreadable: number[] = [];
  for (const { line, entry, sealed } of lines) {
    const sound = isSound(sealed, before, key);
    if (entry.n > expected) problems.push({ kind: 'missing', line, count: entry.n - expected });
    // After a gap the seal cannot hold; that is told already.
    else if (sound === false || entry.n < expected) problems.push({ kind: 'changed', line, count: 1 });
    if (sound === undefined) unreadable.push(line);
    if (sealed.seal === 'hash') unkeyed.push(line);
    before = sealed.mac;
    expected = entry.n + 1;
  }
  const [firstUnkeyed] = unkeyed;
  const [firstUnreadable] = unreadable;
  if (firstUnkeyed !== undefined)
    problems.push({ kind: 'unkeyed', line: firstUnkeyed, count: unkeyed.length });
  if (firstUnreadable !== undefined)
    problems.push({ kind: 'unreadable-key', line: firstUnreadable, count: unreadable.length });
  return problems;
}

function readEntry(body: string): Entry | undefined {
  try {
    const parsed = entrySchema.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
