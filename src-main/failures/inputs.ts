import { z } from 'zod';

import { longestNote } from '../../src-shared/model/failures.ts';
import { rangeInput } from '../messages/inputs.ts';

const id = z.string().min(1).max(1_000);
const one = { connectionId: id };
const oneGroup = { ...one, signature: z.string().regex(/^[0-9a-f]{16}$/) };
const range = { range: rangeInput, flows: z.array(id).max(500) };

/** Inputs of the calls in `contract/failures.ts`. */
export const failuresInputs = {
  groups: z.strictObject({ ...one, ...range }),
  example: z.strictObject({ ...oneGroup, ...range }),
  readTexts: z.strictObject({ ...one, range: rangeInput }),
  mark: z.strictObject({ ...oneGroup, note: z.string().max(longestNote) }),
  unmark: z.strictObject(oneGroup),
};
