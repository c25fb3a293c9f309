import { z } from 'zod';

/** Inputs of the calls in `contract/jobs.ts`. */
export const jobsInputs = {
  list: z.undefined(),
  cancel: z.strictObject({ jobId: z.string().min(1).max(100) }),
};
