import { z } from 'zod';

const one = z.strictObject({ connectionId: z.string().min(1).max(1_000) });

/** Inputs of the calls in `contract/keeping.ts`. */
export const keepingInputs = { state: one, tidy: one, readDetails: one };
