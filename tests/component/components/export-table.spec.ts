import { expect, test } from 'vitest';

import { exportTable } from '../../../src-renderer/components/table/export-table.ts';
import { WindowedRows } from '../../../src-renderer/components/table/windowed-rows.svelte.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { createTestApp } from '../create-test-app.ts';

const columns = [{ id: 'n', title: 'Number', width: 80, text: (row: number) => `no ${row}` }];

/** A list whose rows move down by one with every read, as when messages arrive meanwhile. */
function movingList(total: number, moves = false): WindowedRows<number> {
  let shift = 0;
  return new WindowedRows(
    (offset, limit) => {
      const length = Math.max(0, Math.min(limit, total - offset));
      const rows = Array.from({ length }, (_, i) => offset + i - shift);
      if (moves) shift += 1;
      return Promise.resolve({ rows, offset, total });
    },
    (row) => String(row),
  );
}

function app(file: string | undefined = '/tmp/x.csv') {
  return createTestApp({
    'tables.start': () => (file === undefined ? undefined : { exportId: 'e1' }),
    'tables.write': () => undefined,
    'tables.finish': () => ({ file: file ?? '' }),
  });
}

const table = { connectionId: 'c1', name: 'Numbers', columns };

test('writes a list in pieces, each row once although rows move', async () => {
  const { app: state, main } = app();
  expect(await exportTable(state.api, { ...table, rows: await known(movingList(1_200, true)) })).toBe(
    '/tmp/x.csv',
  );
  const written = main.inputs('tables.write').flatMap(({ rows }) => rows.map(([text]) => text));
  expect(main.inputs('tables.start')[0]).toMatchObject({ header: ['Number'], total: 1_200 });
  expect(Math.max(...main.inputs('tables.write').map(({ rows }) => rows.length))).toBeLessThanOrEqual(500);
  expect(new Set(written).size).toBe(written.length);
  expect(written.length).toBeGreaterThan(1_190);
});

/** Rows 0 to 1,199, of which some come in or go on top after each read. */
function changingList(cameIn: (reads: number) => number): WindowedRows<number> {
  let first = 0;
  let reads = 0;
  return new WindowedRows(
    (offset, limit) => {
      const total = 1_200 - first;
      const length = Math.max(0, Math.min(limit, total - offset));
      const rows = Array.from({ length }, (_, i) => first + offset + i);
      first -= cameIn((reads += 1));
      return Promise.resolve({ rows, offset, total });
    },
    (row) => String(row),
  );
}

test.each([
  ['come in with every read', () => 5],
  ['go with every read', () => -5],
  ['go at once', (reads: number) => (reads === 2 ? -200 : 0)],
])('leaves no row out where some %s', async (_what, cameIn) => {
  const { app: state, main } = app();
  await exportTable(state.api, { ...table, rows: await known(changingList(cameIn)) });
  const written = main.inputs('tables.write').flatMap(({ rows }) => rows.map(([text]) => text));
  expect(new Set(written).size).toBe(written.length);
  const stayed = Array.from({ length: 1_000 }, (_, n) => `no ${n + 200}`);
  expect(stayed.filter((text) => !written.includes(text))).toEqual([]);
});

test('writes only the marked rows, where there are several', async () => {
  const { app: state, main } = app();
  const rows = await known(movingList(50));
  rows.selection.toggle('7', 7, 7);
  rows.selection.toggle('3', 3, 3);
  await exportTable(state.api, { ...table, rows });
  expect(main.inputs('tables.write')).toEqual([{ exportId: 'e1', rows: [['no 3'], ['no 7']] }]);
});

test('does nothing when no file was chosen', async () => {
  const main = createTestApp({ 'tables.start': () => undefined });
  expect(await exportTable(main.app.api, { ...table, rows: await known(movingList(5)) })).toBeUndefined();
  expect(main.main.inputs('tables.write')).toEqual([]);
});

test('gives the job up when it fails', async () => {
  const { app: state, main } = app();
  main.answer({
    'tables.write': () => {
      throw new AppError('disk.full', 'x');
    },
  });
  const failed = exportTable(state.api, { ...table, rows: await known(movingList(5)) });
  await expect(failed).rejects.toMatchObject({ code: 'disk.full' });
  expect(main.inputs('jobs.cancel')).toEqual([{ jobId: 'e1' }]);
});

async function known(rows: WindowedRows<number>): Promise<WindowedRows<number>> {
  await rows.fetch(0);
  return rows;
}
