import { day, minute } from '../../src-shared/durations.ts';
import { datetimeLiteral } from '../sap/odata/dates.ts';
import type { TenantClient } from '../sap/tenant-client.ts';

/**
 * Logs become visible up to ten minutes late: what was read that soon after its start is read once more by
 * the next sync.
 */
export const lateArrival = 15 * minute;

/** The tenant keeps logs for so long (catalogue 3.3). */
export const tenantRetention = 30 * day;

/**
 * The tenant's now, ms since 1970: starts of logs are by its clock, and a clock of ours that is minutes ahead would take what it has
 * not begun yet for read. A client that has heard nothing of the tenant yet asks a small question first.
 */
export async function presentOf(
  client: TenantClient,
  now: () => number,
  signal: AbortSignal,
): Promise<number> {
  if (!client.ahead) return now();
  if (client.ahead() === undefined) {
    const query = { $filter: `LogStart ge ${datetimeLiteral(now() - minute)}` };
    await client.count({ path: 'MessageProcessingLogs/$count', query, area: 'messages', signal });
  }
  return now() + (client.ahead() ?? 0);
}
