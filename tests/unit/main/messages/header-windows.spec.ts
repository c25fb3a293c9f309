import { beforeAll, describe, expect, it } from 'vitest';

import type { MessageLog } from '../../../../src-main/messages/message-log.ts';
import { MessageQueries } from '../../../../src-main/messages/message-queries.ts';
import { MessageWriter } from '../../../../src-main/messages/message-writer.ts';
import { minute } from '../../../../src-shared/durations.ts';
import type { MessageFilter, MessageRow } from '../../../../src-shared/model/messages.ts';
import { libraryOfFile } from '../library/temporary-library.ts';

const now = Date.UTC(2026, 10, 23, 12, 20);
const never = new AbortController().signal;
const size = 240;
const all: MessageFilter = { range: { kind: 'last', minutes: 60 * 24 * 30 }, statuses: [], flows: [] };

function log(n: number): MessageLog {
  const start = now - n * minute;
  return {
    guid: `A${n}`,
    start,
    end: start + n,
    status: n % 4 === 0 ? 'FAILED' : 'COMPLETED',
    correlationId: undefined,
    applicationId: undefined,
    applicationType: undefined,
    sender: undefined,
    receiver: undefined,
    customStatus: undefined,
    logLevel: 'INFO',
    transactionId: undefined,
    flow: { id: 'F', name: 'Orders', type: '', packageId: '', packageName: '' },
  };
}

/** Every fourth message has its headers read; every eighth of all carries the one that is sorted by, some of them twice. */
function orderIds(n: number): readonly string[] {
  if (n % 8 !== 0) return [];
  return n % 24 === 0 ? [`z${n}`, `o${n % 40}`] : [`o${n % 40}`];
}

const lowest = (n: number): string | undefined => orderIds(n).toSorted().at(0);

function expected(numbers: readonly number[], direction: 'ascending' | 'descending'): readonly string[] {
  const way = direction === 'ascending' ? 1 : -1;
  const value = (n: number): string => lowest(n) ?? '';
  const carriers = numbers.filter((n) => lowest(n) !== undefined);
  const others = numbers.filter((n) => lowest(n) === undefined);
  // Messages came in as they are numbered, and the lower the number the newer they are.
  const sorted = carriers.toSorted((a, b) =>
    value(a) === value(b) ? way * (a - b) : value(a) < value(b) ? -way : way,
  );
  return [...sorted, ...others].map((n) => `A${n}`);
}

const open = libraryOfFile();
let walked: MessageQueries;
let sorted: MessageQueries;

beforeAll(async () => {
  const library = await open();
  await MessageWriter.of(library).write(Array.from({ length: size }, (_, n) => log(n)));
  const rows = Array.from({ length: size / 4 }, (_, n) => {
    const values = orderIds(n * 4).map((value) => ({ name: 'orderId', value }));
    return [`A${n * 4}`, 'customHeaders', JSON.stringify([...values, { name: 'plant', value: 'P1' }]), now];
  });
  await library.write([
    { sql: 'INSERT INTO message_parts (guid, part, value, read_at) VALUES (?, ?, ?, ?)', rows },
  ]);
  walked = new MessageQueries(library, () => now + 1, 5);
  sorted = new MessageQueries(library, () => now + 1);
});

async function pieces(
  queries: MessageQueries,
  filter: MessageFilter,
  direction: 'ascending' | 'descending',
  column: `header:${string}` = 'header:orderId',
): Promise<readonly string[]> {
  const found: MessageRow[] = [];
  for (let offset = 0; offset <= size; offset += 17)
    found.push(...(await queries.rows({ filter, sort: { column, direction }, offset, limit: 17 }, never)));
  return found.map(({ messageGuid }) => messageGuid);
}

const numbers = Array.from({ length: size }, (_, n) => n);

describe('messages in the order of a custom header', () => {
  it.each(['ascending', 'descending'] as const)(
    'stand by its value, %s, each once, then all others, newest first',
    async (direction) => {
      expect(await pieces(walked, all, direction)).toEqual(expected(numbers, direction));
      expect(await pieces(sorted, all, direction)).toEqual(expected(numbers, direction));
    },
  );

  it('stay narrowed by the filter', async () => {
    const failed = numbers.filter((n) => n % 4 === 0);
    const filter = { ...all, statuses: ['FAILED'] };
    expect(await pieces(walked, filter, 'descending')).toEqual(expected(failed, 'descending'));
    expect(await pieces(sorted, filter, 'descending')).toEqual(expected(failed, 'descending'));
  });

  it('that nobody carries are the newest first', async () => {
    const newest = numbers.map((n) => `A${n}`);
    expect(await pieces(walked, all, 'ascending', "header:no' such")).toEqual(newest);
    expect(await pieces(sorted, all, 'descending', "header:no' such")).toEqual(newest);
  });
});
