import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { day, hour, minute } from '../../../../src-shared/durations.ts';
import type { WatchRule } from '../../../../src-shared/model/watch.ts';
import { requestsPerHour } from '../../../../src-shared/watch/cost.ts';
import { deliver, type Noticed, restBetween } from '../../../../src-shared/watch/delivery.ts';
import { judge, type WatchFacts, type WatchMemory } from '../../../../src-shared/watch/judge.ts';
import { isQuiet, minuteOfDay } from '../../../../src-shared/watch/quiet.ts';
import { comparedDays, isUsual } from '../../../../src-shared/watch/usual.ts';

const now = Date.UTC(2026, 10, 23, 12);
const nothing: WatchFacts = {
  failures: [],
  recent: 0,
  groups: [],
  now: { count: 0, isLoaded: true },
  earlier: [],
};
const firstFailure: WatchRule = { kind: 'first-failure', calmMinutes: 60 };

/** Looks one after the other, each with what the rule remembers of the one before. */
function looks(rule: WatchRule, facts: readonly Partial<WatchFacts>[]): readonly (string | undefined)[] {
  let memory: WatchMemory | undefined;
  return facts.map((changes, index) => {
    const judgement = judge(rule, { ...nothing, ...changes }, memory, now + index * minute);
    memory = judgement.memory;
    return judgement.text;
  });
}

describe('a first failure', () => {
  it('is said once, and again only after a calm', () => {
    const a = now + minute;
    const b = a + 30 * minute;
    const c = b + 2 * hour;
    expect(
      looks(firstFailure, [
        {},
        { failures: [a] },
        { failures: [a, b] },
        { failures: [b] },
        { failures: [b, c] },
      ]),
    ).toEqual([
      undefined,
      'First failed message after 1 hour without',
      undefined,
      undefined,
      'First failed message after 1 hour without',
    ]);
  });

  it('is not what had happened before anybody watched', () => {
    expect(looks(firstFailure, [{ failures: [now - 5 * minute] }, { failures: [now - 5 * minute] }])).toEqual(
      [undefined, undefined],
    );
  });

  it('is not one that became visible late, beside others', () => {
    const seen = [now + minute];
    expect(
      looks(firstFailure, [{}, { failures: seen }, { failures: [now - minute, ...seen] }])[2],
    ).toBeUndefined();
  });

  it('counts what came with it', () => {
    const failures = [1, 2, 3].map((one) => now + one * minute);
    expect(looks(firstFailure, [{}, { failures }])[1]).toBe(
      'First failed message after 1 hour without, and 2 more since',
    );
  });

  it('is said at most once for each calm, whatever comes', () => {
    const steps = fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }), { maxLength: 30 });
    fc.assert(
      fc.property(steps, (batches) => {
        let at = now;
        const known: number[] = [];
        const facts = batches.map((gaps) => {
          for (const gap of gaps) known.push((at += gap * minute));
          return { failures: [...known] };
        });
        // No gap is as long as the calm, so there is one burst, said at most once.
        const said = looks(firstFailure, [{}, ...facts]).filter((text) => text !== undefined);
        expect(said.length).toBeLessThanOrEqual(1);
        expect(said.length).toBe(known.length > 0 ? 1 : 0);
      }),
    );
  });
});

describe('more than so many', () => {
  it('is said when it begins, not as long as it lasts', () => {
    const rule: WatchRule = { kind: 'more-than', count: 10, minutes: 15 };
    expect(
      looks(
        rule,
        [10, 11, 30, 5, 12].map((recent) => ({ recent })),
      ),
    ).toEqual([
      undefined,
      '11 messages within 15 minutes',
      undefined,
      undefined,
      '12 messages within 15 minutes',
    ]);
  });
});

describe('a returning error', () => {
  const group = (signature: string, before: number | undefined) => ({
    signature,
    title: `Error ${signature}`,
    first: now,
    before,
  });

  it('was there before and away for three days; each is said once', () => {
    const groups = [group('new', undefined), group('ongoing', now - day), group('back', now - 4 * day)];
    expect(looks({ kind: 'returning-group' }, [{}, { groups }, { groups }])).toEqual([
      undefined,
      'An error is back: Error back',
      undefined,
    ]);
  });

  it('is one of several', () => {
    const groups = ['a', 'b', 'c'].map((one) => group(one, now - 9 * day));
    expect(looks({ kind: 'returning-group' }, [{}, { groups }])[1]).toBe(
      'An error is back: Error a, and 2 other errors',
    );
  });
});

