import { z } from 'zod';

import { maximumWindow } from '../../src-shared/model/rows.ts';

const id = z.string().min(1).max(1_000);
const oneMessage = { connectionId: id, messageGuid: id };
const oneRun = { ...oneMessage, runId: id };

/** Inputs of the calls in `contract/runs.ts`. */
export const runsInputs = {
  list: z.strictObject(oneMessage),
  read: z.strictObject(oneMessage),
  lines: z.strictObject({
    ...oneRun,
    toggled: z.array(id).max(5_000),
    element: z.string().max(1_000).exactOptional(),
    offset: z.number().int().min(0),
    limit: z.number().int().min(1).max(maximumWindow),
  }),
  path: z.strictObject(oneRun),
  traceState: z.strictObject(oneRun),
  readTrace: z.strictObject(oneRun),
  trace: z.strictObject({ ...oneRun, child: z.number().int().min(0).max(2_147_483_647) }),
  forgetTrace: z.strictObject(oneMessage),
};
