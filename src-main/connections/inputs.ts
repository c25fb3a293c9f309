import { z } from 'zod';

import { longestKeyText } from '../../src-shared/connections/find-json.ts';
import { connectionColours, environments } from '../../src-shared/model/connections.ts';
import {
  accessDraftSchema,
  edgeSchema,
  flowKeySchema,
  keepingSchema,
  longestCertificate,
  proxySchema,
  secretTextsSchema,
  trustSchema,
} from './access-schemas.ts';

const connectionId = z.string().min(1).max(100);
const address = z.string().max(2_000);
/** Of a connection, or of one of its cells. */
const runtimeId = z.string().min(1).max(201);
const one = z.strictObject({ connectionId });

const tagsSchema = z.array(z.string().max(1_000)).max(100);

const arrangementSchema = z.strictObject({
  folder: z.string().max(1_000).exactOptional(),
  addTags: tagsSchema.exactOptional(),
  removeTags: tagsSchema.exactOptional(),
  environment: z.enum(environments).exactOptional(),
  isFavourite: z.boolean().exactOptional(),
  keeping: keepingSchema.exactOptional(),
});

/** A form as the window sends it. */
export const draftSchema = z.strictObject({
  id: connectionId.exactOptional(),
  name: z.string().max(200),
  tenantUrl: address,
  access: accessDraftSchema,
  secrets: secretTextsSchema,
  proxy: proxySchema.exactOptional(),
  trust: trustSchema.exactOptional(),
  flowKey: z.union([flowKeySchema, z.literal('remove')]).exactOptional(),
  edge: edgeSchema.exactOptional(),
  environment: z.enum(environments),
  colour: z.enum(connectionColours),
  notes: z.string().max(20_000),
  folder: z.string().max(1_000).exactOptional(),
  tags: tagsSchema.exactOptional(),
  keepsPayloads: z.boolean().exactOptional(),
  webUiUrl: address.exactOptional(),
});

/** Inputs of the calls in `contract/connections.ts`. */
export const connectionsInputs = {
  list: z.undefined(),
  save: draftSchema,
  replaceKey: z.strictObject({ connectionId, keyText: z.string().max(longestKeyText) }),
  duplicate: one,
  arrange: z.strictObject({
    connectionIds: z.array(connectionId).min(1).max(10_000),
    change: arrangementSchema,
  }),
  remove: one,
  test: z.strictObject({ testId: z.string().min(1).max(100), draft: draftSchema }),
  untrustedServers: z.strictObject({ draft: draftSchema }),
  certificateEnd: z.strictObject({ certificate: z.string().max(longestCertificate) }),
  open: one,
  activity: one,
  addDemo: z.undefined(),
  retrySecretStorage: z.undefined(),
  setLibraryAside: z.strictObject({ connectionId: runtimeId }),
};
