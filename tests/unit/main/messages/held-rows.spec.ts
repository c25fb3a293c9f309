import { describe, expect, it } from 'vitest';

import { MessageQueries } from '../../../../src-main/messages/message-queries.ts';
import type { HeldBack, MessageFilter } from '../../../../src-shared/model/messages.ts';
import { day, hour, minute, set, start } from './sync-world.ts';

const never = new AbortController().signal;
const everything: MessageFilter = { range: { kind: 'last', minutes: 1_440 }, statuses: [], flows: [] };

async function world() {
  const one = await set(
    Array.from({ length: 40 }, (_, index) => ({
      guid: `M${String(index).padStart(2, '0')}`,
      start: start - hour - index * minute,
      status: index % 4 === 0 ? 'FAILED' : 'COMPLETED',
    })),
  );
  await one.sync(start - day, start + 1);
  const queries = new MessageQueries(one.library, () => one.now);
  const rows = async (filter = everything, heldBack?: HeldBack, offset = 0) =>
    queries.window(
      {
        connectionId: 'x',
        filter,
        sort: { column: 'start', direction: 'descending' },
        offset,
        limit: 10,
      } as never,
      never,
      heldBack,
    );
  const arrive = async (...starts: number[]) => {
    one.messages.push(...starts.map((at) => ({ guid: `N${at}`, start: at, status: 'FAILED' })));
    one.now += minute;
    await one.sync(start - day, one.now + 1);
  };
  return { rows, arrive };
}

describe('rows that are held back', () => {
  it('leave the list as it was, row for row, and are counted', async () => {
    const { rows, arrive } = await world();
    const before = await rows(everything, undefined, 5);
    // One at the top, one late between the rows on the screen.
    await arrive(start + 10_000, start - 2 * minute);
    const held: HeldBack = { afterKey: before.lastKey, start: start - 2 * hour };
    const after = await rows(everything, held, 5);
    expect(after.rows).toEqual(before.rows);
    expect(after).toMatchObject({ total: before.total, held: 2 });
    expect(await rows()).toMatchObject({ total: before.total + 2, held: 0 });
  });

  it('are not those that come in below what is looked at', async () => {
    const { rows, arrive } = await world();
    const before = await rows();
    await arrive(start - 14 * minute);
    const held: HeldBack = { afterKey: before.lastKey, start: start - 10 * minute };
    expect(await rows(everything, held)).toMatchObject({ total: before.total + 1, held: 0 });
  });

  it('count only where they fit the filter', async () => {
    const { rows, arrive } = await world();
    const before = await rows();
    await arrive(start + 10_000);
    const held: HeldBack = { afterKey: before.lastKey, start: 0 };
    expect(await rows({ ...everything, statuses: ['FAILED'] }, held)).toMatchObject({ held: 1, total: 10 });
    expect(await rows({ ...everything, statuses: ['COMPLETED'] }, held)).toMatchObject({ held: 0 });
  });
});
