import type { DurationChart } from '../../../src-shared/model/charts.ts';

/** Durations people think in, ms, in words that are short enough for a scale. */
const marks: ReadonlyMap<number, string> = new Map([
  [1, '1 ms'],
  [10, '10 ms'],
  [100, '100 ms'],
  [1_000, '1 s'],
  [10_000, '10 s'],
  [60_000, '1 min'],
  [600_000, '10 min'],
  [3_600_000, '1 h'],
  [36_000_000, '10 h'],
  [86_400_000, '1 day'],
]);

export interface DurationScale {
  /** From 0 at the bottom to 1 at the top. */
  readonly place: (took: number) => number;
  /** At most three, to be named. */
  readonly marks: readonly { readonly at: number; readonly text: string }[];
}

/** By powers of ten: a median of 200 ms and a message of ten minutes stand in one picture. */
export function durationScale({ columns }: DurationChart): DurationScale {
  const known = columns.flatMap((column) => column ?? []);
  const lowest = Math.max(1, Math.min(...known.map(({ median }) => median)));
  const highest = Math.max(10, ...known.map(({ slowest }) => slowest));
  const bottom = [...marks.keys()].findLast((mark) => mark <= lowest) ?? 1;
  const top = Math.max(highest * 1.2, bottom * 10);
  const length = Math.log10(top) - Math.log10(bottom);
  const place = (took: number): number =>
    Math.max(0, Math.min(1, (Math.log10(Math.max(1, took)) - Math.log10(bottom)) / length));
  const within = [...marks].filter(([mark]) => mark >= bottom && mark <= top);
  const every = Math.max(1, Math.ceil(within.length / 3));
  return {
    place,
    marks: within
      .filter((_, index) => index % every === 0)
      .map(([took, text]) => ({ at: place(took), text })),
  };
}
