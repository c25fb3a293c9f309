import { checkCollection, checkContentType, checkError, checkSingle, checkStatus } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import { expecting, sameText } from '../checks/finding.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import type { JsonObject } from '../reader/answer.ts';
import { isObject, rowsOf, textOf } from '../reader/answer.ts';
import { keyed, keyedBy, literal, query } from '../reader/literals.ts';
import { guidOf, LOGS, newest } from './logs.ts';
import { inTurn, oncePerTenant, probe, some } from './probe.ts';

const FAILED = "Status eq 'FAILED'";

const failedGuids = oncePerTenant(async (tenant) => (await newest(tenant, FAILED, 40)).map(guidOf));

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

const attachments = oncePerTenant((tenant) => below(tenant, 'Attachments'));
const headers = oncePerTenant((tenant) => below(tenant, 'CustomHeaderProperties'));

/** Only flows with a persist step store anything: the newest message of each flow is looked at. */
const storing = oncePerTenant(async (tenant) => {
  const logs = await newest(tenant, "Status ne 'PROCESSING'", 1000);
  const perFlow = new Map(logs.map((log) => [textOf(log['IntegrationFlowName']), guidOf(log)]));
  return inTurn([...perFlow.values()], async (guid) => {
    const rows = await tenant.administrator.rows(`${keyed(LOGS, guid)}/MessageStoreEntries`);
    return rows.map((row) => [guid, row] as const);
  });
});

