import { beforeAll, describe, expect, it } from 'vitest';

import { ChartService } from '../../../../src-main/charts/chart-service.ts';
import { chartsInputs } from '../../../../src-main/charts/inputs.ts';
import { timeColumns } from '../../../../src-main/charts/time-columns.ts';
import type { MessageLog } from '../../../../src-main/messages/message-log.ts';
import { MessageWriter } from '../../../../src-main/messages/message-writer.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { MessageFilter } from '../../../../src-shared/model/messages.ts';
import { connection } from '../content/content-world.ts';
import { FakeTenant } from '../fake-tenant.ts';
import { libraryOfFile } from '../library/temporary-library.ts';

const now = Date.UTC(2026, 10, 23, 12, 30);
const hour = 3_600_000;
const day = 24 * hour;
const never = new AbortController().signal;
const timeZone = 'Europe/Berlin';
const pick = <T>(of: readonly T[], index: number): T => of[index % of.length] as T;

/** Ten days, a message every seven minutes. */
const logs: readonly MessageLog[] = Array.from({ length: 2_057 }, (_, n): MessageLog => {
  const start = now - n * 420_000;
  const status = pick(['COMPLETED', 'COMPLETED', 'COMPLETED', 'FAILED', 'RETRY', 'PROCESSING', 'PAUSED'], n);
  return {
    guid: `A${n}`,
    start,
    end: status === 'PROCESSING' ? undefined : start + ((n * 7_919) % 90_000),
    status,
    correlationId: undefined,
    applicationId: undefined,
    applicationType: undefined,
    sender: undefined,
    receiver: pick(['ERP', 'Shop', undefined], n),
    customStatus: undefined,
    logLevel: undefined,
    transactionId: undefined,
    flow: {
      id: `flow${n % 14}`,
      name: n % 14 === 0 ? '' : `Flow ${n % 14}`,
      type: '',
      packageId: n % 2 === 0 ? 'sales' : '',
      packageName: n % 2 === 0 ? 'Sales' : '',
    },
  };
});

const filter = (days: number, more: Partial<MessageFilter> = {}): MessageFilter => ({
  range: { kind: 'last', minutes: days * 1_440 },
  statuses: [],
  flows: [],
  ...more,
});

function within(days: number): readonly MessageLog[] {
  return logs.filter(({ start = 0 }) => start >= now - days * day);
}

function counts(of: readonly MessageLog[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { status } of of) found[status] = (found[status] ?? 0) + 1;
  return found;
}

/** Another tenant's: fewer, longer ones, of flows of which the first has some, too. */
const otherLogs: readonly MessageLog[] = logs.slice(0, 700).map((log, n) => ({
  ...log,
  guid: `B${n}`,
  end: log.end === undefined ? undefined : log.end + 100_000,
  flow: { ...log.flow, id: `flow${n % 20}`, name: `Flow ${n % 20}` },
}));

const first = libraryOfFile();
const second = libraryOfFile();
let service: ChartService;
beforeAll(async () => {
  const libraries = new Map([
    ['a', await first()],
    ['b', await second()],
  ]);
  for (const [id, of] of [
    ['a', logs],
    ['b', otherLogs],
  ] as const) {
    const library = libraries.get(id);
    if (library) await MessageWriter.of(library).write(of);
  }
  const sessions = {
    get: (id: string) => {
      const library = libraries.get(id);
      return library
        ? Promise.resolve({ connection, client: new FakeTenant(), library })
        : Promise.reject(new AppError('library.locked', id));
    },
  };
  service = new ChartService(sessions, () => now);
});

const one = { connectionIds: ['a'], timeZone };
const both = { connectionIds: ['a', 'b'], timeZone };

describe('columns of time', () => {
  it.each([
    ['an hour', hour, 60_000],
    ['a day', day, 15 * 60_000],
    ['a week', 7 * day, 2 * hour],
    ['30 days', 30 * day, 8 * hour],
    ['a year', 365 * day, 7 * day],
    ['three seconds', 3_000, 1_000],
    ['eighty years', 80 * 365 * day, 292 * day],
  ])('cuts %s into at most a hundred', (_, length, step) => {
    const columns = timeColumns({ from: now - length, to: now }, timeZone);
    expect(columns.step).toBe(step);
    expect(columns.count).toBeLessThanOrEqual(100);
    expect(columns.first).toBeLessThanOrEqual(columns.from);
    expect(columns.first + columns.count * step).toBeGreaterThanOrEqual(columns.to);
  });

  it('begins days where the zone does', () => {
    const { first } = timeColumns({ from: now - 90 * day, to: now }, 'Asia/Kolkata');
    expect(new Date(first).toISOString()).toMatch(/T18:30:00/);
  });
});

function fitsTerm({ guid, receiver }: MessageLog, field: string): boolean {
  return field === 'receiver' ? receiver === 'ERP' : guid.startsWith('A1');
}

