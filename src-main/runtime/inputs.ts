import { z } from 'zod';

import { maximumWindow } from '../../src-shared/model/rows.ts';

const id = z.string().min(1).max(1_000);
const one = z.strictObject({ connectionId: id });
const oneArtifact = z.strictObject({ connectionId: id, artifactId: id });

const filter = z.strictObject({
  text: z.string().max(500).exactOptional(),
  chip: z.enum(['all', 'started', 'error', 'other', 'without-design-time']),
});

const column = z.enum(['name', 'id', 'type', 'version', 'status', 'deployedBy', 'deployedAt', 'packageName']);

/** Inputs of the calls in `contract/runtime.ts`. */
export const runtimeInputs = {
  state: one,
  artifacts: z.strictObject({
    connectionId: id,
    filter,
    sort: z.strictObject({ column, direction: z.enum(['ascending', 'descending']) }),
    offset: z.number().int().min(0),
    limit: z.number().int().min(1).max(maximumWindow),
  }),
  counts: z.strictObject({ connectionId: id, filter }),
  artifact: oneArtifact,
  refreshArtifact: oneArtifact,
  refresh: one,
};
