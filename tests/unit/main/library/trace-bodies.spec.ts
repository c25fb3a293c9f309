import { join } from 'node:path';

import { expect, it } from 'vitest';

import { openLibsql } from '../../../../src-main/library/host/libsql.ts';
import { migrate, migrations } from '../../../../src-main/library/host/migrate.ts';
import { temporaryFolder, testKey } from './temporary-library.ts';

const body = (text: string, truncated: boolean) => ({ text, truncated, bytes: 9, shape: 'text' });
const trace = (child: number, messages: readonly object[]) =>
  JSON.stringify({ child, readAt: 5, messages }).replaceAll("'", "''");

it('bodies that a library kept with its traces are payloads afterwards, unless they were cut', async () => {
  const database = openLibsql(join(temporaryFolder(), 'library.db'), testKey(3));
  const all = async (sql: string) => (await database.prepare(sql)).all([]);
  const version =
    migrations.find(({ statements }) => statements.join().includes('json_remove'))?.version ?? 0;
  await migrate(
    database,
    migrations.filter((one) => one.version < version),
  );
  const [first, second] = [
    trace(1, [{ id: '7', mimeType: 'text/xml', headers: [], body: body('<Grüße/>', false) }]),
    trace(2, [{ id: '8', mimeType: '', body: body('<Half', true) }, { id: '9' }]),
  ];
  await database.exec(
    `INSERT INTO step_traces (run_id, child, guid, has_trace, value) VALUES ('r', 1, 'A', 1, '${first}'), ('r', 2, 'A', 1, '${second}')`,
  );
  await migrate(database);
  expect(await all('SELECT source, guid, content_type, bytes, kept_at FROM payloads')).toEqual([
    { source: 'trace 7', guid: 'A', content_type: 'text/xml', bytes: 10, kept_at: 5 },
  ]);
  expect(await all('SELECT CAST(data AS TEXT) AS text FROM payload_chunks')).toEqual([{ text: '<Grüße/>' }]);
  const values = await all('SELECT value FROM step_traces ORDER BY child');
  expect(values.map(({ value }) => JSON.parse(String(value)) as unknown)).toEqual([
    { child: 1, readAt: 5, messages: [{ id: '7', mimeType: 'text/xml', headers: [] }] },
    { child: 2, readAt: 5, messages: [{ id: '8', mimeType: '' }, { id: '9' }] },
  ]);
  database.close();
});
