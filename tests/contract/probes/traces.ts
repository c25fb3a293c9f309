import { checkCollection, checkSingle, checkStatus } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import { expecting, sameText } from '../checks/finding.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import type { JsonObject } from '../reader/answer.ts';
import { rowsOf, textOf } from '../reader/answer.ts';
import { datetime, keyed, keyedBy } from '../reader/literals.ts';
import { guidOf, LOGS, newest } from './logs.ts';
import { inTurn, oncePerTenant, probe, some } from './probe.ts';

const RETENTION_MS = 3_600_000;
const LONGEST_VALUE = 10_000;
const SLACK_MS = 300_000;

/** The trace messages below the first steps of a message. */
async function tracesOf({ administrator }: Tenant, log: JsonObject): Promise<readonly JsonObject[]> {
  const runs = await administrator.rows(`${keyed(LOGS, guidOf(log))}/Runs`);
  return inTurn(runs, async ({ Id }) => {
    const steps = await administrator.rows(
      `${keyed('MessageProcessingLogRuns', textOf(Id))}/RunSteps?$top=6`,
    );
    return inTurn(steps, async ({ ChildCount }) => {
      const step = keyedBy('MessageProcessingLogRunSteps', {
        RunId: textOf(Id),
        ChildCount: Number(ChildCount),
      });
      return rowsOf(await administrator.get(`${step}/TraceMessages`)) ?? [];
    });
  });
}

const recent = oncePerTenant(async (tenant) => {
  const since = datetime(Date.now() - RETENTION_MS + SLACK_MS);
  const logs = await newest(tenant, `LogLevel eq 'TRACE' and LogStart gt ${since}`, 5);
  const log = some(logs, 'messages traced within the last hour');
  return { log, traces: await tracesOf(tenant, log) };
});

async function valuesBelow(tenant: Tenant, key: string): Promise<readonly Finding[]> {
  const kinds = { Properties: 'TraceMessageProperty', ExchangeProperties: 'TraceMessageExchangeProperty' };
  return inTurn(Object.entries(kinds), async ([navigation, type]) => {
    const answer = await tenant.administrator.get(`${key}/${navigation}`);
    const longest = Math.max(0, ...(rowsOf(answer) ?? []).map(({ Value }) => textOf(Value).length));
    return [
      ...checkCollection(type, answer),
      ...expecting(
        longest <= LONGEST_VALUE,
        answer.request,
        `values of at most ${LONGEST_VALUE} characters`,
        longest,
      ),
    ];
  });
}

export const traces = {
  recent: probe(
    '2.5',
    'a message traced within the last hour has trace messages with headers and payload',
    async (tenant) => {
      const { log, traces: found } = await recent(tenant);
      const trace = some(found, 'trace messages of a recent traced message');
      const key = `TraceMessages(${textOf(trace['TraceId'])}L)`;
      const payload = await tenant.administrator.send(`${key}/$value`, { headers: { Accept: '*/*' } });
      return [
        ...checkSingle('TraceMessage', await tenant.administrator.get(key)),
        ...sameText(key, guidOf(log), trace['MplId']),
        ...checkStatus(payload, 200),
        ...sameText(`${key} PayloadSize`, `${payload.bytes.length}`, trace['PayloadSize']),
        ...(await valuesBelow(tenant, key)),
      ];
    },
  ),

  keys: probe('2.1', 'an Int64 key is accepted with and without the suffix L', async (tenant) => {
    const trace = some((await recent(tenant)).traces, 'trace messages of a recent traced message');
    const id = textOf(trace['TraceId']);
    return inTurn([`TraceMessages(${id}L)`, `TraceMessages(${id})`], async (key) => {
      const answer = await tenant.administrator.get(key);
      return [
        ...checkSingle('TraceMessage', answer),
        ...expecting(answer.text.includes(`"TraceId":"${id}"`), key, id, answer.text),
      ];
    });
  }),

  expired: probe('3.3', 'trace messages are gone after 60 minutes', async (tenant) => {
    const before = datetime(Date.now() - RETENTION_MS - SLACK_MS);
    const logs = await newest(tenant, `LogLevel eq 'TRACE' and LogStart lt ${before}`, 3);
    return [
      ...expecting(logs.length > 0, LOGS, 'messages traced more than an hour ago', 'none'),
      ...(await inTurn(logs, async (log) =>
        expecting((await tracesOf(tenant, log)).length === 0, guidOf(log), 'no trace messages', 'some'),
      )),
    ];
  }),

  unknown: probe('2.5', 'an unknown trace message is answered 404', async ({ administrator }) => [
    ...checkStatus(await administrator.get('TraceMessages(999999999999L)'), 404),
    ...checkStatus(await administrator.get('TraceMessages(999999999999L)/$value'), 404),
  ]),
} as const;
