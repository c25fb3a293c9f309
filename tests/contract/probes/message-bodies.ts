import { checkCollection, checkContentType, checkError, checkSingle, checkStatus } from '../checks/body.ts';
import { expecting, sameText } from '../checks/finding.ts';
import type { JsonObject } from '../reader/answer.ts';
import { textOf } from '../reader/answer.ts';
import { keyed, literal, query } from '../reader/literals.ts';
import { attachments, collectionsBelow, failedGuids, headers } from './failed-messages.ts';
import { guidOf, LOGS, newest } from './logs.ts';
import { inTurn, probe, some } from './probe.ts';

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

  shares: probe(
    'demo content',
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
