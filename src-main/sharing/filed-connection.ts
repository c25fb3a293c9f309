import { z } from 'zod';

import { folderName, tagNames } from '../../src-shared/connections/arrangement.ts';
import type { SecretTexts } from '../../src-shared/model/access.ts';
import { connectionColours, environments } from '../../src-shared/model/connections.ts';
import { systemProxy } from '../../src-shared/model/way.ts';
import { plainLine, plainText } from '../../src-shared/plain-text.ts';
import {
  accessDraftSchema,
  edgeSchema,
  flowKeySchema,
  proxySchema,
  secretTextsSchema,
  trustSchema,
} from '../connections/access-schemas.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';

const longestName = 200;
const longestNotes = 20_000;
const mostConnections = 5_000;

const line = z.string().transform((text) => plainLine(text, longestName));

/** One connection in a file, in the order its fields are written in (docs/connection-files.md). */
const filedSchema = z.object({
  /** Another form is no id of ours: the connection then gets a new one. In small letters, because it names files. */
  id: z
    .uuid()
    .transform((id) => id.toLowerCase())
    .optional()
    .catch(undefined),
  name: line.default(''),
  tenantUrl: z.string().max(2_000),
  webUiUrl: z.string().max(2_000).optional(),
  environment: z.enum(environments).catch('other'),
  colour: z.enum(connectionColours).catch('none'),
  folder: z.string().transform(folderName).default(''),
  tags: z.array(z.string()).transform(tagNames).default([]),
  notes: z
    .string()
    .transform((text) => plainText(text, longestNotes))
    .default(''),
  access: accessDraftSchema,
  proxy: proxySchema.default(systemProxy),
  authorities: trustSchema.shape.authorities.default([]),
  edge: edgeSchema.default([]),
  flowKey: flowKeySchema.optional(),
});

/** Secrets stand in a file only where all of it is encrypted. */
const openContentSchema = z.object({ connections: z.array(filedSchema).max(mostConnections) });
const sealedContentSchema = z.object({
  connections: z.array(filedSchema.extend({ secrets: secretTextsSchema.default({}) })).max(mostConnections),
});

/** A connection as it travels. Trust in single servers, dates, the way a certificate was accepted and the library do not. */
export type FiledConnection = z.infer<typeof filedSchema> & { readonly secrets: SecretTexts };

/** Throws a `ZodError`. */
export function readContent(content: unknown, isSealed: boolean): readonly FiledConnection[] {
  if (isSealed) return sealedContentSchema.parse(content).connections;
  return openContentSchema.parse(content).connections.map((filed) => ({ ...filed, secrets: {} }));
}

/** Fields in the order of the documentation, so that the same connections give the same bytes. */
export function filed(record: ConnectionRecord, secrets: SecretTexts): Readonly<Record<string, unknown>> {
  // The schemas of what is read leave out what does not travel.
  const { access, proxy, edge, flowKey } = record;
  const hasSecrets = Object.keys(secrets).length > 0;
  return {
    id: record.id,
    name: record.name,
    tenantUrl: record.tenantUrl,
    webUiUrl: record.webUiUrl,
    environment: record.environment,
    colour: record.colour,
    folder: record.folder,
    tags: record.tags,
    notes: record.notes,
    access: accessDraftSchema.parse(access),
    proxy: proxySchema.parse(proxy),
    authorities: trustSchema.shape.authorities.parse(record.trust.authorities),
    edge: edgeSchema.parse(edge),
    flowKey: flowKey && flowKeySchema.parse(flowKey),
    ...(hasSecrets && { secrets }),
  };
}
