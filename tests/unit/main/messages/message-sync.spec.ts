import { describe, expect, it } from 'vitest';

import { MessageQueries } from '../../../../src-main/messages/message-queries.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { messageEntity } from './fake-messages.ts';
import { day, hour, minute, month, set, start, type SyncWorld } from './sync-world.ts';

const lists = ({ tenant }: SyncWorld) =>
  tenant.requests.filter(({ path }) => path === 'MessageProcessingLogs');
const loaded = (one: SyncWorld, from: number, to: number) =>
  new MessageQueries(one.library, () => one.now).loaded(
    { kind: 'between', from, to },
    new AbortController().signal,
  );

describe('loading a range', () => {
  it('brings every message once and keeps pages full', async () => {
    const one = await set(month(20_000));
    expect(await one.sync(start - 30 * day, start)).toBe(20_000);
    expect(await one.stored()).toBe(20_000);
    expect(lists(one).length).toBeLessThanOrEqual(20 + 24);
    // What comes in meanwhile does not move pages: each has an end, and a page is never larger than the tenant gives.
    const pages = lists(one).filter(({ query }) => query?.['$filter']?.includes('LogStart'));
    expect(pages.length).toBeGreaterThanOrEqual(20);
    for (const { query } of pages) {
      expect(query?.['$filter']).toMatch(/LogStart ge datetime'[^']+' and LogStart lt datetime'[^']+'$/);
      expect(query?.['$top']).toBe('1000');
    }
    expect(await loaded(one, start - 30 * day, start)).toMatchObject({
      loaded: 20_000,
      complete: true,
      gaps: [],
    });
  });

  it('asks for nothing that is loaded already', async () => {
    const one = await set(month(3_000));
    await one.sync(start - 20 * day, start - 10 * day);
    one.tenant.requests.length = 0;
    await one.sync(start - 20 * day, start - 10 * day);
    expect(lists(one)).toEqual([]);
    await one.sync(start - 21 * day, start - 9 * day);
    const bounds = lists(one).map(({ query }) => query?.['$filter']);
    expect(bounds.join(' ')).not.toContain('2026-11-10');
    expect(await loaded(one, start - 21 * day, start - 9 * day)).toMatchObject({ complete: true });
  });

  it('also reads more than a page that began within one millisecond', async () => {
    const messages = Array.from({ length: 2_500 }, (_, index) => ({
      guid: `M${index}`,
      start: start - hour,
      status: 'COMPLETED',
    }));
    messages.push({ guid: 'older', start: start - 2 * hour, status: 'COMPLETED' });
    const one = await set(messages);
    await one.sync(start - day, start);
    expect(await one.stored()).toBe(2_501);
  });

  it('names the gaps that are left', async () => {
    const one = await set(month(100));
    await one.sync(start - 3 * day, start - 2 * day);
    await one.sync(start - day, start);
    const { complete, gaps } = await loaded(one, start - 4 * day, start);
    expect(complete).toBe(false);
    expect(gaps).toEqual([
      { from: start - 2 * day, to: start - day },
      { from: start - 4 * day, to: start - 3 * day },
    ]);
  });

  it('goes on where it was interrupted', async () => {
    const one = await set(month(20_000));
    let answers = 0;
    one.tenant.before = ({ path }) => {
      if (path === 'MessageProcessingLogs' && ++answers > 10) throw new AppError('network.cut', 'Cut.');
    };
    await expect(one.sync(start - 30 * day, start)).rejects.toMatchObject({ code: 'network.cut' });
    const before = await one.stored();
    expect(before).toBeGreaterThan(3_000);
    one.tenant.before = () => undefined;
    one.tenant.requests.length = 0;
    await one.sync(start - 30 * day, start);
    expect(await one.stored()).toBe(20_000);
    expect(lists(one).length).toBeLessThanOrEqual((20_000 - before) / 1_000 + 26);
  });

  it('stops when it is cancelled', async () => {
    const one = await set(month(5_000));
    const abort = new AbortController();
    one.tenant.before = ({ path }) => {
      if (path === 'MessageProcessingLogs') abort.abort(new AppError('request.cancelled', 'Cancelled.'));
    };
    await expect(one.sync(start - 30 * day, start, abort.signal)).rejects.toMatchObject({
      code: 'request.cancelled',
    });
  });
});

