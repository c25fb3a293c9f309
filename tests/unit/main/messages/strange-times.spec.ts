import { describe, expect, it } from 'vitest';

import type { FakeTenant } from '../fake-tenant.ts';
import { messageEntity } from './fake-messages.ts';
import { day, hour, minute, set, start, type SyncWorld } from './sync-world.ts';

interface Sent {
  readonly guid: string;
  readonly start: number | null;
}

/** Answers every list of logs with these pages, whatever it was asked for. */
function serve(tenant: FakeTenant, page: (number: number) => readonly Sent[], next?: string): void {
  let asked = 0;
  tenant.page = (_request, parse) => {
    asked += 1;
    if (asked > 500) throw new Error('Read for ever.');
    const entities = page(asked).map(({ guid, start }) =>
      parse({
        ...messageEntity({ guid, start: start ?? 0, status: 'COMPLETED' }),
        ...(start === null && { LogStart: null }),
      }),
    );
    return Promise.resolve({ entities, next, count: undefined });
  };
}

const loadedBy = async ({ library }: SyncWorld) =>
  library.all('SELECT from_time AS "from", to_time AS "to" FROM loaded_intervals');

describe('a tenant that answers other times than it was asked for', () => {
  const recent = (count: number): Sent[] =>
    Array.from({ length: count }, (_, index) => ({ guid: `M${index}`, start: start - 1 - index * 1_000 }));

  it.each([
    ['without a time', null],
    ['older than the window', start - 29 * day],
    ['newer than the window', start + day],
  ])('and sends a log %s is not believed to have sent everything in between', async (_name, strange) => {
    const one = await set([]);
    serve(one.tenant, (number) =>
      number === 1 ? [...recent(999), { guid: 'strange', start: strange }] : recent(10),
    );
    await one.sync(start - 10 * minute, start).catch(() => undefined);
    for (const { from } of (await loadedBy(one)) as readonly { from: number }[]) {
      expect(from).toBeGreaterThanOrEqual(start - 10 * minute);
    }
    expect(await one.library.get("SELECT count(*) AS n FROM messages WHERE guid = 'strange'")).toEqual({
      n: 1,
    });
    const [first] = (await loadedBy(one)) as readonly { from: number; to: number }[];
    // The second page said nothing about what lies between: it was short, so the window is complete.
    expect(first).toEqual({ from: start - 10 * minute, to: start });
  });

  it('and sorts oldest first is refused', async () => {
    const one = await set([]);
    serve(one.tenant, () =>
      recent(1_000).map((log) => ({ ...log, start: start - 2_000_000 + (start - (log.start ?? 0)) })),
    );
    await expect(one.sync(start - hour, start)).rejects.toMatchObject({ code: 'tenant.unexpected-shape' });
    expect(await loadedBy(one)).toEqual([]);
  });

  it.each([
    ['empty pages with another to follow', (): Sent[] => []],
    ['pages without any time', (): Sent[] => [{ guid: 'M', start: null }]],
  ])('and names %s is not read for ever', async (_name, page) => {
    const one = await set([]);
    serve(one.tenant, page, 'another');
    await expect(one.sync(start - hour, start)).rejects.toMatchObject({ code: 'tenant.unexpected-shape' });
  });

  it('and ignores $skip is not read for ever', async () => {
    const one = await set([]);
    serve(one.tenant, () =>
      Array.from({ length: 1_000 }, (_, index) => ({ guid: `M${index}`, start: start - 1 })),
    );
    await expect(one.sync(start - hour, start)).rejects.toMatchObject({ code: 'tenant.unexpected-shape' });
  });
});
