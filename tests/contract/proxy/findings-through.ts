import type { Finding } from '../checks/finding.ts';
import type { RunningServer } from '../demo-tenant/server-process.ts';
import { tenantOf } from '../demo-tenant/tenant.ts';
import type { Probe } from '../probes/probe.ts';
import type { Mutation } from './mutating-proxy.ts';
import { startProxy } from './mutating-proxy.ts';

/** What a probe reports through a proxy that commits the fault. */
export async function findingsThrough(
  server: RunningServer | undefined,
  probe: Probe,
  mutation: Mutation,
): Promise<readonly Finding[]> {
  if (server === undefined) throw new Error('The demo tenant was not started');
  const proxy = await startProxy(server.url, mutation);
  try {
    return await probe.check(tenantOf(server, proxy.url));
  } finally {
    await proxy.close();
  }
}
