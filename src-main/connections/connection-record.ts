import { z } from 'zod';

import { folderName, tagNames } from '../../src-shared/connections/arrangement.ts';
import {
  connectionColours,
  type ConnectionSummary,
  environments,
} from '../../src-shared/model/connections.ts';
import { usualKeeping } from '../../src-shared/model/keeping.ts';
import { systemProxy } from '../../src-shared/model/way.ts';
import {
  accessSchema,
  edgeSchema,
  flowKeySchema,
  keepingSchema,
  proxySchema,
  trustSchema,
} from './access-schemas.ts';

/** What is kept of a connection, without its secrets. */
export interface ConnectionRecord extends Omit<ConnectionSummary, 'secret'> {
  /** Host the library was filled from, once the tenant was reached; another one would mix two tenants. */
  readonly reachedHost: string | undefined;
}

/**
 * One entry of connections.json. Only what identifies a connection has to be right; fields of a
 * newer version are kept, values that are not known here count as the plainest one.
 */
const entrySchema = z.looseObject({
  id: z.string().min(1).max(100),
  name: z.string(),
  tenantUrl: z.string().min(1),
  access: accessSchema,
  proxy: proxySchema.catch(systemProxy),
  trust: trustSchema.catch({ authorities: [], servers: [] }),
  flowKey: flowKeySchema.optional().catch(undefined),
  edge: edgeSchema.catch([]),
  environment: z.enum(environments).catch('other'),
  colour: z.enum(connectionColours).catch('none'),
  notes: z.string().catch(''),
  folder: z.string().transform(folderName).catch(''),
  tags: z.array(z.string().catch('')).transform(tagNames).catch([]),
  isFavourite: z.boolean().catch(false),
  keepsPayloads: z.boolean().catch(false),
  keeping: keepingSchema.catch(usualKeeping),
  webUiUrl: z.string().optional().catch(undefined),
  isDemo: z.boolean().catch(false),
  createdAt: z.number().catch(0),
  lastUsedAt: z.number().optional().catch(undefined),
  reachedHost: z.string().optional().catch(undefined),
});

export function readRecord(entry: unknown): ConnectionRecord | undefined {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  return {
    id: data.id,
    name: data.name,
    tenantUrl: data.tenantUrl,
    access: data.access,
    proxy: data.proxy,
    trust: data.trust,
    flowKey: data.flowKey,
    edge: data.edge,
    environment: data.environment,
    colour: data.colour,
    notes: data.notes,
    folder: data.folder,
    tags: data.tags,
    isFavourite: data.isFavourite,
    keepsPayloads: data.keepsPayloads,
    keeping: data.keeping,
    webUiUrl: data.webUiUrl,
    isDemo: data.isDemo,
    createdAt: data.createdAt,
    lastUsedAt: data.lastUsedAt,
    reachedHost: data.reachedHost,
  };
}
