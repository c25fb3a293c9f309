import { join } from 'node:path';

import { expect, it } from 'vitest';

import { tidyMessages } from '../../../../src-main/keeping/tidy-messages.ts';
import { openLibsql } from '../../../../src-main/library/host/libsql.ts';
import { migrate, migrations } from '../../../../src-main/library/host/migrate.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import { MessageQueries } from '../../../../src-main/messages/message-queries.ts';
import { MessageWriter } from '../../../../src-main/messages/message-writer.ts';
import type { MessageFilter } from '../../../../src-shared/model/messages.ts';
import { temporaryFolder, temporaryLibrary, testKey } from './temporary-library.ts';

const now = Date.UTC(2026, 10, 23, 12);
const day = 86_400_000;
const never = new AbortController().signal;

const part = (guid: string, text: string): readonly (string | number)[] => [
  guid,
  'error',
  JSON.stringify({ text }),
  1,
];
const keep = `INSERT INTO message_parts (guid, part, value, read_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (guid, part) DO UPDATE SET value = excluded.value`;

async function filled(): Promise<Library> {
  const library = await temporaryLibrary();
  const log = (guid: string, start: number, status = 'FAILED') => ({
    guid,
    start,
    end: start + 5,
    status,
    correlationId: undefined,
    applicationId: undefined,
    applicationType: undefined,
    sender: undefined,
    receiver: undefined,
    customStatus: undefined,
    logLevel: undefined,
    transactionId: undefined,
    flow: { id: 'F', name: 'F', type: '', packageId: '', packageName: '' },
  });
  await MessageWriter.of(library).write([
    log('A', now - day),
    log('B', now - 20 * day),
    // Has failed before.
    log('C', now - 2 * day, 'COMPLETED'),
  ]);
  await library.write([
    {
      sql: keep,
      rows: [part('A', 'Read timed out: Größe 7'), part('B', 'HTTP 503'), part('C', 'Read timed out: once')],
    },
  ]);
  return library;
}

async function found(
  library: Library,
  text: string,
  more: Partial<MessageFilter> = {},
): Promise<readonly string[]> {
  const filter = {
    range: { kind: 'last', minutes: 60 * 24 * 30 },
    statuses: [],
    flows: [],
    terms: [{ field: 'error', values: [text] }],
    ...more,
  } as const;
  const { rows, total } = await new MessageQueries(library, () => now + 1).window(
    { connectionId: 'c', filter, sort: { column: 'start', direction: 'descending' }, offset: 0, limit: 9 },
    never,
  );
  expect(total).toBe(rows.length);
  return rows.map(({ messageGuid }) => messageGuid);
}

it('error texts are found by any part of them, whatever the case', async () => {
  const library = await filled();
  expect(await found(library, 'TIMED OUT: größe')).toEqual(['A']);
  expect(await found(library, 'http*3')).toEqual(['B']);
  expect(await found(library, '')).toEqual([]);
  expect(await found(library, '%')).toEqual([]);
});

it('error texts are looked for beside times and statuses', async () => {
  const library = await filled();
  const between = (from: number, to: number) => ({ range: { kind: 'between', from, to } as const });
  expect(await found(library, 'timed out')).toEqual(['A', 'C']);
  expect(await found(library, 'timed out', { statuses: ['FAILED'] })).toEqual(['A']);
  expect(await found(library, 'timed out', { statuses: ['COMPLETED', 'FAILED'] })).toEqual(['A', 'C']);
  expect(await found(library, 'timed out', { statuses: ['FAILED', 'RETRY'], flows: ['G'] })).toEqual([]);
  expect(await found(library, 'timed out', between(now - 3 * day, now - day))).toEqual(['C']);
  expect(await found(library, 'http', between(now - 3 * day, now))).toEqual([]);
});

it('a text that is read anew is found by what it says now, and one whose message went is gone', async () => {
  const library = await filled();
  await library.write([{ sql: keep, rows: [part('A', 'Refused by the partner')] }]);
  expect(await found(library, 'timed out')).toEqual(['C']);
  expect(await found(library, 'refused')).toEqual(['A']);
  const job = { signal: never, progress: () => undefined };
  await tidyMessages(library, now - 10 * day, job);
  expect(await library.all('SELECT text FROM error_texts')).toEqual([
    { text: 'Refused by the partner' },
    { text: 'Read timed out: once' },
  ]);
});

it('texts that a library held before are looked through as well', async () => {
  const database = openLibsql(join(temporaryFolder(), 'library.db'), testKey(3));
  await migrate(
    database,
    migrations.filter(({ version }) => version < 15),
  );
  await database.exec(`INSERT INTO messages (guid, start, status, flow, kind) VALUES ('A', 1, 'FAILED', 1, 1), ('B', 2, 'FAILED', 1, 1);
    INSERT INTO message_parts (guid, part, value, read_at) VALUES
      ('A', 'error', '{"text":"Read TIMED out"}', 1), ('B', 'error', NULL, 1), ('gone', 'error', '{"text":"x"}', 1)`);
  await migrate(database);
  const texts = await (
    await database.prepare(
      'SELECT m.guid, t.start, t.text FROM error_texts t JOIN messages m USING (message_key)',
    )
  ).all([]);
  expect(texts).toEqual([{ guid: 'A', start: 1, text: 'Read TIMED out' }]);
  database.close();
});