describe('silence', () => {
  const rule: WatchRule = { kind: 'silence', hours: 4 };
  const earlier = (count: (daysAgo: number) => number, isLoaded = true) =>
    comparedDays.map((daysAgo) => ({ daysAgo, count: count(daysAgo), isLoaded }));

  it('is said where there usually are messages, once', () => {
    const silent = { earlier: earlier(() => 7) };
    expect(looks(rule, [silent, silent, { ...silent, now: { count: 1, isLoaded: true } }, silent])).toEqual([
      'No message for 4 hours, when there usually are some',
      undefined,
      undefined,
      'No message for 4 hours, when there usually are some',
    ]);
  });

  it('is nothing where it is not known whether there were any', () => {
    expect(looks(rule, [{ earlier: earlier(() => 7), now: { count: 0, isLoaded: false } }])).toEqual([
      undefined,
    ]);
    expect(looks(rule, [{ earlier: earlier(() => 7, false) }])).toEqual([undefined]);
  });

  it('knows weekends: what rests on Sundays is missed on Mondays only', () => {
    // Seen from a Sunday the days 1 and 7 before it are a Saturday and a Sunday.
    const weekend = (dayOfWeek: number) => (daysAgo: number) =>
      [0, 6].includes((dayOfWeek - daysAgo + 70) % 7) ? 0 : 9;
    expect(isUsual(earlier(weekend(0)))).toBe(false);
    expect(isUsual(earlier(weekend(1)))).toBe(true);
  });

  it('is not said from two days alone', () => {
    expect(isUsual(earlier(() => 5).filter(({ daysAgo }) => daysAgo < 3))).toBe(false);
    expect(isUsual(earlier(() => 5).filter(({ daysAgo }) => daysAgo < 4))).toBe(true);
  });
});

describe('quiet hours', () => {
  it('may go over midnight', () => {
    const night = { from: 22 * 60, to: 6 * 60 };
    expect([21 * 60 + 59, 22 * 60, 0, 5 * 60 + 59, 6 * 60].map((at) => isQuiet(night, at))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(isQuiet({ from: 60, to: 120 }, 90)).toBe(true);
    expect(isQuiet({ from: 60, to: 60 }, 60)).toBe(false);
    expect(isQuiet(undefined, 60)).toBe(false);
  });

  it('are as long as their ends say, whatever they are', () => {
    const time = fc.integer({ min: 0, max: 1_439 });
    fc.assert(
      fc.property(time, time, (from, to) => {
        const minutes = Array.from({ length: 1_440 }, (_, at) => isQuiet({ from, to }, at));
        expect(minutes.filter(Boolean).length).toBe((to - from + 1_440) % 1_440);
      }),
    );
  });

  it('go by the wall clock', () => {
    expect(minuteOfDay(Date.UTC(2026, 0, 1, 23, 30), 'Europe/Berlin')).toBe(30);
    expect(minuteOfDay(Date.UTC(2026, 6, 1, 23, 30), 'Europe/Berlin')).toBe(90);
  });
});

describe('notifications', () => {
  const event = (id: string, queryName = 'Orders'): Noticed => ({
    id,
    at: now,
    queryId: queryName,
    queryName,
    connectionId: 'c1',
    kind: 'more-than',
    text: `Text ${id}`,
  });
  const awake = { now, lastAt: undefined, isQuiet: false, canNotify: true };

  it('are one for one event, which it opens', () => {
    expect(deliver([event('1')], awake)).toMatchObject({
      notification: { title: 'Orders', body: 'Text 1', opens: { id: '1' } },
      settled: [{ id: '1', shown: 'alone' }],
      waiting: [],
    });
  });

  it('are one for a flood', () => {
    const flood = Array.from({ length: 40 }, (_, index) => event(String(index), `Query ${index}`));
    const { notification, settled } = deliver(flood, awake);
    expect(notification).toEqual({
      title: '40 things were noticed',
      body: 'Query 0, Query 1, Query 2 and 37 more',
      opens: undefined,
    });
    expect(settled).toHaveLength(40);
  });

  it('wait a moment after another one, and are then said together', () => {
    const early = deliver([event('1')], { ...awake, lastAt: now - restBetween + 1 });
    expect(early).toEqual({ notification: undefined, settled: [], waiting: [event('1')] });
    const later = deliver([...early.waiting, event('2')], { ...awake, lastAt: now - restBetween });
    expect(later.notification).toMatchObject({ title: '2 things were noticed', opens: { id: '1' } });
  });

  it('are none in quiet hours, but stand in the history', () => {
    expect(deliver([event('1')], { ...awake, isQuiet: true })).toMatchObject({
      notification: undefined,
      settled: [{ shown: 'quiet' }],
      waiting: [],
    });
  });

  it('are none where the system shows none, and the history says so', () => {
    expect(deliver([event('1')], { ...awake, canNotify: false })).toMatchObject({
      notification: undefined,
      settled: [{ shown: 'unsupported' }],
      waiting: [],
    });
  });

  it('lose nothing and say nothing twice', () => {
    const context = fc.record({
      lastAt: fc.option(fc.integer({ min: now - hour, max: now }), { nil: undefined }),
      isQuiet: fc.boolean(),
      canNotify: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), context, (ids, rest) => {
        const { settled, waiting, notification } = deliver(
          ids.map((id) => event(id)),
          { now, ...rest },
        );
        expect([...settled, ...waiting].map(({ id }) => id)).toEqual(ids);
        expect(notification === undefined).toBe(
          settled.every(({ shown }) => shown === 'quiet' || shown === 'unsupported'),
        );
      }),
    );
  });
});

describe('the cost', () => {
  it('is told in requests per hour', () => {
    expect(requestsPerHour(5, { messagesPerHour: 0, failuresPerHour: 0 })).toBe(24);
    expect(requestsPerHour(1, { messagesPerHour: 20_000, failuresPerHour: 30 })).toBe(170);
  });
});
