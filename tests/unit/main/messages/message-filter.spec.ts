import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { filterInput } from '../../../../src-main/messages/inputs.ts';
import type { MessageLog } from '../../../../src-main/messages/message-log.ts';
import { MessageQueries } from '../../../../src-main/messages/message-queries.ts';
import { MessageWriter } from '../../../../src-main/messages/message-writer.ts';
import type { MessageFilter, MessageTerm } from '../../../../src-shared/model/messages.ts';
import { libraryOfFile, temporaryLibrary } from '../library/temporary-library.ts';

const start = Date.UTC(2026, 10, 23, 12);
const never = new AbortController().signal;
const everything: MessageFilter = { range: { kind: 'last', minutes: 1_440 }, statuses: [], flows: [] };

/** A log with everything that is known of it, from its number alone. */
interface Sample extends MessageLog {
  readonly headers: readonly { name: string; value: string }[] | undefined;
  readonly error: string | undefined;
}

const pick = <T>(of: readonly T[], index: number): T => of[index % of.length] as T;
const statuses = ['COMPLETED', 'FAILED', 'RETRY', 'PROCESSING'];
const partners = ['SHOP', 'shop', 'S_P', 'SAP 100%', undefined];

const samples: readonly Sample[] = Array.from({ length: 60 }, (_, n): Sample => {
  const status = pick(statuses, n);
  return {
    guid: `A${n}`,
    start: start - n * 60_000,
    end: status === 'PROCESSING' ? undefined : start - n * 60_000 + n * 100,
    status,
    correlationId: n % 5 === 0 ? undefined : `c${n % 7}`,
    applicationId: n % 3 === 0 ? `ORDER-${n}` : undefined,
    applicationType: pick(['Order', undefined, 'Invoice'], n),
    sender: pick(partners, n),
    receiver: pick([undefined, 'ERP'], n),
    customStatus: pick([undefined, undefined, 'Done', 'done_late'], n),
    logLevel: pick(['INFO', 'DEBUG'], n),
    transactionId: n % 4 === 0 ? `t${n % 8}` : undefined,
    flow: pick(
      [
        { id: 'OrderIn', name: 'Receive orders', type: '', packageId: 'Sales', packageName: 'Sales & more' },
        { id: 'OrderOut', name: 'Send orders', type: '', packageId: 'Sales', packageName: 'Sales & more' },
        { id: 'Stock_In', name: '', type: '', packageId: '', packageName: '' },
      ],
      n,
    ),
    headers:
      n % 2 === 0
        ? undefined
        : [
            ...(n % 3 === 0 ? [] : [{ name: 'orderId', value: String(4_710 + (n % 4)) }]),
            ...(n % 5 === 0 ? [{ name: 'orderId', value: 'again' }] : []),
          ],
    error: status === 'FAILED' ? `HTTP ${500 + (n % 3)}: connection 100% timed_out` : undefined,
  };
});

/** A value as the documentation says it is compared, in plain words of another language than SQL. */
function fits(value: string | undefined, wanted: string, mindsCase = false): boolean {
  if (wanted === '') return (value ?? '') === '';
  if (value === undefined || value === '') return false;
  if (!wanted.includes('*')) {
    return mindsCase ? value === wanted : value.toLowerCase() === wanted.toLowerCase();
  }
  const source = wanted.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, mindsCase ? 's' : 'is').test(value);
}

function holds(sample: Sample, term: MessageTerm): boolean {
  const is = (() => {
    if (term.field === 'duration') {
      if (sample.end === undefined || sample.start === undefined) return false;
      const took = sample.end - sample.start;
      return took >= (term.from ?? 0) && took < (term.to ?? Number.POSITIVE_INFINITY);
    }
    return term.values.some((wanted) => {
      switch (term.field) {
        case 'header': {
          const mine = sample.headers?.filter(({ name }) => name === term.name);
          if (wanted === '') return mine?.length === 0;
          return mine?.some(({ value }) => fits(value, wanted, true)) === true;
        }
        case 'error':
          return wanted === '' ? sample.error === undefined : fits(sample.error, `*${wanted}*`);
        case 'flow':
        case 'package': {
          const { id, name, packageId, packageName } = sample.flow;
          const [one, other] = term.field === 'flow' ? [id, name] : [packageId, packageName];
          return wanted === '' ? one === '' && other === '' : fits(one, wanted) || fits(other, wanted);
        }
        case 'messageGuid':
          return fits(sample.guid, wanted, true);
        case 'correlationId':
          return fits(sample.correlationId, wanted, true);
        case 'applicationMessageId':
          return fits(sample.applicationId, wanted, true);
        case 'transaction':
          return fits(sample.transactionId, wanted, true);
        case 'applicationMessageType':
          return fits(sample.applicationType, wanted);
        default:
          return fits(sample[term.field], wanted);
      }
    });
  })();
  return is !== (term.not === true);
}

const not = fc.constantFrom({}, { not: true as const });
const valuesOf = (...values: string[]) =>
  fc.uniqueArray(fc.constantFrom(...values, ''), { minLength: 1, maxLength: 3 });
const choice = (field: Exclude<MessageTerm['field'], 'header' | 'duration'>, ...values: string[]) =>
  fc.tuple(valuesOf(...values), not).map(([list, turned]) => ({ field, values: list, ...turned }));

