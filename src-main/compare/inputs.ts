import { z } from 'zod';

import { artifactKinds } from '../../src-shared/model/content.ts';
import { placeSchema } from '../artifact/inputs.ts';

const id = z.string().min(1).max(1_000);
const side = z.discriminatedUnion('of', [
  placeSchema,
  z.strictObject({
    of: z.literal('deployed'),
    connectionId: id,
    kind: z.enum(artifactKinds),
    artifactId: id,
  }),
  z.strictObject({ of: z.literal('package'), connectionId: id, packageId: id }),
]);
const sides = z.strictObject({ before: side, after: side });
const options = z.strictObject({ layout: z.boolean(), ids: z.boolean(), stamps: z.boolean() });

/** Inputs of the calls in `contract/compare.ts`. */
export const compareInputs = {
  run: sides.extend({ options }),
  flows: sides.extend({ artifactId: id.exactOptional() }),
  texts: sides.extend({ artifactId: id.exactOptional(), path: z.string().min(1).max(4_000) }),
  save: sides.extend({ options, format: z.enum(['markdown', 'html']) }),
};
