import { z } from 'zod';

import { shortestPassphrase } from '../../src-shared/model/secrets.ts';

const longest = 1_000;
const typed = z.string().max(longest);
const chosen = z.string().min(shortestPassphrase).max(longest);

/** Inputs of the calls in `contract/secrets.ts`. */
export const secretsInputs = {
  state: z.undefined(),
  protect: z.strictObject({ passphrase: chosen }),
  unlock: z.strictObject({ passphrase: typed }),
  lock: z.undefined(),
  changePassphrase: z.strictObject({ passphrase: typed, next: chosen }),
  useKeyRing: z.undefined(),
  setIdleMinutes: z.strictObject({
    minutes: z
      .int()
      .min(0)
      .max(24 * 60),
  }),
};
