import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Rate } from '../../../../src-main/sap/rate.ts';
import { failureOf } from './failure-of.ts';
import { FakeClock, settled } from './fake-clock.ts';

/** Of one request that is answered at once, in ms. */
async function startedAt(rate: Rate): Promise<number> {
  const start = await rate.turn(undefined);
  rate.answered(start);
  return start.at;
}

/** Starts of `count` turns asked for one after the other, in ms. */
async function starts(rate: Rate, count: number): Promise<readonly number[]> {
  const all: number[] = [];
  while (all.length < count) all.push(await startedAt(rate));
  return all;
}

/** Of a tenant that would take a tenth more. */
function rateOf(most: number, clock: FakeClock): Rate {
  return new Rate({ most, limit: most / 0.9, clock });
}

function mostInASecond(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
}

describe('Rate', () => {
  it('lets as many start at once as a second allows, and the next one after that second', async () => {
    const rate = rateOf(9, new FakeClock({ hurried: true }));
    const times = await starts(rate, 19);
    expect(times.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => 0));
    expect(times[9]).toBeGreaterThan(1_000);
    expect(times[9]).toBeLessThan(1_100);
    expect(times[18]).toBeGreaterThan(2_000);
  });

  it('goes one by one where more wait, so that a server that was busy sees no two bursts as one', async () => {
    const rate = rateOf(9, new FakeClock({ hurried: true }));
    const times = (await starts(rate, 60)).slice(9);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(100);
    // Eleven in a second would take a delay of this much for the first of them.
    expect(Math.min(...times.slice(10).map((at, index) => at - (times[index] ?? 0)))).toBeGreaterThan(1_130);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan((times.length - 1) * 117);
  });

  it('holds in every sliding second, whenever requests come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(700), { maxLength: 60 }), async (gaps) => {
        const clock = new FakeClock({ hurried: true });
        const rate = rateOf(9, clock);
        const times: number[] = [];
        for (const gap of gaps) {
          if (gap > 0) await clock.wait(gap, undefined);
          times.push(await startedAt(rate));
        }
        expect(mostInASecond([0, ...times])).toBeLessThanOrEqual(9);
      }),
      { numRuns: 30 },
    );
  });

  it('is halved once by a burst of refusals, and recovers in steps up to where it was', async () => {
    const clock = new FakeClock();
    const rate = rateOf(9, clock);
    await clock.advance(5_000);
    for (let refusal = 0; refusal < 12; refusal++) rate.slowDown(4_990, undefined);
    expect(rate.perSecond()).toBe(4.5);
    await clock.advance(9_999);
    expect(rate.perSecond()).toBe(4.5);
    await clock.advance(1);
    expect(rate.perSecond()).toBeCloseTo(5.625);
    await clock.advance(20_000);
    expect(rate.perSecond()).toBeGreaterThan(8);
    expect(rate.perSecond()).toBeLessThan(9);
    await clock.advance(10_000);
    expect(rate.perSecond()).toBe(9);
  });

  it('is halved again by the refusal of a request that started after the first halving', async () => {
    const clock = new FakeClock();
    const rate = rateOf(8, clock);
    await clock.advance(1_000);
    rate.slowDown(900, undefined);
    rate.slowDown(1_000, undefined);
    expect(rate.perSecond()).toBe(2);
    rate.slowDown(1_000, undefined);
    rate.slowDown(1_000, undefined);
    rate.slowDown(1_000, undefined);
    expect(rate.perSecond()).toBe(1);
  });

  it('starts nothing while the tenant wants a pause', async () => {
    const clock = new FakeClock();
    const rate = rateOf(9, clock);
    rate.slowDown(0, 20);
    let started: number | undefined;
    const turn = rate.turn(undefined).then(({ at }) => (started = at));
    await clock.advance(19_999);
    expect(started).toBeUndefined();
    await clock.advance(1);
    await turn;
    expect(started).toBe(20_000);
  });

  it('tells of a long pause at once and how much of it is left', async () => {
    const clock = new FakeClock();
    const rate = rateOf(9, clock);
    rate.slowDown(0, 120);
    await clock.advance(40_000);
    const failure = await failureOf(rate.turn(undefined), 'tenant.rate-limited');
    expect(failure.facts.retryAfterSeconds).toBe(80);
  });

  it('stops waiting when the request is given up', async () => {
    const clock = new FakeClock();
    const rate = rateOf(1, clock);
    await rate.turn(undefined);
    const abort = new AbortController();
    const turn = rate.turn(abort.signal);
    const failed = failureOf(turn, 'request.cancelled');
    await settled();
    abort.abort();
    await failed;
    expect(clock.pending).toBe(0);
  });
});
