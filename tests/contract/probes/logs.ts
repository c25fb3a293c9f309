import type { Tenant } from '../demo-tenant/tenant.ts';
import type { JsonObject } from '../reader/answer.ts';
import { textOf } from '../reader/answer.ts';
import { query } from '../reader/literals.ts';

export const LOGS = 'MessageProcessingLogs';

/** The newest messages a filter lets through. */
export function newest(tenant: Tenant, filter: string, top = 20): Promise<readonly JsonObject[]> {
  return tenant.administrator.rows(
    `${LOGS}${query({ $filter: filter, $orderby: 'LogStart desc', $top: top })}`,
  );
}

export function guidOf(log: JsonObject | undefined): string {
  return textOf(log?.['MessageGuid']);
}
