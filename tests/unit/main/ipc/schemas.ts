import { z } from 'zod';

/** A schema of the same shape as the app's own, so that the test needs no domain. */
export const jobsInputsForTest = { cancel: z.strictObject({ jobId: z.string() }) };
