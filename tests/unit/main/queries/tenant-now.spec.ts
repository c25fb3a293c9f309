import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { ChartService } from '../../../../src-main/charts/chart-service.ts';
import { Jobs } from '../../../../src-main/jobs/jobs.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import { readMessageLog } from '../../../../src-main/messages/message-log.ts';
import { MessageService } from '../../../../src-main/messages/message-service.ts';
import { MessageWriter } from '../../../../src-main/messages/message-writer.ts';
import { createQueries } from '../../../../src-main/queries/create-queries.ts';
import type { Queries } from '../../../../src-main/queries/handlers.ts';
import { hour, minute } from '../../../../src-shared/durations.ts';
import type { MessageFilter } from '../../../../src-shared/model/messages.ts';
import { connection } from '../content/content-world.ts';
import { FakeTenant } from '../fake-tenant.ts';
import { libraryOfFile } from '../library/temporary-library.ts';
import { messageEntity } from '../messages/fake-messages.ts';
import { unexpectedFault } from '../unexpected-fault.ts';

const now = Date.UTC(2026, 10, 23, 12);
const never = new AbortController().signal;
const timeZone = 'Europe/Berlin';
/** Three hours ahead, ours, and three hours behind. */
const clocks = { ahead: 3 * hour, ours: 0, behind: -3 * hour } as const;
type Name = keyof typeof clocks;
const names = Object.keys(clocks) as Name[];
/** The nearer to the tenant's now, the denser; that which is behind has none in our last hour. */
const expected = { ahead: 8, ours: 8, behind: 0 } as const;

const lastHour: MessageFilter = { range: { kind: 'last', minutes: 60 }, statuses: [], flows: [] };
const headersAsked: MessageFilter = {
  ...lastHour,
  terms: [{ field: 'header', name: 'orderId', values: ['1'] }],
};
const files = { ahead: libraryOfFile(), ours: libraryOfFile(), behind: libraryOfFile() };

let messages: MessageService;
let charts: ChartService;
let asked: Queries;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  const libraries = new Map<string, Library>();
  for (const name of names) {
    const library = await files[name]();
    libraries.set(name, library);
    await MessageWriter.of(library).write(
      Array.from({ length: 60 }, (_, n) =>
        readMessageLog(
          messageEntity({
            guid: `${name}${n}`,
            start: now + clocks[name] - n * n * minute,
            status: 'FAILED',
          }),
        ),
      ),
    );
  }
  const sessions = {
    get: async (id: string) => {
      const library = libraries.get(id);
      if (!library) throw new Error(`No library ${id}.`);
      const client = Object.assign(new FakeTenant(), { ahead: () => clocks[id as Name] });
      return { connection, client, library };
    },
  };
  const jobs = new Jobs({ changed: () => undefined, logFault: unexpectedFault });
  messages = new MessageService({
    sessions,
    jobs,
    saveAs: () => Promise.resolve(undefined),
    changed: () => undefined,
  });
  charts = new ChartService(sessions);
  let content: Readonly<Record<string, unknown>> = {};
  asked = createQueries({
    file: {
      read: () => content,
      write: (value) => {
        content = value;
      },
    },
    sessions,
    jobs,
    publish: () => undefined,
    messagesChanged: () => undefined,
  });
});
afterAll(() => {
  vi.useRealTimers();
});

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

async function counted(connectionIds: readonly Name[]): Promise<Record<string, number | undefined>> {
  const question = { connectionIds, filter: lastHour, timeZone };
  const { id } = asked.queries.save({ name: 'Last hour', filter: lastHour, connectionIds, isPinned: true });
  const sort = { column: 'start', direction: 'descending' } as const;
  const [time, shares, week, durations, idDurations] = await Promise.all([
    charts.overTime(question, never),
    charts.shares({ ...question, by: 'flow' }, never),
    charts.week(question, never),
    charts.durations(question, never),
    charts.durations(
      { ...question, filter: { ...lastHour, terms: [{ field: 'messageGuid', values: ['*'] }] } },
      never,
    ),
  ]);
  const [pinned] = await asked.queries.counts({ queryIds: [id] }, never);
  const rows = await asked.queries.rows(
    { connectionIds, filter: lastHour, sort, offset: 0, limit: 1 },
    never,
  );
  return {
    overTime: sum(Object.values(time.chart.statuses).flat()),
    shares: sum(shares.chart.shares.flatMap(({ counts }) => Object.values(counts))),
    week: sum(week.chart.messages.flat()),
    durations: durations.chart.whole?.count ?? 0,
    durationsByMessage: idDurations.chart.whole?.count ?? 0,
    pinned: pinned?.total,
    rows: rows.total,
  };
}

describe('the last hour of tenants whose clocks differ', () => {
  it.each(names)('is the same in list, chips, charts, queries and facets: %s', async (connectionId) => {
    const ofOne = { connectionId, filter: lastHour };
    const sort = { column: 'start', direction: 'descending' } as const;
    const list = await messages.query({ ...ofOne, sort, offset: 0, limit: 1 }, never);
    const chips = await messages.counts(ofOne, never);
    const facets = await asked.facets.facets({ ...ofOne, field: 'flow', text: '' }, never);
    const known = await asked.headers.known({ connectionId, filter: headersAsked }, never);
    const all = {
      list: list.total,
      chips: chips['FAILED'] ?? 0,
      facets: sum(facets.values.map(({ count }) => count)),
      known: known.headers?.messages,
      ...(await counted([connectionId])),
    };
    expect(all).toEqual(Object.fromEntries(Object.keys(all).map((key) => [key, expected[connectionId]])));
  });

  it('of all of them together: each has its own, and the columns hold all', async () => {
    const all = await counted(names);
    const whole = sum(Object.values(expected));
    expect(all).toEqual(Object.fromEntries(Object.keys(all).map((key) => [key, whole])));
    const { chart } = await charts.overTime({ connectionIds: names, filter: lastHour, timeZone }, never);
    expect(chart).toMatchObject({ from: now - hour, to: now + 3 * hour + 1 });
  });
});
