import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { retryAfterSeconds, type RetryOptions, withRetry } from '../../../../src-main/sap/retry.ts';
import { AppError, type ErrorCode, type ErrorFacts } from '../../../../src-shared/errors.ts';
import { failureOf } from './failure-of.ts';
import { FakeClock } from './fake-clock.ts';

function options(clock: FakeClock, more: Partial<RetryOptions> = {}): RetryOptions {
  return { clock, random: () => 0.5, signal: undefined, interactive: false, retryFailed: true, ...more };
}

/** Fails so often, then answers; counts how often it was asked. */
function failing(code: ErrorCode, times: number, facts: ErrorFacts = {}) {
  const counted = { asked: 0 };
  const request = () => {
    counted.asked++;
    return counted.asked > times
      ? Promise.resolve('answer')
      : Promise.reject(new AppError(code, 'Failed.', facts));
  };
  return { counted, request };
}

describe('withRetry', () => {
  it.each([
    ['tenant.rate-limited', 8],
    ['tenant.unavailable', 4],
    ['tenant.failed', 3],
    ['network.cut', 4],
    ['network.refused', 2],
    ['network.timeout', 1],
    ['network.name-not-resolved', 1],
    ['network.tls-untrusted', 1],
    ['network.redirect', 1],
    ['network.foreign-host', 1],
    ['auth.rejected', 1],
    ['auth.unauthorized', 1],
    ['auth.forbidden', 1],
    ['tenant.not-found', 1],
    ['tenant.bad-request', 1],
    ['tenant.invalid-json', 1],
    ['gate.refused', 1],
    ['request.cancelled', 1],
  ] as const)('asks again after %s until %i times', async (code, most) => {
    const { counted, request } = failing(code, 99);
    await failureOf(withRetry(request, options(new FakeClock({ hurried: true }))), code);
    expect(counted.asked).toBe(most);
  });

  it('answers as soon as one attempt succeeds', async () => {
    const { counted, request } = failing('tenant.failed', 1);
    expect(await withRetry(request, options(new FakeClock({ hurried: true })))).toBe('answer');
    expect(counted.asked).toBe(2);
  });

  it('waits twice as long each time, up to half a minute', async () => {
    const clock = new FakeClock({ hurried: true });
    await failureOf(
      withRetry(failing('tenant.rate-limited', 99).request, options(clock)),
      'tenant.rate-limited',
    );
    expect(clock.waits).toEqual([750, 1_500, 3_000, 6_000, 12_000, 22_500, 22_500]);
  });

  it('spreads each wait between half of it and all of it', async () => {
    for (const [random, wait] of [
      [0, 500],
      [0.999, 999.5],
    ] as const) {
      const clock = new FakeClock({ hurried: true });
      await withRetry(failing('network.cut', 1).request, options(clock, { random: () => random }));
      expect(clock.waits).toEqual([wait]);
    }
  });

  it('never asks before the time the tenant named', async () => {
    const clock = new FakeClock({ hurried: true });
    const facts = { retryAfterSeconds: 20 };
    await withRetry(failing('tenant.unavailable', 1, facts).request, options(clock, { random: () => 0 }));
    expect(clock.waits).toEqual([20_000]);
  });

  it('gives up at once where the tenant names a time nobody waits for, and says it', async () => {
    const clock = new FakeClock({ hurried: true });
    const facts = { retryAfterSeconds: 3_600 };
    const { request } = failing('tenant.rate-limited', 1, facts);
    const failure = await failureOf(withRetry(request, options(clock)), 'tenant.rate-limited');
    expect(failure.facts.retryAfterSeconds).toBe(3_600);
    expect(clock.waits).toEqual([]);
  });

  it('lets a person wait half a minute at most, a sync five', async () => {
    const facts = { retryAfterSeconds: 60 };
    const patient = new FakeClock({ hurried: true });
    await withRetry(failing('tenant.rate-limited', 2, facts).request, options(patient));
    expect(patient.waits).toHaveLength(2);
    const impatient = new FakeClock({ hurried: true });
    const { request } = failing('tenant.rate-limited', 2, facts);
    await failureOf(withRetry(request, options(impatient, { interactive: true })), 'tenant.rate-limited');
    expect(impatient.waits).toEqual([]);
  });

  it('takes a 500 for an answer where it is told so', async () => {
    const { counted, request } = failing('tenant.failed', 1);
    const clock = new FakeClock({ hurried: true });
    await failureOf(withRetry(request, options(clock, { retryFailed: false })), 'tenant.failed');
    expect(counted.asked).toBe(1);
  });

  it('stops in the middle of a wait when the request is given up', async () => {
    const clock = new FakeClock();
    const abort = new AbortController();
    const { counted, request } = failing('network.cut', 99);
    const failed = failureOf(
      withRetry(request, options(clock, { signal: abort.signal })),
      'request.cancelled',
    );
    await clock.advance(100);
    abort.abort();
    await failed;
    expect(counted.asked).toBe(1);
  });

  it('hands on what is no failure of ours', async () => {
    const fault = new TypeError('a bug');
    const asking = withRetry(() => Promise.reject(fault), options(new FakeClock({ hurried: true })));
    await expect(asking).rejects.toBe(fault);
  });
});

describe('retryAfterSeconds', () => {
  const now = Date.UTC(2026, 10, 23, 12);

  it.each([
    ['7', 7],
    [' 120 ', 120],
    ['0', 0],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30],
    ['Monday, 23-Nov-26 12:01:00 GMT', 60],
    ['Mon Nov 23 12:00:10 2026 GMT', 10],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
  ])('reads %j', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });

  it.each([null, '', ' ', 'soon', '-5', '1.5', 'soon 5'])('takes %j for nothing', (header) => {
    expect(retryAfterSeconds(header, now)).toBeUndefined();
  });

  it('is never negative and never not a number', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const seconds = retryAfterSeconds(header, now);
        expect(seconds === undefined || seconds >= 0).toBe(true);
      }),
    );
  });
});