const anyTerm: fc.Arbitrary<MessageTerm> = fc.oneof(
  choice('status', 'failed', 'COMPLETED', '*E*'),
  choice('flow', 'orderin', 'Receive orders', 'Order*', '*_in', 'none'),
  choice('package', 'sales', 'Sales & more', 'S*'),
  choice('sender', 'shop', 'S_P', 'S*P', 'SAP 100%', '*%'),
  choice('receiver', 'ERP', 'e*'),
  choice('customStatus', 'DONE', 'done*'),
  choice('messageGuid', 'A1', 'a1', 'A2*'),
  choice('correlationId', 'c1', 'c2', 'c*'),
  choice('applicationMessageId', 'ORDER-3', 'ORDER-1*', 'order*', '*-2?'),
  choice('applicationMessageType', 'order', 'I*'),
  choice('transaction', 't0', 't*'),
  choice('logLevel', 'debug', 'I*'),
  choice('error', 'HTTP 500', 'timed_out', '100%', '50*conn', 'timedxout'),
  fc
    .tuple(valuesOf('4711', '47*', '*1*', 'again', 'AGAIN', 'A*'), not, fc.constantFrom('orderId', 'other'))
    .map(([values, turned, name]) => ({ field: 'header' as const, name, values, ...turned })),
  fc.tuple(fc.option(fc.nat(6_000)), fc.option(fc.nat(6_000)), not).map(([from, to, turned]) => ({
    field: 'duration' as const,
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    ...turned,
  })),
);

const open = libraryOfFile();
let queries: MessageQueries;

beforeAll(async () => {
  const library = await open();
  queries = new MessageQueries(library, () => start + 1);
  await MessageWriter.of(library).write(samples);
  await library.write([
    {
      sql: 'INSERT INTO message_parts (guid, part, value, read_at) VALUES (?, ?, ?, 1)',
      rows: samples.flatMap(({ guid, headers, error }) => [
        ...(headers ? [[guid, 'customHeaders', JSON.stringify(headers)]] : []),
        ...(error === undefined ? [] : [[guid, 'error', JSON.stringify({ text: error })]]),
      ]),
    },
  ]);
});

async function found(filter: MessageFilter) {
  const sort = { column: 'start', direction: 'descending' } as const;
  return queries.window({ connectionId: 'tenant', filter, sort, offset: 0, limit: 500 }, never);
}

describe('a filter of messages', () => {
  it('finds what its terms say, whatever they are, and counts the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTerm, { minLength: 1, maxLength: 3 }), async (terms) => {
        const filter = filterInput.parse({ ...everything, terms });
        const { rows, total } = await found(filter);
        const expected = samples.filter((sample) => terms.every((term) => holds(sample, term)));
        expect(rows.map(({ messageGuid }) => messageGuid)).toEqual(expected.map(({ guid }) => guid));
        expect(total).toBe(expected.length);
      }),
      { numRuns: 150 },
    );
  });

  it('takes flows by id, by name and by pattern, in sums as in rows', async () => {
    for (const flows of [['OrderIn'], ['receive ORDERS'], ['*In']]) {
      const { rows, total } = await found({ ...everything, flows });
      const expected = samples.filter(({ flow }) =>
        flows.some((wanted) => fits(flow.id, wanted) || fits(flow.name, wanted)),
      );
      expect(rows.map(({ messageGuid }) => messageGuid)).toEqual(expected.map(({ guid }) => guid));
      expect(total).toBe(expected.length);
    }
  });
});

describe('custom headers in the library', () => {
  const withHeader = (value: string): MessageFilter => ({
    ...everything,
    terms: [{ field: 'header', name: 'N', values: [value] }],
  });

  it('follow the part they come from: changed, deleted, and gone with their message', async () => {
    const library = await temporaryLibrary();
    const own = new MessageQueries(library, () => start + 1);
    const count = async (value: string) =>
      Object.values(await own.counts(withHeader(value), never)).reduce((sum, n) => sum + n, 0);
    const rows = () =>
      library.get(
        'SELECT (SELECT count(*) FROM message_headers) AS headers, (SELECT count(*) FROM headers_read) AS known',
      );
    await MessageWriter.of(library).write(samples.slice(0, 2));
    const part = (guid: string, value: string) => ({
      sql: `INSERT INTO message_parts (guid, part, value, read_at) VALUES (?, 'customHeaders', ?, 1)
        ON CONFLICT (guid, part) DO UPDATE SET value = excluded.value`,
      params: [guid, JSON.stringify([{ name: 'N', value }])],
    });
    await library.write([part('A0', 'one'), part('A1', 'one')]);
    expect([await count('one'), await rows()]).toEqual([2, { headers: 2, known: 2 }]);
    await library.write([part('A1', 'two')]);
    expect([await count('one'), await count('two')]).toEqual([1, 1]);
    await library.write([{ sql: "DELETE FROM messages WHERE guid = 'A0'" }]);
    expect(await rows()).toEqual({ headers: 1, known: 1 });
    await library.write([{ sql: "DELETE FROM message_parts WHERE guid = 'A1'" }]);
    expect(await rows()).toEqual({ headers: 0, known: 0 });
  });
});
