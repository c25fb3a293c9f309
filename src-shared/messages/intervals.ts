/** A half-open stretch of time, ms since 1970: `from` included, `to` not. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Sorted, without overlaps, touching ones joined. */
export function union(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = intervals.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from);
  const joined: Interval[] = [];
  for (const next of sorted) {
    const last = joined.at(-1);
    if (last && next.from <= last.to)
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else joined.push(next);
  }
  return joined;
}

/** What of `whole` the given intervals leave open, oldest first. */
export function holes(whole: Interval, covered: readonly Interval[]): readonly Interval[] {
  const open: Interval[] = [];
  let from = whole.from;
  for (const one of union(covered)) {
    if (one.to <= from) continue;
    if (one.from >= whole.to) break;
    if (one.from > from) open.push({ from, to: one.from });
    from = one.to;
  }
  if (from < whole.to) open.push({ from, to: whole.to });
  return open;
}

/** Splits into windows of at most `length` ms, newest first. */
export function windows({ from, to }: Interval, length: number): readonly Interval[] {
  const result: Interval[] = [];
  for (let end = to; end > from; end -= length) result.push({ from: Math.max(from, end - length), to: end });
  return result;
}

/** What is left of the intervals without a stretch. */
export function subtract(intervals: readonly Interval[], stretch: Interval): readonly Interval[] {
  return union(intervals).flatMap((one) => holes(one, [stretch]));
}

/** Splits into equal parts of at least `shortest` ms, newest first. */
export function parts(whole: Interval, count: number, shortest: number): readonly Interval[] {
  const length = Math.max(shortest, Math.ceil((whole.to - whole.from) / Math.max(1, count)));
  return windows(whole, length);
}