describe('messages over time', () => {
  it.each([
    ['by sums', 10, {}],
    ['by messages, because columns are short', 1, {}],
    ['of one receiver', 10, { terms: [{ field: 'receiver', values: ['ERP'] }] }],
    ['of some statuses', 10, { statuses: ['FAILED', 'RETRY'] }],
    ['by messages of one flow', 1, { flows: ['flow3'] }],
    ['by messages of an id', 10, { terms: [{ field: 'messageGuid', values: ['A1*'] }] }],
  ] as const)('%s', async (_, days, more) => {
    const { chart } = await service.overTime({ ...one, filter: filter(days, more) }, never);
    const fits = (log: MessageLog): boolean =>
      ('terms' in more ? fitsTerm(log, more.terms[0].field) : true) &&
      ('statuses' in more ? (more.statuses as readonly string[]).includes(log.status) : true) &&
      ('flows' in more ? log.flow.id === 'flow3' : true);
    const expected: Record<string, number[]> = {};
    for (const { start = 0, status } of within(days).filter(fits)) {
      const column = Math.floor((start - chart.first) / chart.step);
      const columns = (expected[status] ??= Array.from({ length: chart.count }, () => 0));
      columns[column] = (columns[column] ?? 0) + 1;
    }
    expect(chart.statuses).toEqual(expected);
    expect(Object.keys(expected).length).toBeGreaterThan(0);
  });
});

describe('shares', () => {
  it('of flows: ten by name, the others together', async () => {
    const { chart } = await service.shares({ ...one, filter: filter(10), by: 'flow' }, never);
    const { shares, others } = chart;
    expect(shares).toHaveLength(10);
    expect(others?.names).toBe(4);
    const [first] = shares;
    expect(first?.counts).toEqual(counts(within(10).filter(({ flow }) => flow.id === first?.key)));
    const all = [...shares.map((share) => share.counts), others?.counts ?? {}];
    expect(all.flatMap((one) => Object.values(one)).reduce((sum, n) => sum + n)).toBe(within(10).length);
  });

  it('of a flow without a name: called by its id', async () => {
    const asked = filter(10, { flows: ['flow0'] });
    const { chart } = await service.shares({ ...one, filter: asked, by: 'flow' }, never);
    expect(chart.shares.map(({ key, name }) => [key, name])).toEqual([['flow0', 'flow0']]);
  });

  it('of packages, by sums and by messages, are the same', async () => {
    const bySums = await service.shares({ ...one, filter: filter(10), by: 'package' }, never);
    const asked = filter(10, { terms: [{ field: 'messageGuid', values: ['A*'] }] });
    expect(await service.shares({ ...one, filter: asked, by: 'package' }, never)).toEqual(bySums);
    expect(bySums.chart.shares.map(({ name }) => name)).toEqual(['Sales', '']);
  });

  it('of receivers', async () => {
    const { chart } = await service.shares({ ...one, filter: filter(10), by: 'receiver' }, never);
    const { shares } = chart;
    expect(shares.map(({ key }) => key).toSorted()).toEqual(['', 'ERP', 'Shop']);
    expect(shares.find(({ key }) => key === '')?.counts).toEqual(
      counts(within(10).filter(({ receiver }) => receiver === undefined)),
    );
  });
});

describe('the week', () => {
  it.each([
    ['by sums', {}],
    ['by messages', { terms: [{ field: 'messageGuid', values: ['A*'] }] }],
  ] as const)('stands in local days and hours, %s', async (_, more) => {
    const { chart } = await service.week({ ...one, filter: filter(10, more) }, never);
    const { messages, failed } = chart;
    const local = (at: number): string =>
      new Intl.DateTimeFormat('en', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' }).format(
        at,
      );
    const mondayNine = within(10).filter(({ start = 0 }) => local(start) === 'Mon, 09');
    expect(mondayNine.length).toBeGreaterThan(0);
    expect(messages[0]?.[9]).toBe(mondayNine.length);
    expect(failed[0]?.[9]).toBe(
      mondayNine.filter(({ status }) => ['FAILED', 'RETRY'].includes(status)).length,
    );
    expect(messages.flat().reduce((sum, n) => sum + n)).toBe(within(10).length);
  });
});

