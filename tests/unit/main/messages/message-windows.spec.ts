import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import type { MessageLog } from '../../../../src-main/messages/message-log.ts';
import { MessageQueries } from '../../../../src-main/messages/message-queries.ts';
import { MessageWriter } from '../../../../src-main/messages/message-writer.ts';
import { mergeOrder } from '../../../../src-main/queries/merge-order.ts';
import { hour, minute } from '../../../../src-shared/durations.ts';
import type { MessageColumn, MessageFilter, MessageTerm } from '../../../../src-shared/model/messages.ts';
import { libraryOfFile } from '../library/temporary-library.ts';

const now = Date.UTC(2026, 10, 23, 12, 20);
const never = new AbortController().signal;
const size = 700;

/** Ten days, some messages at the same moment, some hours without any. */
function log(n: number): MessageLog {
  const start = now - Math.floor(n / 3) * 61 * minute - (n % 3 === 0 ? 0 : 20 * minute);
  return {
    guid: `A${n}`,
    start,
    end: n % 13 === 0 ? undefined : start + ((n * 37) % 500),
    status: n % 5 === 0 ? 'FAILED' : 'COMPLETED',
    correlationId: n % 4 === 0 ? undefined : `c${(n * 7) % 50}`,
    applicationId: undefined,
    applicationType: n % 2 === 0 ? 'Order' : undefined,
    sender: ['SAP', 'sap', 'Shop', undefined][n % 4],
    receiver: n % 50 === 0 ? 'RARE' : undefined,
    customStatus: ['x', 'X', undefined][n % 3],
    logLevel: 'INFO',
    transactionId: undefined,
    flow: {
      id: `F${n % 6}`,
      name: ['b', 'A', 'a', 'C', '', 'd'][n % 6] ?? '',
      type: '',
      packageId: '',
      packageName: '',
    },
  };
}

const open = libraryOfFile();
let direct: MessageQueries;
let byRows: MessageQueries;

beforeAll(async () => {
  const library = await open();
  await MessageWriter.of(library).write(Array.from({ length: size }, (_, n) => log(n)));
  // More than five messages are many here, so that every way to a window is taken.
  direct = new MessageQueries(library, () => now + 1, 5);
  byRows = new MessageQueries(library, () => now + 1, Number.MAX_SAFE_INTEGER);
});

const columns: readonly MessageColumn[] = [
  'start',
  'status',
  'flowName',
  'duration',
  'sender',
  'receiver',
  'customStatus',
  'messageGuid',
  'correlationId',
];
const term: fc.Arbitrary<MessageTerm> = fc.constantFrom(
  { field: 'sender', values: ['sap'] },
  { field: 'sender', values: [''], not: true },
  { field: 'receiver', values: ['rare'] },
  { field: 'customStatus', values: ['x'] },
  { field: 'duration', from: 100 },
);
const filters: fc.Arbitrary<MessageFilter> = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: 1, max: 60 * 24 * 12 }).map((minutes) => ({ kind: 'last' as const, minutes })),
      fc
        .tuple(fc.nat(11 * 24), fc.nat(59), fc.integer({ min: 1, max: 5 * 24 * 60 }))
        .map(([hours, minutes, length]) => ({
          kind: 'between' as const,
          from: now - hours * hour - minutes * minute,
          to: now - hours * hour - minutes * minute + length * minute,
        })),
    ),
    fc.constantFrom([], ['FAILED'], ['COMPLETED']),
    fc.constantFrom([], ['F1', 'F2'], ['F4']),
    fc.array(term, { maxLength: 1 }),
  )
  .map(([range, statuses, flows, terms]) => ({ range, statuses, flows, terms }));

describe('windows of messages', () => {
  it('are the pieces of one list, in the wanted order, wherever they begin', async () => {
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.constantFrom(...columns),
        fc.constantFrom('ascending' as const, 'descending' as const),
        fc.integer({ min: 1, max: 120 }),
        async (filter, column, direction, limit) => {
          const sort = { column, direction };
          const expected = await byRows.rows({ filter, sort, offset: 0, limit: size }, never);
          const found: string[] = [];
          const order = mergeOrder(sort);
          let last;
          for (let offset = 0; offset <= expected.length; offset += limit) {
            const rows = await direct.rows({ filter, sort, offset, limit }, never);
            expect(rows).toHaveLength(Math.min(limit, expected.length - offset));
            for (const row of rows) {
              if (last) expect(order(last, row)).toBeLessThanOrEqual(0);
              last = row;
            }
            found.push(...rows.map(({ messageGuid }) => messageGuid));
          }
          expect(found).toEqual(expected.map(({ messageGuid }) => messageGuid));
          expect(await direct.total(filter, never)).toBe(expected.length);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('end with the list', async () => {
    const filter: MessageFilter = { range: { kind: 'last', minutes: 60 * 24 * 20 }, statuses: [], flows: [] };
    const sort = { column: 'sender', direction: 'ascending' } as const;
    expect(await direct.rows({ filter, sort, offset: size, limit: 10 }, never)).toEqual([]);
    expect(await direct.rows({ filter, sort, offset: size - 3, limit: 10 }, never)).toHaveLength(3);
  });
});
