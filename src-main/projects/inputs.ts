import { z } from 'zod';

/** Inputs of the calls in `contract/projects.ts`. */
export const projectsInputs = {
  end: z.strictObject({
    connectionIds: z.array(z.string().min(1).max(100)).min(1).max(10_000),
    typed: z.string().max(1_000),
  }),
  resumed: z.undefined(),
};
