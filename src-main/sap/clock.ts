import { setTimeout as sleep } from 'node:timers/promises';

import { AppError } from '../../src-shared/errors.ts';

export interface Clock {
  /** ms since 1970. */
  now(): number;
  /** ms that only grow. Limits measure with it: a system clock set back by an hour would hold requests for that hour. */
  elapsed(): number;
  /** Resolves after `ms`; throws `request.cancelled` when the signal fires. */
  wait(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  wait: async (ms, signal) => {
    try {
      await sleep(ms, undefined, signal ? { signal } : {});
    } catch (cause) {
      throw new AppError('request.cancelled', 'The request was given up.', {}, { cause });
    }
  },
};
