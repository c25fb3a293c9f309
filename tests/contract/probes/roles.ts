import { checkForbidden, checkStatus } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import { textOf } from '../reader/answer.ts';
import { keyed } from '../reader/literals.ts';
import type { Reader } from '../reader/reader.ts';
import { LOGS } from './logs.ts';
import { inTurn, probe } from './probe.ts';

/** What each client may read: one cheap request per area (catalogue 3.8 and 4). */
async function mayRead(reader: Reader, may: Readonly<Record<string, boolean>>): Promise<readonly Finding[]> {
  return inTurn(Object.entries(may), async ([path, allowed]) => {
    const answer = await reader.get(path);
    return allowed
      ? checkStatus(answer, 200)
      : checkForbidden(answer).map((each) => ({ ...each, at: `${reader.name}: ${each.at}` }));
  });
}

export const roles = {
  administrator: probe('4', 'the administrator reads every area', ({ administrator }) =>
    mayRead(administrator, {
      'IntegrationPackages?$top=1': true,
      'IntegrationRuntimeArtifacts?$top=1': true,
      'ServiceEndpoints?$top=1': true,
      'MessageProcessingLogs?$top=1': true,
      'AccessPolicies?$top=1': true,
      UserCredentials: true,
      'KeystoreEntries?keystoreName=system&$select=Alias': true,
      DataStores: true,
      Variables: true,
      NumberRanges: true,
      "JmsBrokers('Broker1')": true,
      Queues: true,
      Locks: true,
      IntegrationDesigntimeLocks: true,
      'StringParameters?$top=1': true,
    }),
  ),

  operator: probe('4', 'the operator reads content, runtime and logs, not access policies', ({ operator }) =>
    mayRead(operator, {
      'IntegrationPackages?$top=1': true,
      'IntegrationRuntimeArtifacts?$top=1': true,
      'ServiceEndpoints?$top=1': true,
      'MessageProcessingLogs?$top=1': true,
      'AccessPolicies?$top=1': false,
    }),
  ),

  reader: probe('4', 'the reader reads content, runtime and logs, not policies and stores', ({ reader }) =>
    mayRead(reader, {
      'IntegrationPackages?$top=1': true,
      'IntegrationRuntimeArtifacts?$top=1': true,
      'MessageProcessingLogs?$top=1': true,
      'AccessPolicies?$top=1': false,
      DataStores: false,
    }),
  ),

  nothing: probe('4', 'a client without roles is answered 403 in every area', ({ nothing }) =>
    mayRead(nothing, {
      'IntegrationPackages?$top=1': false,
      "IntegrationPackages('Any')": false,
      'MessageMappingDesigntimeArtifacts?$top=1': false,
      'IntegrationRuntimeArtifacts?$top=1': false,
      'ServiceEndpoints?$top=1': false,
      'MessageProcessingLogs?$top=1': false,
      'MessageProcessingLogs/$count': false,
    }),
  ),

  payloads: probe('4', 'attachments need MessagePayloadsRead, by every way', async (tenant) => {
    const { log, id } = await firstAttachment(tenant);
    const ways = [keyed('MessageProcessingLogAttachments', id), `${log}/${keyed('Attachments', id)}`];
    return inTurn(ways, async (way) => [
      ...checkForbidden(await tenant.reader.get(`${way}/$value`)),
      ...checkStatus(await tenant.operator.get(`${way}/$value`), 200),
    ]);
  }),
} as const;

async function firstAttachment({ administrator }: Tenant): Promise<{ log: string; id: string }> {
  const logs = await administrator.rows(`${LOGS}?$filter=Status%20eq%20'FAILED'&$top=30`);
  for (const log of logs) {
    const path = keyed(LOGS, textOf(log['MessageGuid']));
    const rows = await administrator.rows(`${path}/Attachments`);
    if (rows[0] !== undefined) return { log: path, id: textOf(rows[0]['Id']) };
  }
  throw new Error('No failed message has an attachment');
}