describe('order and memory', () => {
  it('reads by windows of LogStart, newest first', async () => {
    const one = await set(month(20_000));
    const seen: number[] = [];
    one.tenant.before = ({ path, query }) => {
      const from = /LogStart ge datetime'([^']+)'/.exec(query?.['$filter'] ?? '')?.[1];
      if (path === 'MessageProcessingLogs' && from !== undefined) seen.push(Date.parse(`${from}Z`));
    };
    await one.sync(start - 30 * day, start + 1);
    const windows = [...new Set(seen)];
    expect(windows.length).toBeGreaterThan(10);
    expect(windows).toEqual(windows.toSorted((a, b) => b - a));
  });

  it('has the newest in the library while the rest is still being read', async () => {
    const one = await set(month(20_000));
    let answers = 0;
    one.tenant.before = ({ path }) => {
      if (path === 'MessageProcessingLogs' && ++answers > 12) throw new AppError('network.cut', 'Cut.');
    };
    await expect(one.sync(start - 30 * day, start + 1)).rejects.toMatchObject({ code: 'network.cut' });
    const { gaps } = await loaded(one, start - 30 * day, start);
    const stored = await one.library.get<{ last: number }>('SELECT max(start) AS last FROM messages');
    expect(stored?.last).toBeGreaterThan(start - day);
    expect(Math.min(...gaps.map(({ from }) => from))).toBe(start - 30 * day);
  });

  it('claims no more than the window it asked for, whatever the tenant answers', async () => {
    const one = await set(month(100));
    one.tenant.list('MessageProcessingLogs', () =>
      one.messages.toSorted((a, b) => b.start - a.start).map(messageEntity),
    );
    await one.sync(start - 2 * day, start - day);
    const { gaps } = await loaded(one, start - 30 * day, start);
    expect(gaps).toEqual([
      { from: start - day, to: start },
      { from: start - 30 * day, to: start - 2 * day },
    ]);
  });

  it('ends with an error where a tenant answers full pages of something else', async () => {
    const one = await set(month(3_000));
    one.tenant.list('MessageProcessingLogs', () =>
      one.messages.toSorted((a, b) => b.start - a.start).map(messageEntity),
    );
    await expect(one.sync(start - 29 * day, start - 28 * day)).rejects.toMatchObject({
      code: 'tenant.unexpected-shape',
    });
    expect(await one.stored()).toBe(0);
  });
});

describe('messages that are not final', () => {
  it.each(['PROCESSING', 'RETRY', 'ABANDONED', 'CANCELLED', 'SOMETHING_NEW'])(
    'in %s are asked for again, those that are final are not',
    async (status) => {
      const final = ['COMPLETED', 'FAILED', 'ESCALATED', 'DISCARDED'];
      const one = await set([
        { guid: 'open', start: start - 3 * hour, status },
        ...final.map((each) => ({ guid: each, start: start - 4 * hour, status: each })),
      ]);
      await one.sync(start - day, start + 1);
      for (const message of one.messages) message.status = 'COMPLETED';
      one.now = start + 30 * minute;
      one.tenant.requests.length = 0;
      await one.sync(start - day, one.now + 1);
      const filters = lists(one).map(({ query }) => query?.['$filter'] ?? '');
      expect(filters.filter((filter) => filter.includes('MessageGuid'))).toEqual(["MessageGuid eq 'open'"]);
      expect(await one.library.get("SELECT status FROM messages WHERE guid = 'open'")).toEqual({
        status: 'COMPLETED',
      });
    },
  );

  it('are all followed in the end, however many stay as they are', async () => {
    const cancelled = Array.from({ length: 1_500 }, (_, index) => ({
      guid: `C${index}`,
      start: start - 2 * hour - index,
      status: 'CANCELLED',
    }));
    const oldest = { guid: 'oldest', start: start - 20 * hour, status: 'RETRY' };
    const one = await set([...cancelled, oldest]);
    await one.sync(start - day, start + 1);
    oldest.status = 'COMPLETED';
    for (let sync = 1; sync <= 3; sync++) {
      one.now = start + sync * 10 * minute;
      await one.sync(start - day, one.now + 1);
    }
    expect(await one.library.get("SELECT status FROM messages WHERE guid = 'oldest'")).toEqual({
      status: 'COMPLETED',
    });
  });

  it('are all followed in the end, also where the app starts anew between two syncs', async () => {
    const cancelled = Array.from({ length: 1_500 }, (_, index) => ({
      guid: `C${index}`,
      start: start - 2 * hour - index,
      status: 'CANCELLED',
    }));
    const oldest = { guid: 'oldest', start: start - 20 * hour, status: 'RETRY' };
    const one = await set([...cancelled, oldest]);
    await one.sync(start - day, start + 1);
    oldest.status = 'COMPLETED';
    for (let sync = 1; sync <= 3; sync++) {
      one.restart();
      one.now = start + sync * 10 * minute;
      await one.sync(start - day, one.now + 1);
    }
    expect(await one.library.get("SELECT status FROM messages WHERE guid = 'oldest'")).toEqual({
      status: 'COMPLETED',
    });
  });
});

