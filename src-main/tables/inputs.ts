import { z } from 'zod';

import { maximumWindow } from '../../src-shared/model/rows.ts';

const exportId = z.string().min(1).max(100);
const cells = z.array(z.string().max(100_000)).max(100);

/** Inputs of the calls in `contract/tables.ts`. */
export const tablesInputs = {
  start: z.strictObject({
    connectionId: z.string().min(1).max(201).optional(),
    name: z.string().min(1).max(200),
    header: cells,
    total: z.number().int().min(0),
  }),
  write: z.strictObject({ exportId, rows: z.array(cells).max(maximumWindow) }),
  finish: z.strictObject({ exportId }),
};
