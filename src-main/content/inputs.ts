import { z } from 'zod';

import { artifactKinds } from '../../src-shared/model/content.ts';
import { maximumWindow } from '../../src-shared/model/rows.ts';

const id = z.string().min(1).max(1_000);
const text = z.string().max(500).exactOptional();
const kind = z.enum(artifactKinds);
const offset = z.number().int().min(0);
const limit = z.number().int().min(1).max(maximumWindow);
const one = z.strictObject({ connectionId: id });
const oneArtifact = z.strictObject({ connectionId: id, kind, artifactId: id });

const filter = z.strictObject({
  packageId: id.exactOptional(),
  kind: kind.exactOptional(),
  text,
  chip: z.enum(['all', 'drift', 'error', 'draft', 'not-deployed']),
});

const column = z.enum([
  'name',
  'id',
  'packageName',
  'kind',
  'version',
  'deployedVersion',
  'deployedStatus',
  'drift',
  'modifiedBy',
  'modifiedAt',
]);

/** Inputs of the calls in `contract/content.ts`. */
export const contentInputs = {
  state: one,
  packages: z.strictObject({ connectionId: id, text, offset, limit }),
  artifacts: z.strictObject({
    connectionId: id,
    filter,
    sort: z.strictObject({ column, direction: z.enum(['ascending', 'descending']) }),
    offset,
    limit,
  }),
  counts: z.strictObject({ connectionId: id, filter }),
  package: z.strictObject({ connectionId: id, packageId: id }),
  artifact: oneArtifact,
  refreshArtifact: oneArtifact,
  refresh: z.strictObject({ connectionId: id, mode: z.enum(['changed', 'verify']) }),
};
