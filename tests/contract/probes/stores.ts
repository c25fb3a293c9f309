import { checkCollection, checkError, checkForbidden, checkSingle, checkStatus } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import { expecting, sameMembers } from '../checks/finding.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import type { JsonObject } from '../reader/answer.ts';
import { textOf } from '../reader/answer.ts';
import { keyed, keyedBy } from '../reader/literals.ts';
import { zipNames } from '../reader/zip-names.ts';
import { inTurn, probe, some } from './probe.ts';

const STORES = 'DataStores';
const ENTRIES = 'DataStoreEntries';
const ANY = { headers: { Accept: '*/*' } };

function keyOf(set: string, row: JsonObject, names: readonly string[]): string {
  return keyedBy(set, Object.fromEntries(names.map((name) => [name, textOf(row[name])])));
}

const storeKey = ['DataStoreName', 'IntegrationFlow', 'Type'];
const entryKey = ['Id', ...storeKey];
const variableKey = ['VariableName', 'IntegrationFlow'];

function ids(rows: readonly JsonObject[]): readonly string[] {
  return rows.map((row) => textOf(row['Id']));
}

/** The body of a data store entry or variable is a zip, for who may read payloads (catalogue 2.6). */
async function isZip({ administrator, operator }: Tenant, key: string): Promise<readonly Finding[]> {
  const answer = await administrator.send(`${key}/$value`, ANY);
  const names = zipNames(answer.bytes) ?? [];
  return [
    ...checkStatus(answer, 200),
    ...expecting(names.length > 0, answer.request, 'a zip', answer.text),
    ...checkForbidden(await operator.get(`${key}/$value`)),
  ];
}

/** Data stores, variables, queues and number ranges (catalogue 2.6). */
export const stores = {
  dataStores: probe('2.6', 'data stores and their entries, by list, key and navigation', async (tenant) => {
    const { administrator } = tenant;
    const store = some(
      (await administrator.rows(STORES)).filter((row) => Number(row['NumberOfMessages']) > 0),
      'data stores with entries',
    );
    const key = keyOf(STORES, store, storeKey);
    const entries = await administrator.rows(`${key}/Entries`);
    return [
      ...checkCollection('DataStore', await administrator.get(STORES), { atLeast: 2 }),
      ...checkSingle('DataStore', await administrator.get(key)),
      ...checkCollection('DataStoreEntry', await administrator.get(`${key}/Entries`), { atLeast: 1 }),
      ...expecting(
        String(entries.length) === store['NumberOfMessages'],
        key,
        'as many as counted',
        entries.length,
      ),
      ...checkSingle(
        'DataStoreEntry',
        await administrator.get(keyOf(ENTRIES, some(entries, 'entries'), entryKey)),
      ),
    ];
  }),

  overdue: probe(
    '2.6',
    'overdueonly=true leaves the stores and entries that wait too long',
    async (tenant) => {
      const { administrator } = tenant;
      const all = await administrator.rows(ENTRIES);
      const overdue = all.filter((row) => row['Status'] === 'Overdue');
      const stored = await administrator.rows(`${STORES}?overdueonly=true`);
      return [
        ...expecting(
          overdue.length > 0 && overdue.length < all.length,
          ENTRIES,
          'some overdue',
          overdue.length,
        ),
        ...sameMembers('overdue', ids(overdue), ids(await administrator.rows(`${ENTRIES}?overdueonly=true`))),
        ...expecting(
          stored.length > 0 && stored.every((row) => Number(row['NumberOfOverdueMessages']) > 0),
          STORES,
          'overdue ones alone',
          stored,
        ),
      ];
    },
  ),

  entriesOfMessage: probe('2.6', 'messageid finds the entries of a message', async ({ administrator }) => {
    const all = await administrator.rows(ENTRIES);
    const message = textOf(some(all, 'entries')['MessageId']);
    const found = await administrator.rows(`${ENTRIES}?messageid=${encodeURIComponent(message)}`);
    const expected = all.filter((row) => row['MessageId'] === message);
    return [
      ...expecting(expected.length < all.length, ENTRIES, 'entries of other messages', all.length),
      ...sameMembers('messageid', ids(expected), ids(found)),
    ];
  }),

  noOptions: probe(
    '2.6',
    'data stores and variables know no system option: ignored or refused',
    async ({ administrator }) =>
      inTurn([STORES, ENTRIES, 'Variables'], async (set) => {
        const all = await administrator.rows(set);
        return inTurn(['$top=1', '$skip=1', '$inlinecount=allpages'], async (option) => {
          const answer = await administrator.get(`${set}?${option}`);
          if (answer.status !== 200) return checkError(answer, 400, 501);
          return checkCollection(set.replace(/ies$/, 'y').replace(/s$/, ''), answer, { atLeast: all.length });
        });
      }),
  ),

  storedBodies: probe(
    '2.6',
    'entries and variables are zips, and need a role of their own',
    async (tenant) => {
      const { administrator } = tenant;
      const entry = some(await administrator.rows(ENTRIES), 'entries');
      const variable = some(await administrator.rows('Variables'), 'variables');
      return [
        ...checkCollection('Variable', await administrator.get('Variables'), { atLeast: 1 }),
        ...(await isZip(tenant, keyOf(ENTRIES, entry, entryKey))),
        ...(await isZip(tenant, keyOf('Variables', variable, variableKey))),
      ];
    },
  ),

  queues: probe('2.6', 'queues with their numbers as texts', async ({ administrator }) => {
    const answer = await administrator.get('Queues');
    return checkCollection('Queue', answer, { atLeast: 1 });
  }),

  broker: probe('2.6', 'Broker1 is the only broker, with the states of its queues', async (tenant) => {
    const { administrator } = tenant;
    const expand = `${keyed('JmsBrokers', 'Broker1')}?$expand=QueueStates`;
    return [
      ...checkSingle('JmsBroker', await administrator.get(expand), { expanded: ['QueueStates'] }),
      ...checkError(await administrator.get(keyed('JmsBrokers', 'Broker2')), 404),
    ];
  }),

  numberRanges: probe('2.6', 'number ranges with their figures as texts', async ({ administrator }) => {
    const answer = await administrator.get('NumberRanges');
    const first = some(await administrator.rows('NumberRanges'), 'number ranges');
    return [
      ...checkCollection('NumberRange', answer, { atLeast: 1 }),
      ...checkSingle('NumberRange', await administrator.get(keyed('NumberRanges', textOf(first['Name'])))),
    ];
  }),
} as const;