function collectionsBelow(navigation: string, type: string): (tenant: Tenant) => Promise<readonly Finding[]> {
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

export const messageBodies = {
  logs: probe('2.5', 'each property of a message processing log has its form', async ({ administrator }) => [
    ...checkCollection('MessageProcessingLog', await administrator.get(`${LOGS}?$top=500`), { atLeast: 100 }),
    ...checkCollection(
      'MessageProcessingLog',
      await administrator.get(`${LOGS}${query({ $filter: "Status ne 'COMPLETED'", $top: 200 })}`),
      { atLeast: 10 },
    ),
  ]),

  singleLog: probe('2.5', 'a single message processing log', async (tenant) => {
    const guid = some(await failedGuids(tenant), 'failed messages');
    return checkSingle('MessageProcessingLog', await tenant.administrator.get(keyed(LOGS, guid)));
  }),

  processing: probe(
    '2.5',
    'LogEnd is null while a message is PROCESSING and at no other time',
    async (tenant) => {
      const running = await newest(tenant, "Status eq 'PROCESSING'");
      const ended = await newest(tenant, "Status ne 'PROCESSING'", 500);
      return [
        ...expecting(running.length > 0, LOGS, 'messages in PROCESSING', 'none'),
        ...running.flatMap((log) =>
          expecting(log['LogEnd'] === null, guidOf(log), 'LogEnd null', log['LogEnd']),
        ),
        ...ended.flatMap((log) =>
          expecting(log['LogEnd'] !== null, guidOf(log), 'LogEnd', `null, ${textOf(log['Status'])}`),
        ),
      ];
    },
  ),

  statuses: probe(
    '3.5',
    'every status and log level of the catalogue occurs and no other',
    async ({ administrator }) => {
      const known = {
        Status: [
          'COMPLETED',
          'PROCESSING',
          'RETRY',
          'ESCALATED',
          'FAILED',
          'CANCELLED',
          'DISCARDED',
          'ABANDONED',
        ],
        LogLevel: ['NONE', 'ERROR', 'INFO', 'DEBUG', 'TRACE'],
      };
      const others = await inTurn(Object.entries(known), async ([field, values]) => {
        const filter = values.map((value) => `${field} ne ${literal(value)}`).join(' and ');
        const answer = await administrator.get(`${LOGS}/$count${query({ $filter: filter })}`);
        return sameText(answer.request, '0', answer.text);
      });
      const missing = await inTurn(known.Status, async (status) => {
        const answer = await administrator.get(
          `${LOGS}/$count${query({ $filter: `Status eq '${status}'` })}`,
        );
        return expecting(Number(answer.text) > 0, answer.request, 'at least one', answer.text);
      });
      return [...others, ...missing];
    },
  ),

  adapterAttributes: probe(
    '2.5',
    'AdapterAttributes',
    collectionsBelow('AdapterAttributes', 'MessageProcessingLogAdapterAttribute'),
  ),
  attachments: probe('2.5', 'Attachments', collectionsBelow('Attachments', 'MessageProcessingLogAttachment')),
  customHeaders: probe(
    '2.5',
    'CustomHeaderProperties',
    collectionsBelow('CustomHeaderProperties', 'MessageProcessingLogCustomHeaderProperty'),
  ),
  storeEntries: probe('2.6', 'MessageStoreEntries of a message', async (tenant) => {
    const [guid] = some(await storing(tenant), 'messages with message store entries');
    const answer = await tenant.administrator.get(`${keyed(LOGS, guid)}/MessageStoreEntries`);
    return checkCollection('MessageStoreEntry', answer, { atLeast: 1 });
  }),

  runs: probe('2.5', 'Runs: each failed message has one', async (tenant) =>
    inTurn(await failedGuids(tenant), async (guid) =>
      checkCollection(
        'MessageProcessingLogRun',
        await tenant.administrator.get(`${keyed(LOGS, guid)}/Runs`),
        { atLeast: 1 },
      ),
    ),
  ),

  errorInformation: probe('2.5', 'ErrorInformation of a failed message and its text', async (tenant) =>
    inTurn((await failedGuids(tenant)).slice(0, 10), async (guid) => {
      const path = `${keyed(LOGS, guid)}/ErrorInformation`;
      const answer = await tenant.administrator.get(path);
      const text = await tenant.administrator.send(`${path}/$value`, { headers: { Accept: '*/*' } });
      return [
        ...checkSingle('MessageProcessingLogErrorInformation', answer),
        ...expecting(answer.text.includes('"Type":"text/plain"'), path, '"Type":"text/plain"', answer.text),
        ...checkStatus(text, 200),
        ...checkContentType(text, /^text\/plain/),
        ...expecting(text.text.trim().length > 10, text.request, 'a text', text.text),
      ];
    }),
  ),

  noErrorInformation: probe(
    '2.5',
    'ErrorInformation of a message without error: 404 or 204',
    async (tenant) => {
      const guid = guidOf(some(await newest(tenant, "Status eq 'COMPLETED'", 1), 'completed messages'));
      const path = `${keyed(LOGS, guid)}/ErrorInformation`;
      return [
        ...checkStatus(await tenant.administrator.get(path), 204, 404),
        ...checkStatus(await tenant.administrator.get(`${path}/$value`), 204, 404),
      ];
    },
  ),

  unknownMessage: probe('2.5', 'sub-resources of an unknown message are answered 404', ({ administrator }) =>
    inTurn(['ErrorInformation', 'Attachments', 'CustomHeaderProperties', 'Runs'], async (navigation) =>
      checkError(
        await administrator.get(`${keyed(LOGS, 'AGnothing_of_that_name_here1')}/${navigation}`),
        404,
      ),
    ),
  ),

  attachmentContent: probe(
    '2.5',
    'an attachment is read by its encoded id, its size is that of the entry',
    async (tenant) => {
      const rows = (await attachments(tenant)).slice(0, 5);
      return [
        ...expecting(rows.length > 0, 'Attachments', 'attachments of failed messages', 'none'),
        ...(await inTurn(rows, async ([guid, row]) => {
          const path = keyed('MessageProcessingLogAttachments', textOf(row['Id']));
          const content = await tenant.administrator.send(`${path}/$value`, { headers: { Accept: '*/*' } });
          return [
            ...expecting(
              textOf(row['Id']).startsWith('sap-it-res:msg:'),
              path,
              'sap-it-res:msg:…',
              row['Id'],
            ),
            ...sameText(path, guid, row['MessageGuid']),
            ...checkSingle('MessageProcessingLogAttachment', await tenant.administrator.get(path)),
            ...checkStatus(content, 200),
            ...sameText(`${path} PayloadSize`, `${content.bytes.length}`, row['PayloadSize']),
          ];
        })),
      ];
    },
  ),

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

  filterByCustomHeader: probe(
    '2.5',
    'filterCustomHeaderProperties finds the messages with a header',
    async (tenant) => {
      const [guid, header] = some(await headers(tenant), 'custom headers of failed messages');
      const condition = `${literal(textOf(header['Name']))} eq ${literal(textOf(header['Value']))}`;
      const path = `${LOGS}${query({ filterCustomHeaderProperties: condition })}`;
      const found = await tenant.administrator.rows(path);
      const narrowed = await tenant.administrator.rows(`${path}&${query({ $filter: FAILED }).slice(1)}`);
      const none = await tenant.administrator.rows(
        `${path}&${query({ $filter: `${FAILED} and Status eq 'COMPLETED'` }).slice(1)}`,
      );
      const carriers = await inTurn(found.slice(0, 5), async (log) =>
        (await tenant.administrator.rows(`${keyed(LOGS, guidOf(log))}/CustomHeaderProperties`)).some(
          ({ Name, Value }) => Name === header['Name'] && Value === header['Value'],
        )
          ? []
          : [guidOf(log)],
      );
      return [
        ...expecting(found.map(guidOf).includes(guid), path, guid, found.map(guidOf)),
        ...expecting(carriers.length === 0, path, 'messages with that header', carriers),
        ...expecting(narrowed.map(guidOf).includes(guid), `${path} with $filter`, guid, narrowed.map(guidOf)),
        ...sameText(`${path} with $filter`, '0', `${none.length}`),
      ];
    },
  ),

  headersByNameAndValue: probe(
    '2.5',
    'CustomHeaderProperties by name and value, with $expand=Log',
    async (tenant) => {
      const [guid, header] = some(await headers(tenant), 'custom headers of failed messages');
      const filter = `Name eq ${literal(textOf(header['Name']))} and Value eq ${literal(textOf(header['Value']))}`;
      const answer = await tenant.administrator.get(
        `MessageProcessingLogCustomHeaderProperties${query({ $filter: filter, $expand: 'Log' })}`,
      );
      const logs = (rowsOf(answer) ?? []).map((row) =>
        isObject(row['Log']) ? guidOf(row['Log']) : 'no Log',
      );
      return [
        ...checkCollection('MessageProcessingLogCustomHeaderProperty', answer, {
          expanded: ['Log'],
          atLeast: 1,
        }),
        ...expecting(logs.includes(guid), answer.request, guid, logs),
      ];
    },
  ),

  expandByKey: probe('2.5', '$expand=AdapterAttributes and CustomHeaderProperties by key', async (tenant) => {
    const [guid] = some(await headers(tenant), 'custom headers of failed messages');
    return inTurn(['AdapterAttributes', 'CustomHeaderProperties'], async (expanded) =>
      checkSingle(
        'MessageProcessingLog',
        await tenant.administrator.get(`${keyed(LOGS, guid)}?$expand=${expanded}`),
        {
          expanded: [expanded],
        },
      ),
    );
  }),

  shares: probe(
    'issue',
    'one failed message in three has an attachment, one in two custom headers',
    async (tenant) => {
      const guids = await failedGuids(tenant);
      const share = (rows: readonly (readonly [string, JsonObject])[]): number =>
        new Set(rows.map(([guid]) => guid)).size / guids.length;
      const [attached, headed] = [share(await attachments(tenant)), share(await headers(tenant))];
      return [
        ...expecting(attached >= 1 / 3, 'Attachments', 'at least a third', attached),
        ...expecting(headed >= 1 / 2, 'CustomHeaderProperties', 'at least half', headed),
      ];
    },
  ),
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
