import { isOffered } from '../../src-shared/connections/runtimes.ts';
import type { EdgeRuntime } from '../../src-shared/model/way.ts';
import type { ReadRequest } from './tenant-client.ts';

/** Where the API of an Edge Integration Cell lies; without an origin below the tenant's own host (catalogue 1.1). */
export interface EdgeAddress {
  readonly origin?: string;
  readonly root: string;
}

export function edgeAddress(runtime: EdgeRuntime): EdgeAddress {
  return runtime.kind === 'local'
    ? { origin: new URL(runtime.url).origin, root: '/local/api/v1/' }
    : { root: `/location/${encodeURIComponent(runtime.id)}/api/v1/` };
}

/** Below a log, not among what a local root lists; it answers 403 to them, as if a role were missing (catalogue 1.1). */
const unlistedBelowLogs = /^MessageProcessingLogs\(.*\)\/(?:AdapterAttributes|Runs)$/;

export function offersOf({ kind }: EdgeRuntime): (request: Pick<ReadRequest, 'area' | 'path'>) => boolean {
  return ({ area, path }) => isOffered(kind, area) && !(kind === 'local' && unlistedBelowLogs.test(path));
}
