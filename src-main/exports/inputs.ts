import { z } from 'zod';

import { exportColumns, exportFormats, mostChosen, mostHeaders } from '../../src-shared/model/exports.ts';
import { filterInput } from '../messages/inputs.ts';

const id = z.string().min(1).max(1_000);
const one = { connectionId: id };

const chosen = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('query'), filter: filterInput }),
  z.strictObject({ kind: z.literal('marked'), messageGuids: z.array(id).min(1).max(mostChosen) }),
]);

/** Inputs of the calls in `contract/exports.ts`. */
export const exportsInputs = {
  save: z.strictObject({
    ...one,
    messages: chosen,
    format: z.enum(exportFormats),
    columns: z.array(z.enum(exportColumns)).max(exportColumns.length),
    headers: z.array(id).max(mostHeaders),
    description: z.string().max(2_000),
  }),
};
