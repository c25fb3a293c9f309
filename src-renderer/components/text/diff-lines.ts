import { Change, diff } from '@codemirror/merge';

/** A text that has nothing in common with the other is not looked at for ever. */
const ofLines = { scanLimit: 5_000, timeout: 1_000 };
const ofLetters = { scanLimit: 1_000, timeout: 200 };
/** Letters of a changed stretch within which single changes are looked for. */
const longestStretch = 20_000;
/** ms for all stretches together. */
const mostTime = 1_500;
/** Code units that may stand for lines: halves of pairs stand for nothing alone. */
const [pairs, codes] = [0xd800, 0xf000];

/**
 * Differences of two texts, first by lines and then within those that changed: letter by letter, a flow of half a megabyte in which
 * ids changed here and there would be one difference from the first of them to the last.
 */
export function diffLines(before: string, after: string): readonly Change[] {
  const known = new Map<string, string>();
  const [a, b] = [linesOf(before, known), linesOf(after, known)];
  if (known.size > codes) return diff(before, after, ofLetters);
  const end = Date.now() + mostTime;
  return diff(a.codes, b.codes, ofLines).flatMap((lines) => {
    const [fromA, toA] = [a.start(lines.fromA), a.start(lines.toA)];
    const [fromB, toB] = [b.start(lines.fromB), b.start(lines.toB)];
    const [removed, added] = [before.slice(fromA, toA), after.slice(fromB, toB)];
    const isLong = Math.max(removed.length, added.length) > longestStretch;
    if (removed === '' || added === '' || isLong || Date.now() > end)
      return new Change(fromA, toA, fromB, toB);
    return diff(removed, added, ofLetters).map(
      (one) => new Change(fromA + one.fromA, fromA + one.toA, fromB + one.fromB, fromB + one.toB),
    );
  });
}

interface Lines {
  /** One code unit for each line, the same for equal ones. */
  readonly codes: string;
  /** Where a line begins in the text; behind the last one its end. */
  readonly start: (line: number) => number;
}

function linesOf(text: string, known: Map<string, string>): Lines {
  const starts = [0];
  let all = '';
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const code = known.get(line) ?? codeOf(known.size);
    known.set(line, code);
    all += code;
    starts.push((starts.at(-1) ?? 0) + line.length);
  }
  return { codes: all, start: (line) => starts[line] ?? text.length };
}

function codeOf(at: number): string {
  return String.fromCharCode(at + 1 < pairs ? at + 1 : at + 1 + 0x800);
}
