import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  holes,
  type Interval,
  parts,
  subtract,
  union,
  windows,
} from '../../../../src-shared/messages/intervals.ts';

const interval = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
  .map(([from, length]): Interval => ({ from, to: from + length }));
const intervals = fc.array(interval, { maxLength: 8 });
const contains = (all: readonly Interval[], point: number) =>
  all.some(({ from, to }) => point >= from && point < to);
const points = Array.from({ length: 90 }, (_, point) => point);

/** The truth, point by point. */
function agrees(result: readonly Interval[], expected: (point: number) => boolean): void {
  for (const point of points) expect(contains(result, point)).toBe(expected(point));
}

function isTidy(result: readonly Interval[]): void {
  for (const { from, to } of result) expect(from).toBeLessThan(to);
  for (let index = 1; index < result.length; index += 1) {
    expect(result[index]?.from).toBeGreaterThan(result[index - 1]?.to ?? -1);
  }
}

describe('intervals', () => {
  it('united contain what one of them contains, sorted and apart', () => {
    fc.assert(
      fc.property(intervals, (all) => {
        const result = union(all);
        isTidy(result);
        agrees(result, (point) => contains(all, point));
      }),
    );
  });

  it('leave as holes what none of them contains', () => {
    fc.assert(
      fc.property(interval, intervals, (whole, covered) => {
        const result = holes(whole, covered);
        isTidy(result);
        agrees(result, (point) => contains([whole], point) && !contains(covered, point));
      }),
    );
  });

  it('lose exactly the stretch that is subtracted', () => {
    fc.assert(
      fc.property(intervals, interval, (all, stretch) => {
        const result = subtract(all, stretch);
        isTidy(result);
        agrees(result, (point) => contains(all, point) && !contains([stretch], point));
      }),
    );
  });

  it('are cut into windows that follow each other, newest first', () => {
    fc.assert(
      fc.property(interval, fc.integer({ min: 1, max: 7 }), (whole, length) => {
        const result = windows(whole, length);
        let end = whole.to;
        for (const one of result) {
          expect(one.to).toBe(end);
          expect(one.to - one.from).toBeLessThanOrEqual(length);
          end = one.from;
        }
        if (whole.from < whole.to) expect(end).toBe(whole.from);
      }),
    );
  });

  it('are cut into no more parts than asked for, none too short', () => {
    const whole = { from: 0, to: 100 };
    expect(parts(whole, 4, 10)).toHaveLength(4);
    expect(parts(whole, 50, 10)).toHaveLength(10);
    expect(parts(whole, 0, 10)).toEqual([whole]);
  });
});
