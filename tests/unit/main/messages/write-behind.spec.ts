import { describe, expect, it } from 'vitest';

import type { Library } from '../../../../src-main/library/library.ts';
import { MessageQueries } from '../../../../src-main/messages/message-queries.ts';
import { MessageSync } from '../../../../src-main/messages/message-sync.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { day, minute, month, set, start, type SyncWorld } from './sync-world.ts';

/** So short that it is read in one window, and of several pages. */
const range = { from: start - 20 * minute, to: start };

/** Syncs the range into the library as `write` has it. */
function sync(one: SyncWorld, write: Library['write']): Promise<number | undefined> {
  const library = { ...one.library, write };
  const job = { signal: new AbortController().signal, progress: () => undefined };
  return new MessageSync({
    client: one.tenant,
    library,
    now: () => start + day,
    changed: () => undefined,
  }).run(range, job);
}

/** Four thousand messages within the range: four pages and more. */
const starts = Array.from(
  { length: 4_000 },
  (_, index) => range.from + Math.floor((index * 20 * minute) / 4_000),
);
const world = (): Promise<SyncWorld> =>
  set(month(4_000).map((message, index) => ({ ...message, start: starts[index] ?? range.from })));
const pages = ({ tenant }: SyncWorld): number =>
  tenant.requests.filter(({ path }) => path === 'MessageProcessingLogs').length;
const unmet = async (one: SyncWorld) => {
  const queries = new MessageQueries(one.library, () => start);
  return (await queries.loaded({ kind: 'between', ...range }, new AbortController().signal)).gaps;
};

describe('writing behind the reading', () => {
  it('asks for the next pages while the first is being written, but not for all of them', async () => {
    const one = await world();
    let release: () => void = () => undefined;
    const held = new Promise<void>((done) => {
      release = done;
    });
    const syncing = sync(one, async (statements) => {
      await held;
      await one.library.write(statements);
    });
    await expect.poll(() => pages(one)).toBe(5);
    expect(await one.stored()).toBe(0);
    release();
    await syncing;
    expect(await one.stored()).toBe(4_000);
    expect(await unmet(one)).toEqual([]);
  });

  it('leaves a gap where one page could not be stored, though a later one was', async () => {
    const one = await world();
    let writes = 0;
    const storing = sync(one, async (statements) => {
      writes += 1;
      if (writes === 1) throw new AppError('disk.full', 'Full.');
      await one.library.write(statements);
    });
    await expect(storing).rejects.toMatchObject({ code: 'disk.full' });
    expect(writes).toBeGreaterThan(1);
    // Which page comes first is up to the tenant: whatever is missing lies in a gap.
    const gaps = await unmet(one);
    const stored = new Set(
      (await one.library.all<{ start: number }>('SELECT start FROM messages')).map((row) => row.start),
    );
    const missing = starts.filter((at) => !stored.has(at));
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.filter((at) => !gaps.some(({ from, to }) => at >= from && at < to))).toEqual([]);
    await sync(one, one.library.write);
    expect(await one.stored()).toBe(4_000);
    expect(await unmet(one)).toEqual([]);
  });
});
