import { setTimeout as sleep } from 'node:timers/promises';

import { AppError } from '../../src-shared/errors.ts';
import type { Clock } from './limits.ts';

export const systemClock: Clock = {
  now: Date.now,
  wait: async (ms, signal) => {
    try {
      await sleep(ms, undefined, signal ? { signal } : {});
    } catch (cause) {
      throw new AppError('request.cancelled', 'The request was given up.', {}, { cause });
    }
  },
};
