import { checkCollection, checkSingle, checkStatus } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import { expecting, sameText } from '../checks/finding.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import { rowsOf, textOf } from '../reader/answer.ts';
import { keyed, keyedBy } from '../reader/literals.ts';
import { guidOf, LOGS, newest } from './logs.ts';
import { inTurn, oncePerTenant, probe, some } from './probe.ts';

/** Only flows with a persist step store anything: the newest message of each flow is looked at. */
const storing = oncePerTenant(async (tenant) => {
  const logs = await newest(tenant, "Status ne 'PROCESSING'", 1000);
  const perFlow = new Map(logs.map((log) => [textOf(log['IntegrationFlowName']), guidOf(log)]));
  return inTurn([...perFlow.values()], async (guid) => {
    const rows = await tenant.administrator.rows(`${keyed(LOGS, guid)}/MessageStoreEntries`);
    return rows.map((row) => [guid, row] as const);
  });
});

/** Message store entries and what hangs below them (catalogue 2.6). */
export const messageStore = {
  storeEntries: probe('2.6', 'MessageStoreEntries of a message', async (tenant) => {
    const [guid] = some(await storing(tenant), 'messages with message store entries');
    const answer = await tenant.administrator.get(`${keyed(LOGS, guid)}/MessageStoreEntries`);
    return checkCollection('MessageStoreEntry', answer, { atLeast: 1 });
  }),

  storeContent: probe('2.6', 'message store entries: content, properties, attachments', async (tenant) => {
    const all = await storing(tenant);
    const attached = all.filter(([, row]) => row['HasAttachments'] === true);
    const rows = [some(attached, 'message store entries with attachments'), ...all.slice(0, 5)];
    const { administrator } = tenant;
    return inTurn(rows, async ([guid, row]) => {
      const path = keyed('MessageStoreEntries', textOf(row['Id']));
      const inner = await administrator.rows(`${path}/Attachments`);
      const properties = await administrator.rows(`${path}/Properties`);
      return [
        ...sameText(path, guid, row['MessageGuid']),
        ...checkSingle('MessageStoreEntry', await administrator.get(path)),
        ...checkStatus(await administrator.send(`${path}/$value`, { headers: { Accept: '*/*' } }), 200),
        ...checkCollection('MessageStoreEntryProperty', await administrator.get(`${path}/Properties`)),
        ...checkCollection('MessageStoreEntryAttachment', await administrator.get(`${path}/Attachments`)),
        ...expecting(
          row['HasAttachments'] === inner.length > 0,
          path,
          `HasAttachments for ${inner.length}`,
          row['HasAttachments'],
        ),
        ...(await inTurn(properties.slice(0, 1), async ({ Name }) => {
          const key = keyedBy('MessageStoreEntryProperties', {
            MessageId: textOf(row['Id']),
            Name: textOf(Name),
          });
          return checkSingle('MessageStoreEntryProperty', await administrator.get(key));
        })),
        ...(await inTurn(inner.slice(0, 1), async ({ Id }) => checkStoreAttachment(tenant, textOf(Id)))),
      ];
    });
  }),
} as const;

async function checkStoreAttachment({ administrator }: Tenant, id: string): Promise<readonly Finding[]> {
  const path = keyed('MessageStoreEntryAttachments', id);
  const properties = await administrator.get(`${path}/Properties`);
  return [
    ...checkSingle('MessageStoreEntryAttachment', await administrator.get(path)),
    ...checkStatus(await administrator.send(`${path}/$value`, { headers: { Accept: '*/*' } }), 200),
    ...checkCollection('MessageStoreEntryAttachmentProperty', properties),
    ...(await inTurn((rowsOf(properties) ?? []).slice(0, 1), async ({ Name }) => {
      const key = keyedBy('MessageStoreEntryAttachmentProperties', { AttachmentId: id, Name: textOf(Name) });
      return checkSingle('MessageStoreEntryAttachmentProperty', await administrator.get(key));
    })),
  ];
}
