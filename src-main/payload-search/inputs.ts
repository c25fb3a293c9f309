import { z } from 'zod';

import { searchedPlaces } from '../../src-shared/model/payload-search.ts';
import { maximumWindow } from '../../src-shared/model/rows.ts';
import { filterInput } from '../messages/inputs.ts';

const subject = {
  connectionId: z.string().min(1).max(1_000),
  filter: filterInput,
  places: z.array(z.enum(searchedPlaces)).min(1).max(searchedPlaces.length),
};
const one = { searchId: z.uuid() };

/** Inputs of the calls in `contract/payload-search.ts`. */
export const payloadSearchInputs = {
  plan: z.strictObject(subject),
  list: z.strictObject(subject),
  start: z.strictObject({
    ...subject,
    needle: z.strictObject({
      kind: z.enum(['text', 'regex', 'xpath']),
      text: z.string().min(1).max(2_000),
      matchCase: z.boolean(),
    }),
  }),
  proceed: z.strictObject(one),
  pause: z.strictObject(one),
  cancel: z.strictObject(one),
  state: z.strictObject(one),
  hits: z.strictObject({
    ...one,
    offset: z.number().int().min(0),
    limit: z.number().int().min(1).max(maximumWindow),
  }),
  forget: z.strictObject(one),
};
