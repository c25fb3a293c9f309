import { checkCollection, checkStatus } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import { expecting, sameMembers, sameText } from '../checks/finding.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import type { JsonObject } from '../reader/answer.ts';
import { isObject, rowsOf, textOf } from '../reader/answer.ts';
import { datetime, instantOf, literal, query } from '../reader/literals.ts';
import { guidOf, LOGS } from './logs.ts';
import { inTurn, oncePerTenant, probe, some } from './probe.ts';

interface Window {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly JsonObject[];
  readonly filter: string;
}

/** All messages that started in a settled stretch of two days, read without any other filter. */
const settled = oncePerTenant<Window>(async ({ administrator }) => {
  const to = Math.floor((Date.now() - 86_400_000) / 1000) * 1000;
  const from = to - 2 * 86_400_000;
  const filter = `LogStart ge ${datetime(from)} and LogStart lt ${datetime(to)}`;
  const rows = await administrator.allRows(`${LOGS}${query({ $filter: filter, $orderby: 'LogStart' })}`);
  return { from, to, filter, rows };
});

/** A filter gives exactly the rows that a reading of the whole stretch and the same rule in our own words give. */
async function agrees(
  tenant: Tenant,
  filter: string,
  rule: (row: JsonObject) => boolean,
): Promise<readonly Finding[]> {
  const window = await settled(tenant);
  const expected = window.rows.filter(rule);
  const whole = query({ $filter: `${window.filter} and (${filter})`, $orderby: 'LogStart' });
  const found = await tenant.administrator.allRows(`${LOGS}${whole}`);
  return [
    ...expecting(expected.length > 0, filter, 'rows to compare in two days of messages', 'none'),
    ...sameMembers(filter, expected.map(guidOf), found.map(guidOf)),
  ];
}

function equal(field: string): (tenant: Tenant) => Promise<readonly Finding[]> {
  return async (tenant) => {
    const { rows } = await settled(tenant);
    const row = some(
      rows.filter((each) => typeof each[field] === 'string'),
      `messages with ${field}`,
    );
    const value = textOf(row[field]);
    return agrees(tenant, `${field} eq ${literal(value)}`, (each) => each[field] === value);
  };
}

function artifactOf(row: JsonObject): JsonObject {
  const artifact = row['IntegrationArtifact'];
  return isObject(artifact) ? artifact : {};
}

/** The rows of `$orderby`, compared as text or instants; where null stands is left to the server. */
function ordered(field: string, descending: boolean, filter?: string) {
  return async (tenant: Tenant): Promise<readonly Finding[]> => {
    const orderby = `${field}${descending ? ' desc' : ''}`;
    const stretch = filter ?? (await settled(tenant)).filter;
    const answer = await tenant.administrator.get(`${LOGS}${query({ $filter: stretch, $orderby: orderby })}`);
    const values = (rowsOf(answer) ?? [])
      .map((row) => instantOf(row[field]) ?? row[field])
      .filter((value) => typeof value === 'string' || typeof value === 'number');
    const misplaced = values.filter((value, index) => {
      const before = values[index - 1] ?? value;
      return descending ? before < value : before > value;
    });
    return [
      ...checkCollection('MessageProcessingLog', answer, { atLeast: 2 }),
      ...expecting(new Set(values).size > 1, `$orderby=${orderby}`, 'different values to compare', values[0]),
      ...expecting(misplaced.length === 0, `$orderby=${orderby}`, 'sorted rows', misplaced.slice(0, 3)),
    ];
  };
}

function cases(than: number): readonly (readonly [string, (instant: number) => boolean])[] {
  return [
    ['eq', (instant) => instant === than],
    ['gt', (instant) => instant > than],
    ['ge', (instant) => instant >= than],
    ['lt', (instant) => instant < than],
    ['le', (instant) => instant <= than],
  ];
}

const HALF_A_DAY_MS = 43_200_000;
const UNCOMMON = "Status ne 'COMPLETED'";

