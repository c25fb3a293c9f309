import { setImmediate as nextTurn } from 'node:timers/promises';

import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { ChartService } from '../../../../src-main/charts/chart-service.ts';
import type { Library, Row, SqlValue } from '../../../../src-main/library/library.ts';
import { MessageWriter } from '../../../../src-main/messages/message-writer.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { connection } from '../content/content-world.ts';
import { FakeTenant } from '../fake-tenant.ts';
import { libraryOfFile } from '../library/temporary-library.ts';

const now = Date.UTC(2026, 10, 23, 12, 30);
const never = new AbortController().signal;
const asked = {
  timeZone: 'Europe/Berlin',
  filter: { range: { kind: 'last', minutes: 600 } as const, statuses: [], flows: [] },
};

type Read = (sql: string, params?: readonly SqlValue[], signal?: AbortSignal) => Promise<readonly Row[]>;
/** What stands between the charts and the library of a tenant. */
type Between = (read: () => Promise<readonly Row[]>, column: number | undefined) => Promise<readonly Row[]>;

const file = libraryOfFile();
let library: Library;
let between: Record<string, Between>;
let service: ChartService;

beforeAll(async () => {
  library = await file();
  await MessageWriter.of(library).write(
    Array.from({ length: 1_200 }, (_, n) => ({
      guid: `A${n}`,
      start: now - n * 30_000,
      end: now - n * 30_000 + ((n * 7_919) % 90_000),
      status: 'COMPLETED',
      correlationId: undefined,
      applicationId: undefined,
      applicationType: undefined,
      sender: undefined,
      receiver: undefined,
      customStatus: undefined,
      logLevel: undefined,
      transactionId: undefined,
      flow: { id: 'flow', name: 'Flow', type: '', packageId: '', packageName: '' },
    })),
  );
});

beforeEach(() => {
  between = {};
  const sessions = {
    get: (id: string) =>
      Promise.resolve({
        connection,
        client: new FakeTenant(),
        library: watched(between[id] ?? ((read) => read())),
      }),
  };
  service = new ChartService(sessions, () => now);
});

function watched(step: Between): Library {
  const all: Read = (sql, params, signal) =>
    step(() => library.all(sql, params, signal), sql.includes('AS place') ? Number(params?.[0]) : undefined);
  return {
    all: all as Library['all'],
    get: (sql, params, signal) => library.get(sql, params, signal),
    write: (statements) => library.write(statements),
    compact: () => library.compact(),
    signErrors: (signal) => library.signErrors(signal),
  };
}

/** As a column of a busy tenant. */
function large(rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => ({ ...row, times: Array.from({ length: 10_000 }, () => row['times']).join(',') }));
}

describe('durations of several tenants', () => {
  it('are read one column at a time, of two tenants at once', async () => {
    const columns: number[] = [];
    let open = 0;
    let mostOpen = 0;
    for (const id of ['late', 'b', 'c'])
      between[id] = async (read, column) => {
        if (column === undefined) return read();
        columns.push(column);
        mostOpen = Math.max(mostOpen, ++open);
        const rows = await read();
        if (id === 'late') for (let turn = 0; turn < 20; turn++) await nextTurn();
        open -= 1;
        return rows;
      };
    const { chart } = await service.durations({ ...asked, connectionIds: ['late', 'b', 'c'] }, never);
    expect(columns).toEqual(Array.from({ length: chart.count * 3 }, (_, n) => Math.floor(n / 3)));
    expect(mostOpen).toBe(2);
  });

  it('are those of the others where one stops answering in the middle', async () => {
    const alone = await service.durations({ ...asked, connectionIds: ['a'] }, never);
    between['b'] = (read, column) =>
      column === 5 ? Promise.reject(new AppError('library.crashed', 'It ended.')) : read();
    const { chart, failed } = await service.durations({ ...asked, connectionIds: ['b', 'a'] }, never);
    expect(chart).toEqual(alone.chart);
    expect(failed).toEqual([
      { connectionId: 'b', error: expect.objectContaining({ code: 'library.crashed' }) as unknown },
    ]);
    await expect(service.durations({ ...asked, connectionIds: ['b'] }, never)).rejects.toMatchObject({
      code: 'library.crashed',
    });
  });
});

describe('a column of hundreds of thousands', () => {
  it('is ranked as a small one', async () => {
    const small = await service.durations({ ...asked, connectionIds: ['a'] }, never);
    between['a'] = async (read, column) => (column === 7 ? large(await read()) : read());
    const { chart } = await service.durations({ ...asked, connectionIds: ['a'] }, never);
    const column = small.chart.columns[7];
    expect(column?.count).toBeGreaterThan(10);
    expect(chart.columns[7]).toEqual({ ...column, count: (column?.count ?? 0) * 10_000 });
    expect(chart.columns[8]).toEqual(small.chart.columns[8]);
  });

  it('leaves turns to others, and can be given up within', async () => {
    const given = new AbortController();
    const reason = new AppError('request.cancelled', 'Narrowed.');
    let questions = 0;
    between['a'] = async (read, column) => {
      questions += 1;
      if (column !== 7) return read();
      const rows = large(await read());
      setImmediate(() => setImmediate(() => setImmediate(() => given.abort(reason))));
      return rows;
    };
    const asking = service.durations({ ...asked, connectionIds: ['a'] }, given.signal);
    await expect(asking).rejects.toBe(reason);
    expect(questions).toBe(8);
  });
});
