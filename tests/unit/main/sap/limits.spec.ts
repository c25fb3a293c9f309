import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { RequestQueue, RequestQueues, type TurnOptions } from '../../../../src-main/sap/limits.ts';
import { AppError, type Area } from '../../../../src-shared/errors.ts';
import { failureOf } from './failure-of.ts';
import { FakeClock, settled } from './fake-clock.ts';

const background: TurnOptions = { interactive: false, signal: undefined };
const interactive: TurnOptions = { interactive: true, signal: undefined };

/** Runs `count` requests that end at once and answers when each of them started. */
async function startsOf(area: Area, count: number): Promise<readonly number[]> {
  const clock = new FakeClock({ hurried: true });
  const queue = new RequestQueue(clock);
  const times: number[] = [];
  const request = () => Promise.resolve(times.push(clock.elapsed()));
  await Promise.all(Array.from({ length: count }, () => queue.run(area, background, request)));
  return times;
}

describe('RequestQueue', () => {
  it.each([
    ['content', 9],
    ['runtime', 45],
    ['endpoints', 45],
    ['messages', 90],
    ['payloads', 90],
    ['security', 9],
    ['number-ranges', 4],
    ['partners', 22],
    ['stores', 9],
    ['queues', 9],
    ['message-store', 9],
    ['locks', 9],
    ['root', 9],
  ] as const)('starts no more requests for %s in a second than %i', async (area, most) => {
    const times = await startsOf(area, most * 2 + 1);
    expect(times.filter((at) => at < 1_000)).toHaveLength(most);
    expect(times.filter((at) => at >= 1_000 && at < 2_000)).toHaveLength(most);
  });

  it('keeps another rate where a tenant has one', async () => {
    const clock = new FakeClock({ hurried: true });
    const queue = new RequestQueue(clock, 200);
    expect(queue.allowedPerSecond()).toBe(180);
    const times: number[] = [];
    const request = () => Promise.resolve(times.push(clock.elapsed()));
    await Promise.all(Array.from({ length: 181 }, () => queue.run('content', background, request)));
    expect(times.filter((at) => at < 1_000)).toHaveLength(180);
    expect(queue.allowedPerSecond()).toBe(180);
  });

  it('counts areas together that the tenant counts together', async () => {
    const clock = new FakeClock({ hurried: true });
    const queue = new RequestQueue(clock);
    const times: number[] = [];
    const request = () => Promise.resolve(times.push(clock.elapsed()));
    const areas: readonly Area[] = Array.from({ length: 100 }, (_, index) =>
      index % 2 === 0 ? 'messages' : 'payloads',
    );
    await Promise.all(areas.map((area) => queue.run(area, background, request)));
    expect(times.filter((at) => at < 1_000)).toHaveLength(90);
  });

  it('does not let one area wait for another', async () => {
    const clock = new FakeClock();
    const queue = new RequestQueue(clock);
    for (let request = 0; request < 20; request++)
      void queue.run('content', background, () => Promise.resolve());
    await settled();
    expect(await queue.run('messages', background, () => Promise.resolve('answered'))).toBe('answered');
    await clock.advance(3_000);
  });

  it('lets a person overtake a sync, all but the request that is already next', async () => {
    const clock = new FakeClock();
    const queue = new RequestQueue(clock);
    const order: string[] = [];
    const run = (name: string, options: TurnOptions) =>
      queue.run('content', options, () => Promise.resolve(order.push(name)));
    for (let request = 0; request < 15; request++) void run('sync', background);
    await settled();
    void run('person', interactive);
    await clock.advance(3_000);
    expect(order).toHaveLength(16);
    expect(order.indexOf('person')).toBe(10);
  });

  it('has at most twelve requests under way', async () => {
    const clock = new FakeClock();
    const queue = new RequestQueue(clock);
    const open: (() => void)[] = [];
    const all = Array.from({ length: 30 }, () =>
      queue.run('messages', background, () => new Promise<void>((done) => open.push(done))),
    );
    await settled();
    expect(open).toHaveLength(12);
    open[0]?.();
    await settled();
    expect(open).toHaveLength(13);
    for (let index = 1; index < 30; index++) {
      open[index]?.();
      await settled();
    }
    await Promise.all(all);
    expect(open).toHaveLength(30);
  });

  it('keeps its places when requests fail or are given up while they wait', async () => {
    const clock = new FakeClock();
    const queue = new RequestQueue(clock);
    const failing = Array.from({ length: 12 }, () =>
      failureOf(
        queue.run('messages', background, () => Promise.reject(new AppError('network.cut', 'Cut.'))),
        'network.cut',
      ),
    );
    await Promise.all(failing);
    const open: (() => void)[] = [];
    const hold = () => new Promise<void>((done) => open.push(done));
    const all = Array.from({ length: 12 }, () => queue.run('messages', background, hold));
    await settled();
    const abort = new AbortController();
    const waiting = [1, 2, 3].map(() =>
      failureOf(
        queue.run('messages', { interactive: true, signal: abort.signal }, hold),
        'request.cancelled',
      ),
    );
    await settled();
    abort.abort();
    await Promise.all(waiting);
    for (const done of open) done();
    await Promise.all(all);
    await clock.advance(2_000);
    const after = Array.from({ length: 12 }, () => queue.run('messages', background, hold));
    await settled();
    expect(open).toHaveLength(24);
    for (const done of open) done();
    await Promise.all(after);
  });

  it('never starts what was given up before its turn', async () => {
    const clock = new FakeClock();
    const queue = new RequestQueue(clock);
    const abort = new AbortController();
    let started = 0;
    const request = () => Promise.resolve(started++);
    const first = Array.from({ length: 9 }, () => queue.run('content', background, request));
    const later = [1, 2].map(() =>
      failureOf(
        queue.run('content', { interactive: false, signal: abort.signal }, request),
        'request.cancelled',
      ),
    );
    await Promise.all(first);
    abort.abort();
    await Promise.all(later);
    await clock.advance(5_000);
    expect(started).toBe(9);
    await failureOf(
      queue.run('content', { interactive: false, signal: abort.signal }, request),
      'request.cancelled',
    );
    expect(started).toBe(9);
  });

  it('halves after a 429 and pauses for as long as the tenant wants', async () => {
    const clock = new FakeClock();
    const queue = new RequestQueue(clock);
    const refused = new AppError('tenant.rate-limited', 'Slow down.', { retryAfterSeconds: 5 });
    await failureOf(
      queue.run('content', background, () => Promise.reject(refused)),
      'tenant.rate-limited',
    );
    expect(queue.allowedPerSecond()).toBe(4.5);
    const times: number[] = [];
    const next = queue.run('content', background, () => Promise.resolve(times.push(clock.elapsed())));
    await clock.advance(6_000);
    await next;
    expect(times).toEqual([5_000]);
  });

  it('counts the requests of each of the last twelve seconds, oldest first', async () => {
    const clock = new FakeClock();
    const queue = new RequestQueue(clock);
    const ask = () => queue.run('messages', background, () => Promise.resolve());
    await ask();
    await clock.advance(3_000);
    await ask();
    await ask();
    expect(queue.history()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2]);
    await clock.advance(9_500);
    expect(queue.history()).toEqual([0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    await clock.advance(20_000);
    expect(queue.history().every((count) => count === 0)).toBe(true);
  });
});

/**
 * A tenant a way away that counts in a sliding second, as the catalogue's 3.2 says. Whatever arrives while it stands still is
 * counted when it goes on.
 */
class FarTenant {
  readonly counted: number[] = [];
  readonly #clock: FakeClock;
  readonly #stops: readonly (readonly [from: number, until: number])[];

  constructor(clock: FakeClock, stops: readonly (readonly [from: number, until: number])[]) {
    this.#clock = clock;
    this.#stops = stops;
  }

  async answer(work: number): Promise<void> {
    await this.#clock.wait(40, undefined);
    const now = this.#clock.elapsed();
    const stop = this.#stops.find(([from, until]) => from <= now && now < until);
    if (stop) await this.#clock.wait(stop[1] - now, undefined);
    this.counted.push(this.#clock.elapsed());
    await this.#clock.wait(60 + work, undefined);
  }

  /** In any sliding second. */
  most(): number {
    const { counted } = this;
    return Math.max(...counted.map((from) => counted.filter((at) => at >= from && at < from + 1_000).length));
  }
}

describe('what the tenant counts', () => {
  it.each([
    ['content', 10],
    ['number-ranges', 5],
    ['partners', 25],
  ] as const)('%s: never more than documented, however often it stands still', async (area, limit) => {
    const stops = fc.array(fc.tuple(fc.nat(12_000), fc.integer({ min: 50, max: 3_000 })), { maxLength: 4 });
    const works = fc.array(fc.nat(400), { minLength: 30, maxLength: 160 });
    await fc.assert(
      fc.asyncProperty(stops, works, async (pairs, all) => {
        const clock = new FakeClock();
        const tenant = new FarTenant(
          clock,
          pairs.map(([from, length]) => [from, from + length]),
        );
        const queue = new RequestQueue(clock);
        const asked = [0, ...all].map((work) => queue.run(area, background, () => tenant.answer(work)));
        await clock.advance(120_000);
        await Promise.all(asked);
        expect(tenant.counted).toHaveLength(all.length + 1);
        expect(tenant.most()).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 20 },
    );
  });

  it('is not less where the tenant is only slow', async () => {
    const clock = new FakeClock();
    const tenant = new FarTenant(clock, []);
    const queue = new RequestQueue(clock);
    const asked = Array.from({ length: 240 }, () =>
      queue.run('content', background, () => tenant.answer(600)),
    );
    await clock.advance(60_000);
    await Promise.all(asked);
    const [from = 0, until = 0] = [tenant.counted[80], tenant.counted[239]];
    expect((until - from) / 159).toBeLessThan(1_040 / 9 + 1);
  });
});

describe('RequestQueues', () => {
  it('has one queue for each host and client', () => {
    const queues = new RequestQueues(new FakeClock());
    expect(queues.of('a.example', 'one')).toBe(queues.of('a.example', 'one'));
    expect(queues.of('a.example', 'one')).not.toBe(queues.of('a.example', 'two'));
    expect(queues.of('a.example', 'one')).not.toBe(queues.of('b.example', 'one'));
  });
});
