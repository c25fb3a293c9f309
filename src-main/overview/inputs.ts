import { z } from 'zod';

/** Inputs of the calls in `contract/overview.ts`. */
export const overviewInputs = {
  list: z.undefined(),
  refresh: z.strictObject({ connectionIds: z.array(z.string().min(1).max(100)).max(10_000) }),
};
