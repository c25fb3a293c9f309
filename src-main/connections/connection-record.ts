import { z } from 'zod';

import {
  connectionColours,
  type ConnectionSummary,
  environments,
} from '../../src-shared/model/connections.ts';

/** What is kept of a connection, without its secret. */
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
  tokenUrl: z.string(),
  clientId: z.string(),
  environment: z.enum(environments).catch('other'),
  colour: z.enum(connectionColours).catch('none'),
  notes: z.string().catch(''),
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
    tokenUrl: data.tokenUrl,
    clientId: data.clientId,
    environment: data.environment,
    colour: data.colour,
    notes: data.notes,
    webUiUrl: data.webUiUrl,
    isDemo: data.isDemo,
    createdAt: data.createdAt,
    lastUsedAt: data.lastUsedAt,
    reachedHost: data.reachedHost,
  };
}
