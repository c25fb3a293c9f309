import { z } from 'zod';

import { artifactKinds } from '../../src-shared/model/content.ts';

const id = z.string().min(1).max(1_000);
const path = z.string().min(1).max(4_000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const tenantArtifact = z.strictObject({ connectionId: id, kind: z.enum(artifactKinds), artifactId: id });
const tenantPlace = tenantArtifact.extend({ of: z.literal('tenant'), sha256: sha256.exactOptional() });

/** Also for domains that compare contents. */
export const placeSchema = z.discriminatedUnion('of', [
  tenantPlace,
  z.strictObject({ of: z.literal('file'), token: z.uuid(), entryId: id.exactOptional() }),
]);

/** Inputs of the calls in `contract/artifact.ts`. */
export const artifactInputs = {
  open: z.strictObject({ place: placeSchema, again: z.boolean().exactOptional() }),
  kept: tenantArtifact,
  resource: z.strictObject({ place: placeSchema, path }),
  find: z.strictObject({ place: placeSchema, text: z.string().min(1).max(500) }),
  saveZip: z.strictObject({ place: tenantPlace }),
  saveResource: z.strictObject({ place: placeSchema, path }),
  saveAll: z.strictObject({ place: placeSchema }),
  relations: tenantArtifact,
  chooseFiles: z.strictObject({ what: z.enum(['files', 'folder']) }),
  expectFiles: z.undefined(),
  // Empty is the path of a file that lies in no folder: the service says so in words.
  dropFiles: z.strictObject({
    files: z
      .array(path.or(z.literal('')))
      .min(1)
      .max(1_000),
  }),
  recentFiles: z.undefined(),
  takeFiles: z.undefined(),
};