describe('keeping up', () => {
  it('reads the last fifteen minutes before the last sync again, and no more', async () => {
    const one = await set(month(2_000));
    await one.sync(start - 2 * day, start + 1);
    one.now = start + 5 * minute;
    one.tenant.requests.length = 0;
    await one.sync(one.now - 2 * day, one.now + 1);
    const froms = lists(one).flatMap(({ query }) => {
      const from = /LogStart ge datetime'([^']+)'/.exec(query?.['$filter'] ?? '')?.[1];
      return from === undefined ? [] : [Date.parse(`${from}Z`)];
    });
    expect(Math.min(...froms)).toBe(start - 15 * minute);
  });

  it('brings what became visible late, also long after the last sync', async () => {
    const late = {
      guid: 'late',
      start: start - 2 * minute,
      status: 'COMPLETED',
      visibleAt: start + 8 * minute,
    };
    const one = await set([...month(100), late]);
    await one.sync(start - hour, start + 1);
    expect(await one.library.get("SELECT guid FROM messages WHERE guid = 'late'")).toBeUndefined();
    one.now = start + 3 * hour;
    await one.sync(one.now - 4 * hour, one.now + 1);
    expect(await one.library.get("SELECT guid FROM messages WHERE guid = 'late'")).toEqual({ guid: 'late' });
  });

  it('reads the end of the last sync again although a shorter range is asked for', async () => {
    const late = { guid: 'late', start: start - 10 * minute, status: 'COMPLETED', visibleAt: start + minute };
    const one = await set([late]);
    await one.sync(start - hour, start + 1);
    one.now = start + 5 * minute;
    await one.sync(one.now - 6 * minute, one.now + 1);
    expect(await one.stored()).toBe(1);
    expect(await loaded(one, start - hour, one.now)).toMatchObject({ complete: true });
  });

  it('notices that a message of long ago has ended in another way, also where it counted as final', async () => {
    const changing = {
      guid: 'changing',
      start: start - 3 * hour,
      status: 'FAILED',
      customStatus: 'Open',
      end: 0,
    };
    const one = await set([{ ...changing, end: start - 3 * hour + 100 }, ...month(50)]);
    await one.sync(start - day, start + 1);
    const [message] = one.messages;
    Object.assign(message ?? {}, { status: 'COMPLETED', customStatus: 'Posted', end: start + 2 * minute });
    one.now = start + 20 * minute;
    await one.sync(start - day, one.now + 1);
    const sql = 'SELECT status, custom_status, "end" FROM messages WHERE guid = \'changing\'';
    expect(await one.library.get(sql)).toEqual({
      status: 'COMPLETED',
      custom_status: 'Posted',
      end: start + 2 * minute,
    });
  });

  it('does not take for loaded what the tenant has forgotten', async () => {
    const one = await set(month(100));
    await one.sync(start - 50 * day, start + 1);
    expect(await loaded(one, start - 50 * day, start)).toMatchObject({
      complete: false,
      gaps: [],
      forgotten: { from: start - 50 * day, to: start - 30 * day },
    });
    expect(await loaded(one, start - 30 * day, start)).toMatchObject({ complete: true });
  });

  it.each([7, -7])("goes by the tenant's clock where that is %i minutes ahead", async (minutes) => {
    const late = {
      guid: 'late',
      start: start + minutes * minute - 9 * minute,
      status: 'COMPLETED',
      visibleAt: start + minute,
    };
    const one = await set([late]);
    Object.assign(one.tenant, { ahead: () => minutes * minute });
    await one.sync(start - hour, start + 1);
    expect(await one.stored()).toBe(0);
    one.now = start + 2 * minute;
    await one.sync(one.now - hour, one.now + 1);
    expect(await one.stored()).toBe(1);
  });

  it('leaves what is loaded up to now as it is while an older range is read', async () => {
    const one = await set(month(100));
    await one.sync(start - hour, start + 1);
    await one.sync(start - 3 * day, start - 2 * day);
    expect(await loaded(one, start - hour, start)).toMatchObject({ complete: true });
  });

  it('brings what became visible late in a fixed range that ended some minutes ago', async () => {
    const late = { guid: 'late', start: start - 4 * minute, status: 'COMPLETED', visibleAt: start + minute };
    const one = await set([late]);
    await one.sync(start - hour, start - 2 * minute);
    one.now = start + 30 * minute;
    await one.sync(start - hour, one.now + 1);
    expect(await one.stored()).toBe(1);
  });

  it('does not count a month to catch up with some minutes', async () => {
    const one = await set(month(500));
    await one.sync(start - 30 * day, start + 1);
    one.now = start + 5 * minute;
    one.tenant.requests.length = 0;
    expect(await one.sync(one.now - 30 * day, one.now + 1)).toBeUndefined();
    expect(one.tenant.paths).not.toContain('MessageProcessingLogs/$count');
  });

  it('keeps the list of loaded stretches when two ranges are read at once', async () => {
    const one = await set(month(2_000));
    await Promise.all([
      one.sync(start - 3 * day, start - 2 * day),
      one.sync(start - 6 * day, start - 5 * day),
    ]);
    expect(await loaded(one, start - 3 * day, start - 2 * day)).toMatchObject({ complete: true });
    expect(await loaded(one, start - 6 * day, start - 5 * day)).toMatchObject({ complete: true });
  });
});
