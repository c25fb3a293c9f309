import type { ConnectionSummary, SecretState } from '../../src-shared/model/connections.ts';
import type { DemoTenant } from '../demo/demo-tenant.ts';
import type { ConnectionRecord } from './connection-record.ts';
import { demoCredentials, demoEdge } from './demo-connection.ts';

/** What the window gets of a connection, field by field. Address and client of the demo tenant are those of the one that runs. */
export function summaryOf(
  record: ConnectionRecord,
  running: DemoTenant['running'],
  secretState: (connectionId: string, access: ConnectionRecord['access']) => SecretState,
): ConnectionSummary {
  const { tenantUrl, access } = record.isDemo && running ? demoCredentials(running) : record;
  return {
    id: record.id,
    name: record.name,
    tenantUrl,
    access,
    proxy: record.proxy,
    trust: record.trust,
    flowKey: record.flowKey,
    edge: record.isDemo ? demoEdge(tenantUrl) : record.edge,
    environment: record.environment,
    colour: record.colour,
    notes: record.notes,
    folder: record.folder,
    tags: record.tags,
    isFavourite: record.isFavourite,
    keepsPayloads: record.keepsPayloads,
    keeping: record.keeping,
    webUiUrl: record.webUiUrl,
    secret: record.isDemo ? 'session' : secretState(record.id, record.access),
    isDemo: record.isDemo,
    createdAt: record.createdAt,
    lastUsedAt: record.lastUsedAt,
  };
}
