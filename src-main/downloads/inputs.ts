import { z } from 'zod';

import { artifactKinds } from '../../src-shared/model/content.ts';
import {
  downloadForms,
  downloadModes,
  downloadResults,
  existingChoices,
} from '../../src-shared/model/downloads.ts';
import { maximumWindow } from '../../src-shared/model/rows.ts';
import { contentInputs } from '../content/inputs.ts';

const id = z.string().min(1).max(1_000);
/** As many as a table marks one by one. */
const most = 10_000;

const scope = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('tenant') }),
  z.strictObject({ of: z.literal('packages'), packageIds: z.array(id).min(1).max(most) }),
  z.strictObject({
    of: z.literal('artifacts'),
    artifacts: z
      .array(z.strictObject({ kind: z.enum(artifactKinds), id }))
      .min(1)
      .max(most),
  }),
  z.strictObject({ of: z.literal('filter'), filter: contentInputs.counts.shape.filter }),
]);
const wanted = z.strictObject({ connectionId: id, scope, mode: z.enum(downloadModes) });
const target = z.strictObject({ token: z.uuid(), existing: z.enum(existingChoices) }).exactOptional();
const oneRun = z.strictObject({ connectionId: id, downloadId: z.uuid() });
const filter = z.strictObject({
  downloadId: z.uuid(),
  text: z.string().max(500).exactOptional(),
  result: z.enum(downloadResults).exactOptional(),
});

/** Inputs of the calls in `contract/downloads.ts`. */
export const downloadsInputs = {
  plan: wanted,
  start: wanted.extend({ form: z.enum(downloadForms), target }),
  resume: oneRun.extend({ target, elsewhere: z.boolean().exactOptional() }),
  list: z.strictObject({ connectionId: id }),
  items: z.strictObject({
    connectionId: id,
    filter,
    sort: z.strictObject({
      column: z.enum(['name', 'id', 'packageName', 'kind', 'result', 'reason']),
      direction: z.enum(['ascending', 'descending']),
    }),
    offset: z.number().int().min(0),
    limit: z.number().int().min(1).max(maximumWindow),
  }),
  counts: z.strictObject({ connectionId: id, filter }),
  showFolder: oneRun,
};
