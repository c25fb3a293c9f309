import { z } from 'zod';

import { journalColumns, journalKinds } from '../../src-shared/model/journal.ts';
import { maximumWindow } from '../../src-shared/model/rows.ts';

const filter = z.strictObject({
  kind: z.enum(['all', ...journalKinds]),
  text: z.string().max(500).exactOptional(),
});

/** Inputs of the calls in `contract/journal.ts`. */
export const journalInputs = {
  rows: z.strictObject({
    filter,
    sort: z.strictObject({ column: z.enum(journalColumns), direction: z.enum(['ascending', 'descending']) }),
    offset: z.number().int().min(0),
    limit: z.number().int().min(1).max(maximumWindow),
  }),
  counts: z.strictObject({ filter }),
  check: z.undefined(),
  exportRows: z.strictObject({ filter, format: z.enum(['csv', 'json']) }),
};