export const messageFilters = {
  status: probe('2.5', '$filter by Status', equal('Status')),
  customStatus: probe('2.5', '$filter by CustomStatus', equal('CustomStatus')),
  messageGuid: probe('2.5', '$filter by MessageGuid', equal('MessageGuid')),
  correlationId: probe('2.5', '$filter by CorrelationId', equal('CorrelationId')),
  applicationMessageId: probe('2.5', '$filter by ApplicationMessageId', equal('ApplicationMessageId')),
  applicationMessageType: probe('2.5', '$filter by ApplicationMessageType', equal('ApplicationMessageType')),
  sender: probe('2.5', '$filter by Sender', equal('Sender')),
  receiver: probe('2.5', '$filter by Receiver', equal('Receiver')),
  logLevel: probe('2.5', '$filter by LogLevel', equal('LogLevel')),

  otherStatus: probe('2.5', '$filter with ne', (tenant) =>
    agrees(tenant, "Status ne 'COMPLETED'", (row) => row['Status'] !== 'COMPLETED'),
  ),

  either: probe('2.5', '$filter with or', (tenant) =>
    agrees(tenant, "Status eq 'FAILED' or Status eq 'ESCALATED'", (row) =>
      ['FAILED', 'ESCALATED'].includes(textOf(row['Status'])),
    ),
  ),

  artifactParts: probe(
    '2.5',
    '$filter by IntegrationArtifact/Id, Name, PackageId and Type',
    async (tenant) => {
      const { rows } = await settled(tenant);
      const artifact = artifactOf(some(rows, 'messages'));
      return inTurn(['Id', 'Name', 'PackageId', 'Type'], (part) => {
        const value = textOf(artifact[part]);
        return agrees(
          tenant,
          `IntegrationArtifact/${part} eq ${literal(value)}`,
          (row) => artifactOf(row)[part] === value,
        );
      });
    },
  ),

  flowName: probe(
    '3.7',
    'IntegrationFlowName is the id of the artifact and can be filtered',
    async (tenant) => {
      const { rows } = await settled(tenant);
      const row = some(rows, 'messages');
      const id = textOf(artifactOf(row)['Id']);
      return [
        ...sameText('IntegrationFlowName', id, row['IntegrationFlowName']),
        ...(await agrees(
          tenant,
          `IntegrationFlowName eq ${literal(id)} and Status ne 'DISCARDED'`,
          (each) => each['IntegrationFlowName'] === id && each['Status'] !== 'DISCARDED',
        )),
      ];
    },
  ),

  times: probe('2.5', '$filter by LogEnd and LogStart with eq, gt, ge, lt, le', async (tenant) => {
    const { rows } = await settled(tenant);
    return inTurn(['LogStart', 'LogEnd'], (field) => {
      const instants = rows.map((row) => instantOf(row[field])).filter((instant) => instant !== undefined);
      const middle = some(instants.slice(Math.floor(instants.length / 2)), 'messages');
      return inTurn(cases(middle), ([operator, rule]) =>
        agrees(tenant, `${field} ${operator} ${datetime(middle)}`, (row) => {
          const instant = instantOf(row[field]);
          return instant !== undefined && rule(instant);
        }),
      );
    });
  }),

  underWay: probe('3.4', 'a filter by LogEnd leaves out messages under way', async ({ administrator }) => {
    const since = datetime(Date.now() - 30 * 86_400_000);
    const running = (field: string): Promise<readonly JsonObject[]> =>
      administrator.rows(
        `${LOGS}${query({ $filter: `Status eq 'PROCESSING' and ${field} gt ${since}`, $top: 50 })}`,
      );
    return [
      ...expecting((await running('LogStart')).length > 0, 'LogStart gt', 'messages under way', 'none'),
      ...sameMembers('LogEnd gt', [], (await running('LogEnd')).map(guidOf)),
    ];
  }),

  literals: probe('2.1', 'a datetime literal may have milliseconds or none and means UTC', async (tenant) => {
    const { from, to, rows } = await settled(tenant);
    const second = new Date(Math.floor((from + to) / 2000) * 1000).toISOString().slice(0, 19);
    const rule = (row: JsonObject): boolean => (instantOf(row['LogStart']) ?? 0) >= Date.parse(`${second}Z`);
    return [
      ...expecting(rows.length > 0, 'two days of messages', 'rows', 'none'),
      ...(await agrees(tenant, `LogStart ge datetime'${second}'`, rule)),
      ...(await agrees(tenant, `LogStart ge datetime'${second}.000'`, rule)),
    ];
  }),

  zones: probe('3.7', 'a zone suffix in a datetime literal is never applied', async ({ administrator }) =>
    inTurn(["datetime'2026-01-01T00:00:00Z'", "datetime'2026-01-01T00:00:00+05:00'"], async (text) => {
      const answer = await administrator.get(`${LOGS}/$count${query({ $filter: `LogEnd gt ${text}` })}`);
      if (answer.status !== 200) return checkStatus(answer, 400);
      const plain = query({ $filter: "LogEnd gt datetime'2026-01-01T00:00:00'" });
      return sameText(answer.request, (await administrator.get(`${LOGS}/$count${plain}`)).text, answer.text);
    }),
  ),

  overlap: probe(
    '3.7',
    'LogEnd after a and LogStart before b finds what overlaps a window',
    async (tenant) => {
      const { from, to } = await settled(tenant);
      const a = (from + to) / 2;
      const b = a + HALF_A_DAY_MS;
      return agrees(tenant, `LogEnd gt ${datetime(a)} and LogStart lt ${datetime(b)}`, (row) => {
        const end = instantOf(row['LogEnd']);
        return end !== undefined && end > a && (instantOf(row['LogStart']) ?? 0) < b;
      });
    },
  ),

  orderByEnd: probe('2.5', '$orderby LogEnd', ordered('LogEnd', false)),
  orderByEndDescending: probe('2.5', '$orderby LogEnd desc', ordered('LogEnd', true)),
  orderByStart: probe('2.5', '$orderby LogStart', ordered('LogStart', false)),
  orderByStartDescending: probe('2.5', '$orderby LogStart desc', ordered('LogStart', true)),
  orderByStatus: probe('2.5', '$orderby Status', ordered('Status', false, UNCOMMON)),
  orderByStatusDescending: probe('2.5', '$orderby Status desc', ordered('Status', true, UNCOMMON)),
  orderByApplicationId: probe('2.5', '$orderby ApplicationMessageId', ordered('ApplicationMessageId', false)),
  orderByApplicationIdDescending: probe(
    '2.5',
    '$orderby ApplicationMessageId desc',
    ordered('ApplicationMessageId', true),
  ),

  undocumentedOrder: probe(
    '2.5',
    '$orderby by another property is refused or ignored',
    async ({ administrator }) => {
      const answer = await administrator.get(`${LOGS}?$orderby=CorrelationId&$top=200`);
      if (answer.status !== 200) return checkStatus(answer, 400, 501);
      const ids = (rowsOf(answer) ?? []).map((row) => textOf(row['CorrelationId']));
      return expecting(ids.join() !== [...ids].sort().join(), answer.request, 'not sorted by it', 'sorted');
    },
  ),
} as const;
