import { z } from 'zod';

const one = z.strictObject({ connectionId: z.string().min(1).max(100) });

/** Inputs of the calls in `contract/permissions.ts`. */
export const permissionsInputs = { known: one, foreseen: one, check: one };