describe('durations', () => {
  const took = ({ start = 0, end = 0 }: MessageLog): number => end - start;
  const ended = (days: number): readonly MessageLog[] => within(days).filter(({ end }) => end !== undefined);

  it('of all: median and 95th percentile to one per cent, the slowest exactly', async () => {
    const {
      chart: { whole },
    } = await service.durations({ ...one, filter: filter(10) }, never);
    const sorted = ended(10)
      .map(took)
      .toSorted((a, b) => a - b);
    const rank = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
    expect(whole).toMatchObject({ count: sorted.length, slowest: sorted.at(-1) });
    for (const [found, exact] of [
      [whole?.median, rank(0.5)],
      [whole?.p95, rank(0.95)],
    ] as const) {
      expect(found).toBeGreaterThanOrEqual(exact);
      expect(found).toBeLessThanOrEqual(exact * 1.01);
    }
  });

  it('of each column, with its slowest message', async () => {
    const { chart } = await service.durations({ ...one, filter: filter(10) }, never);
    const column = 20;
    const of = ended(10).filter(({ start = 0 }) => Math.floor((start - chart.first) / chart.step) === column);
    const slowest = of.toSorted((a, b) => took(b) - took(a))[0];
    expect(chart.columns).toHaveLength(chart.count);
    expect(chart.columns[column]).toMatchObject({
      count: of.length,
      slowest: slowest && took(slowest),
      message: { connectionId: 'a', messageGuid: slowest?.guid, start: slowest?.start },
    });
  });

  it('of nothing are none', async () => {
    const asked = filter(10, { statuses: ['PROCESSING'] });
    const { chart } = await service.durations({ ...one, filter: asked }, never);
    const { whole, columns } = chart;
    expect(whole).toBeUndefined();
    expect(columns.every((column) => column === undefined)).toBe(true);
  });
});

describe('several tenants', () => {
  const all = (days: number): readonly MessageLog[] =>
    [...logs, ...otherLogs].filter(({ start = 0 }) => start >= now - days * day);
  const sum = (of: readonly number[]): number => of.reduce((total, n) => total + n, 0);

  it('are added up over time', async () => {
    const { chart, failed } = await service.overTime({ ...both, filter: filter(10) }, never);
    expect(failed).toEqual([]);
    expect(Object.fromEntries(Object.entries(chart.statuses).map(([name, of]) => [name, sum(of)]))).toEqual(
      counts(all(10)),
    );
  });

  it('share a flow by its id, and the largest are those of all', async () => {
    const { chart } = await service.shares({ ...both, filter: filter(10), by: 'flow' }, never);
    const [largest] = chart.shares;
    expect(largest?.counts).toEqual(counts(all(10).filter(({ flow }) => flow.id === largest?.key)));
    expect(chart.shares).toHaveLength(10);
    // 14 of the one, 20 of the other, 14 of which are the same.
    expect(chart.others?.names).toBe(10);
    const found = [...chart.shares.map((share) => share.counts), chart.others?.counts ?? {}];
    expect(sum(found.flatMap((of) => Object.values(of)))).toBe(all(10).length);
  });

  it('are added up by hour of the week', async () => {
    const { chart } = await service.week({ ...both, filter: filter(10) }, never);
    expect(sum(chart.messages.flat())).toBe(all(10).length);
    expect(sum(chart.failed.flat())).toBe(
      all(10).filter(({ status }) => ['FAILED', 'RETRY'].includes(status)).length,
    );
  });

  it.each([
    ['column by column', {}],
    ['in one go', { terms: [{ field: 'messageGuid', values: ['A*', 'B*'] }] }],
  ] as const)('have their durations ranked together, %s', async (_, more) => {
    const took = ({ start = 0, end = 0 }: MessageLog): number => end - start;
    const { chart } = await service.durations({ ...both, filter: filter(10, more) }, never);
    const column = chart.count - 3;
    const of = all(10)
      .filter(
        ({ end, start = 0 }) =>
          end !== undefined && Math.floor((start - chart.first) / chart.step) === column,
      )
      .toSorted((a, b) => took(a) - took(b));
    const rank = (share: number): number => took(of[Math.ceil(of.length * share) - 1] as MessageLog);
    expect(of.length).toBeGreaterThan(20);
    expect(chart.columns[column]).toEqual({
      count: of.length,
      median: rank(0.5),
      p95: rank(0.95),
      slowest: rank(1),
      message: expect.objectContaining({ connectionId: 'b', messageGuid: of.at(-1)?.guid }) as unknown,
    });
    expect(chart.whole?.count).toBe(all(10).filter(({ end }) => end !== undefined).length);
  });

  it('name one that does not answer, and fail where none does', async () => {
    const asked = { timeZone, filter: filter(10) };
    const { chart, failed } = await service.overTime({ ...asked, connectionIds: ['lost', 'a'] }, never);
    expect(sum(Object.values(chart.statuses).flat())).toBe(within(10).length);
    expect(failed).toEqual([
      { connectionId: 'lost', error: expect.objectContaining({ code: 'library.locked' }) as unknown },
    ]);
    await expect(service.overTime({ ...asked, connectionIds: ['lost'] }, never)).rejects.toMatchObject({
      code: 'library.locked',
    });
    const given = new AbortController();
    given.abort();
    await expect(service.week({ ...both, filter: filter(10) }, given.signal)).rejects.toMatchObject({
      code: 'request.cancelled',
    });
  });
});

it('refuses a time zone that is none', () => {
  const asked = { ...one, filter: filter(1) };
  expect(chartsInputs.week.safeParse(asked).success).toBe(true);
  expect(chartsInputs.week.safeParse({ ...asked, timeZone: 'Mars/Base' }).success).toBe(false);
});
