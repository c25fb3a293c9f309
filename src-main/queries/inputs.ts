import { z } from 'zod';

import { facetFields, longestQueryName, mostQueries, mostTenants } from '../../src-shared/model/queries.ts';
import { filterInput, windowInput } from '../messages/inputs.ts';

const id = z.string().min(1).max(201);
const text = z.string().max(1_000);
const ofFilter = { connectionId: id, filter: filterInput };
const connectionIds = z.array(id).min(1).max(mostTenants);

/** A saved query but for its id; also what the file of queries is read with. */
export const queryInput = z.strictObject({
  name: z.string().trim().min(1).max(longestQueryName),
  filter: filterInput,
  connectionIds,
  isPinned: z.boolean(),
});

/** Inputs of the calls in `contract/queries.ts`. */
export const queriesInputs = {
  list: z.undefined(),
  save: queryInput.extend({ id: id.exactOptional() }),
  remove: z.strictObject({ queryId: id }),
  counts: z.strictObject({ queryIds: z.array(id).max(mostQueries) }),
  facets: z.strictObject({
    ...ofFilter,
    field: z.enum(facetFields),
    header: text.min(1).exactOptional(),
    text,
  }),
  known: z.strictObject(ofFilter),
  askHeader: z.strictObject({ ...ofFilter, name: text.min(1), value: text }),
  readHeaders: z.strictObject(ofFilter),
  rows: z.strictObject({ ...windowInput, connectionIds }),
};
