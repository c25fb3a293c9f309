import { describe, expect, it } from 'vitest';

import { RequestQueue, type TurnOptions } from '../../../../src-main/sap/limits.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { failureOf } from './failure-of.ts';
import { FakeClock } from './fake-clock.ts';

const background = { interactive: false, signal: undefined };
const interactive = { interactive: true, signal: undefined };

function setUp() {
  const clock = new FakeClock();
  const queue = new RequestQueue(clock);
  const starts: number[] = [];
  const order: string[] = [];
  const run = (name: string, options: TurnOptions = background) =>
    queue.run('content', options, () => {
      starts.push(clock.elapsed());
      order.push(name);
      return Promise.resolve(name);
    });
  return { clock, queue, starts, order, run };
}

/** The most starts in any window of `length` ms. */
function busiest(starts: readonly number[], length = 1_000): number {
  return Math.max(...starts.map((from) => starts.filter((at) => at >= from && at < from + length).length));
}

const tooMany = (retryAfterSeconds?: number) =>
  new AppError('tenant.rate-limited', 'x', retryAfterSeconds === undefined ? {} : { retryAfterSeconds });

describe('RequestQueue', () => {
  it('starts at most nine content requests in any sliding second, however many ask', async () => {
    const { clock, starts, run } = setUp();
    const all = Promise.all(Array.from({ length: 100 }, (_, index) => run(String(index))));
    await clock.advance(20_000);
    expect(await all).toHaveLength(100);
    expect(busiest(starts)).toBe(9);
    expect(starts.at(-1)).toBeLessThan(12_500);
  });

  it('keeps to it when callers come in bursts at odd moments', async () => {
    const { clock, starts, run } = setUp();
    const all: Promise<string>[] = [];
    for (const pause of [0, 130, 999, 1, 480, 1_001, 20, 750, 40]) {
      await clock.advance(pause);
      for (let index = 0; index < 7; index++) all.push(run('x'));
    }
    await clock.advance(20_000);
    await Promise.all(all);
    expect(starts).toHaveLength(63);
    expect(busiest(starts)).toBeLessThanOrEqual(9);
  });

  it('lets a person overtake a sync', async () => {
    const { clock, order, run } = setUp();
    const sync = Array.from({ length: 40 }, (_, index) => run(`sync ${index}`));
    await clock.advance(500);
    const person = run('person', interactive);
    await clock.advance(20_000);
    await Promise.all([...sync, person]);
    expect(order.indexOf('person')).toBeGreaterThanOrEqual(9);
    expect(order.indexOf('person')).toBeLessThanOrEqual(10);
  });

  it('tells the rate of the fastest area that was asked lately', async () => {
    const { clock, queue, run } = setUp();
    await queue.run('messages', background, () => Promise.resolve());
    expect(queue.allowedPerSecond()).toBe(90);
    await run('x');
    expect(queue.allowedPerSecond()).toBe(90);
    await clock.advance(11_000);
    await run('y');
    await clock.advance(2_000);
    expect(queue.allowedPerSecond()).toBe(9);
    await clock.advance(20_000);
    expect(queue.allowedPerSecond()).toBe(90);
  });

  it('halves after a 429 and recovers slowly', async () => {
    const { clock, queue, run } = setUp();
    await run('x');
    expect(queue.allowedPerSecond()).toBe(9);
    await failureOf(
      queue.run('content', background, () => Promise.reject(tooMany())),
      'tenant.rate-limited',
    );
    expect(queue.allowedPerSecond()).toBe(4.5);
    await clock.advance(9_999);
    expect(queue.allowedPerSecond()).toBe(4.5);
    await clock.advance(1);
    expect(queue.allowedPerSecond()).toBeCloseTo(5.6, 1);
    await clock.advance(60_000);
    expect(queue.allowedPerSecond()).toBe(9);
  });

  it('really starts fewer while it is halved', async () => {
    const { clock, queue, starts, run } = setUp();
    await failureOf(
      queue.run('content', background, () => Promise.reject(tooMany())),
      'tenant.rate-limited',
    );
    const all = Promise.all(Array.from({ length: 30 }, () => run('x')));
    await clock.advance(9_000);
    expect(busiest(starts)).toBe(4);
    await clock.advance(20_000);
    await all;
  });

  it('halves once for a burst of refusals, never below one in a second', async () => {
    const { clock, queue } = setUp();
    const refused = () =>
      queue.run('content', background, async () => {
        await clock.wait(100, undefined);
        throw tooMany();
      });
    const burst = Promise.allSettled(Array.from({ length: 8 }, refused));
    await clock.advance(1_000);
    await burst;
    expect(queue.allowedPerSecond()).toBe(4.5);
    for (let round = 0; round < 6; round++) {
      const one = Promise.allSettled([refused()]);
      await clock.advance(2_000);
      await one;
    }
    expect(queue.allowedPerSecond()).toBeGreaterThanOrEqual(1);
    expect(queue.allowedPerSecond()).toBeLessThan(1.3);
  });

  it('is not slowed by a system clock that is set back', async () => {
    const { clock, run } = setUp();
    await Promise.all(Array.from({ length: 9 }, () => run('x')));
    clock.setSystemTime(-3_600_000);
    const next = run('next');
    await clock.advance(1_100);
    expect(await next).toBe('next');
  });
});
