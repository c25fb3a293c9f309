import type { TenantClient } from '../sap/tenant-client.ts';

/**
 * Where a moving range of a tenant ends: with its newest message, also where its clock goes before ours. Lists, counts and charts of a
 * connection all ask here: what one of them counts, the others count, too.
 */
export function tenantNow(client: Pick<TenantClient, 'ahead'>, now: () => number): () => number {
  return () => now() + Math.max(0, client.ahead?.() ?? 0);
}
