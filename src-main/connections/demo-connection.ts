import { usualKeeping } from '../../src-shared/model/keeping.ts';
import { type EdgeRuntime, systemProxy, usualTrust } from '../../src-shared/model/way.ts';
import type { DemoCredentials } from '../demo/demo-tenant.ts';
import type { ConnectionRecord } from './connection-record.ts';
import type { TenantCredentials } from './tenant-access.ts';

/** It is this computer's and nobody else's: whoever opens it first need not wait for the rate of a real tenant. */
export const demoPerSecond = 200;

/** How the running demo tenant is reached. */
export function demoCredentials({
  clientSecret,
  tenantUrl,
  tokenUrl,
  clientId,
}: DemoCredentials): TenantCredentials {
  const read = (): Promise<string> => Promise.resolve(clientSecret);
  return {
    tenantUrl,
    access: { kind: 'client-secret', tokenUrl, clientId },
    // It runs on this computer: no proxy leads there.
    proxy: { kind: 'none' },
    trust: usualTrust,
    secrets: { read, find: read },
    perSecond: demoPerSecond,
  };
}

/** Two cells: one reached through the tenant, one at a root of its own. */
export function demoEdge(tenantUrl: string): readonly EdgeRuntime[] {
  return [
    { kind: 'location', id: 'nordwind-plant' },
    { kind: 'local', id: 'nordwind-harbour', url: tenantUrl },
  ];
}

export const newDemo: Omit<ConnectionRecord, 'id' | 'createdAt' | 'lastUsedAt'> = {
  name: 'Demo tenant',
  // Address and client are invented at each start and never kept.
  tenantUrl: 'http://127.0.0.1',
  access: { kind: 'client-secret', tokenUrl: 'http://127.0.0.1/oauth/token', clientId: '' },
  proxy: systemProxy,
  trust: usualTrust,
  flowKey: undefined,
  edge: [],
  environment: 'development',
  colour: 'none',
  notes: '',
  folder: '',
  tags: [],
  isFavourite: false,
  keepsPayloads: false,
  keeping: usualKeeping,
  webUiUrl: undefined,
  isDemo: true,
  reachedHost: undefined,
};
