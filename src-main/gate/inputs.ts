import { z } from 'zod';

import { longestMinutes, longestReason } from '../../src-shared/model/gate.ts';

const connectionId = z.string().min(1).max(100);

/** Inputs of the calls in `contract/gate.ts`. */
export const gateInputs = {
  list: z.undefined(),
  open: z.strictObject({
    connectionId,
    reason: z.string().max(longestReason),
    minutes: z.number().int().min(1).max(longestMinutes),
    typedName: z.string().max(200).exactOptional(),
  }),
  close: z.strictObject({ connectionId }),
};
