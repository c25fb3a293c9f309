import { describe, expect, it } from 'vitest';

import { RankedTimes } from '../../../../src-main/charts/ranked-times.ts';
import { mergedRuns, sortedRuns, Turns } from '../../../../src-main/charts/sorted-times.ts';

const turns = (): Turns => new Turns(new AbortController().signal);
const times = (count: number, seed: number): number[] =>
  Array.from({ length: count }, (_, n) => ((n + seed) * 7_919_333) % 1_000_003);
const sorted = (of: readonly number[]): Float64Array => Float64Array.from(of).sort();

describe('times of a column', () => {
  it.each([
    ['one', 1],
    ['a few', 30],
    ['as many as several turns take', 100_000],
  ])('%s are sorted from their text', async (_, count) => {
    const all = times(count, 3);
    const runs = await sortedRuns(all.join(','), turns());
    for (const run of runs) expect(run).toEqual(run.toSorted());
    expect(await mergedRuns([...runs], turns())).toEqual(sorted(all));
  });

  it.each([[[]], [[0]], [[5]], [[5, 0]], [[1, 2, 3]], [[40_000, 7, 0, 70_000, 1]]])(
    'runs of %j are merged',
    async (counts: readonly number[]) => {
      const all = counts.map((count, index) => times(count, index));
      const runs = all.map(sorted);
      expect(await mergedRuns(runs, turns())).toEqual(sorted(all.flat()));
      expect(runs).toEqual([]);
    },
  );

  it('are given up between two turns', async () => {
    const reason = new Error('Narrowed.');
    const given = new Turns(AbortSignal.abort(reason));
    await expect(sortedRuns(times(200_000, 1).join(','), given)).rejects.toBe(reason);
    await expect(mergedRuns([sorted(times(40_000, 1)), sorted([1])], given)).rejects.toBe(reason);
    await expect(new RankedTimes().add(sorted(times(40_000, 1)), given)).rejects.toBe(reason);
  });
});

describe('times of all columns', () => {
  it('are ranked to three digits, however they came', async () => {
    const all = times(50_000, 9);
    const inOne = new RankedTimes();
    await inOne.add(sorted(all), turns());
    const inMany = new RankedTimes();
    for (let from = 0; from < all.length; from += 700)
      await inMany.add(sorted(all.slice(from, from + 700)), turns());
    const exact = sorted(all);
    const found = inMany.durations();
    expect(found).toEqual(inOne.durations());
    expect(found).toMatchObject({ count: 50_000, slowest: exact.at(-1) });
    for (const [rank, share] of [
      [found?.median, 0.5],
      [found?.p95, 0.95],
    ] as const) {
      const wanted = exact[Math.ceil(exact.length * share) - 1] ?? 0;
      expect(rank).toBeGreaterThanOrEqual(wanted);
      expect(rank).toBeLessThanOrEqual(wanted * 1.01);
    }
  });
});
