import { z } from 'zod';

import { shareKinds } from '../../src-shared/model/charts.ts';
import { mostTenants } from '../../src-shared/model/queries.ts';
import { isTimeZone } from '../../src-shared/time-zones.ts';
import { filterInput } from '../messages/inputs.ts';

const question = {
  connectionIds: z.array(z.string().min(1).max(1_000)).min(1).max(mostTenants),
  filter: filterInput,
};
const inZone = z.strictObject({ ...question, timeZone: z.string().max(100).refine(isTimeZone) });

/** Inputs of the calls in `contract/charts.ts`. */
export const chartsInputs = {
  overTime: inZone,
  shares: z.strictObject({ ...question, by: z.enum(shareKinds) }),
  week: inZone,
  durations: inZone,
};
