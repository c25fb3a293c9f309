import { checkCollection } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import { expecting } from '../checks/finding.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import type { JsonObject } from '../reader/answer.ts';
import { rowsOf } from '../reader/answer.ts';
import { keyed } from '../reader/literals.ts';
import { guidOf, LOGS, newest } from './logs.ts';
import { inTurn, oncePerTenant } from './probe.ts';

export const FAILED = "Status eq 'FAILED'";

export const failedGuids = oncePerTenant(async (tenant) => (await newest(tenant, FAILED, 40)).map(guidOf));

/** The rows of one navigation of the newest failed messages, with the message they belong to. */
async function below(
  tenant: Tenant,
  navigation: string,
): Promise<readonly (readonly [string, JsonObject])[]> {
  return inTurn(await failedGuids(tenant), async (guid) => {
    const answer = await tenant.administrator.get(`${keyed(LOGS, guid)}/${navigation}`);
    return (rowsOf(answer) ?? []).map((row) => [guid, row] as const);
  });
}

export const attachments = oncePerTenant((tenant) => below(tenant, 'Attachments'));
export const headers = oncePerTenant((tenant) => below(tenant, 'CustomHeaderProperties'));

export function collectionsBelow(
  navigation: string,
  type: string,
): (tenant: Tenant) => Promise<readonly Finding[]> {
  return async (tenant) => {
    let rows = 0;
    const findings = await inTurn(await failedGuids(tenant), async (guid) => {
      const answer = await tenant.administrator.get(`${keyed(LOGS, guid)}/${navigation}`);
      rows += rowsOf(answer)?.length ?? 0;
      return checkCollection(type, answer);
    });
    return [...findings, ...expecting(rows > 0, navigation, 'rows below some failed message', 'none')];
  };
}
