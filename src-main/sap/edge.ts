import type { Area } from '../../src-shared/errors.ts';

/** Below the tenant's own host (catalogue 1.1). */
export function edgeRoot(locationId: string): string {
  return `/location/${encodeURIComponent(locationId)}/api/v1/`;
}

/** What an Edge Integration Cell answers (catalogue 1.1); number ranges, locks and design time are the tenant's alone. */
const offered: ReadonlySet<Area> = new Set([
  'root',
  'runtime',
  'endpoints',
  'messages',
  'payloads',
  'message-store',
  'stores',
  'queues',
]);

export function isOfferedOnEdge(area: Area): boolean {
  return offered.has(area);
}
