import {
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openLibsql } from '../../../../src-main/library/host/libsql.ts';
import { StoredLibrary } from '../../../../src-main/library/host/stored-library.ts';
import type { LibraryState } from '../../../../src-main/library/library.ts';
import { temporaryLibraries, testKey } from './temporary-library.ts';

async function filledFolder(): Promise<string> {
  const { libraries, folder } = temporaryLibraries();
  const library = await libraries.open('tenant');
  await library.write([
    { sql: "INSERT INTO flows VALUES (1, 'Orders', 'Orders', 'INTEGRATION_FLOW', 'p', 'P', 'orders')" },
    {
      sql: "INSERT INTO messages (guid, start, status, flow) VALUES (?, ?, 'COMPLETED', 1)",
      rows: Array.from({ length: 5_000 }, (_, number) => [`guid-${number}-${'x'.repeat(40)}`, number]),
    },
    { sql: 'INSERT INTO loaded_intervals VALUES (0, 5000)' },
  ]);
  await libraries.close();
  // Everything into the file itself: the log beside it would hide the damage.
  const database = openLibsql(join(folder, 'tenant.db'), testKey(7));
  await (await database.prepare('PRAGMA wal_checkpoint(TRUNCATE)')).all([]);
  database.close();
  return folder;
}

function overwrite(file: string, from: number, length: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(length, 0x5a), 0, length, from);
}

/** Six pages in the middle: those of the table and of its indexes alternate. */
function overwriteRows(file: string): void {
  const pages = readFileSync(file).length / 4096;
  overwrite(file, Math.floor(pages * 0.4) * 4096, 6 * 4096);
}

const asideIn = (folder: string) => readdirSync(folder).filter((name) => /\.damaged-[^-]*$/.test(name));

describe('a library with another key', () => {
  it('is told from a damaged one and left as it is', async () => {
    const folder = await filledFolder();
    const before = readFileSync(join(folder, 'tenant.db'));
    const other = temporaryLibraries(folder);
    other.keys.set('tenant', testKey(8));
    await expect(other.libraries.open('tenant')).rejects.toMatchObject({ code: 'library.wrong-key' });
    expect(readFileSync(join(folder, 'tenant.db')).equals(before)).toBe(true);
    expect(asideIn(folder)).toEqual([]);
  });

  it('opens and gets its fingerprint back where only that was lost', async () => {
    const folder = await filledFolder();
    writeFileSync(join(folder, 'tenant.db.key-check'), '');
    const { libraries } = temporaryLibraries(folder);
    await libraries.open('tenant');
    expect(readFileSync(join(folder, 'tenant.db.key-check'), 'utf8')).toMatch(
      /^[0-9a-f]{32} [0-9a-f]{64}\n$/,
    );
  });
});

describe('a library of a newer version', () => {
  it('is not touched', async () => {
    const folder = await filledFolder();
    const file = join(folder, 'tenant.db');
    const database = openLibsql(file, testKey(7));
    await database.exec('PRAGMA user_version = 99');
    database.close();
    await expect(temporaryLibraries(folder).libraries.open('tenant')).rejects.toMatchObject({
      code: 'library.newer',
    });
    expect(asideIn(folder)).toEqual([]);
    const again = openLibsql(file, testKey(7));
    expect(await (await again.prepare('PRAGMA user_version')).all([])).toEqual([{ user_version: 99 }]);
    again.close();
  });
});

describe('a damaged library', () => {
  it('is set aside under a new name and replaced, with a notice', async () => {
    const folder = await filledFolder();
    overwrite(join(folder, 'tenant.db'), 0, 4096);
    const { libraries } = temporaryLibraries(folder);
    const library = await libraries.open('tenant');
    expect(await library.get('SELECT count(*) AS n FROM messages')).toEqual({ n: 0 });
    const [aside] = asideIn(folder);
    const notice = (await libraries.state('tenant'))?.notice;
    expect(notice).toMatchObject({ code: 'library.damaged', facts: { file: join(folder, aside ?? '') } });
    expect(notice?.message).toContain('Nothing in it could be read');
    expect(existsSync(join(folder, aside ?? ''))).toBe(true);
  });

  it('gives what can still be read to the new one, but not what it believed to have loaded', async () => {
    const folder = await filledFolder();
    const file = join(folder, 'tenant.db');
    truncateSync(file, Math.floor(readFileSync(file).length / 4096 / 2) * 4096);
    const { libraries } = temporaryLibraries(folder);
    const library = await libraries.open('tenant');
    // Reading meets the damage, at the latest in the second half.
    await library
      .get('SELECT count(*) AS n, max(guid) AS last FROM messages NOT INDEXED')
      .catch(() => undefined);
    await library.get('SELECT count(*) AS n, max(guid) AS last FROM messages').catch(() => undefined);
    const row = await library.get<{ n: number }>('SELECT count(*) AS n FROM messages');
    expect(asideIn(folder)).toHaveLength(1);
    expect(row?.n).toBeGreaterThan(500);
    expect(row?.n).toBeLessThan(5_000);
    expect(await library.all('SELECT * FROM loaded_intervals')).toEqual([]);
    expect(await library.all('SELECT id FROM flows')).toEqual([{ id: 'Orders' }]);
    expect((await libraries.state('tenant'))?.notice?.message).toMatch(/\d+ entries could be read/);
  });

  it('saves what lies behind the damaged place, too', async () => {
    const folder = await filledFolder();
    overwriteRows(join(folder, 'tenant.db'));
    const { libraries } = temporaryLibraries(folder);
    const library = await libraries.open('tenant');
    await expect(library.get('SELECT max("end") AS last FROM messages NOT INDEXED')).rejects.toMatchObject({
      code: 'library.damaged',
    });
    const row = await library.get<{ n: number; last: number }>(
      'SELECT count(*) AS n, max(start) AS last FROM messages',
    );
    expect(row?.last).toBe(4_999);
    expect(row?.n).toBeGreaterThan(4_700);
    expect(row?.n).toBeLessThan(5_000);
  });

  it('lets no sync believe that what was lost had been read', async () => {
    const folder = await filledFolder();
    const first = temporaryLibraries(folder);
    await (
      await first.libraries.open('tenant')
    ).write([
      {
        sql: `INSERT INTO packages (id, name, version, vendor, mode, short_text, description, created_by, modified_by,
                update_available, properties, search, stamp, read_stamp, read_at)
              VALUES ('p', 'P', '', '', '', '', '', '', '', 0, '[]', 'p', 'stamp', 'stamp', 5)`,
      },
      {
        sql: `INSERT INTO artifacts (kind, id, package_id, name, description, sender, receiver, drift, search,
                configurations_stamp, configurations_at)
              VALUES ('IntegrationFlow', 'a', 'p', 'A', '', '', '', 'unknown', 'a', 'stamp', 5)`,
      },
      {
        sql: `INSERT INTO runtime_artifacts (id, name, type, version, status, deployed_by, search, error_texts, error_stamp)
              VALUES ('a', 'A', '', '', 'ERROR', '', 'a', '["Text"]', 'stamp')`,
      },
    ]);
    await first.libraries.close();
    const { notice } = await replaced(folder);
    expect(notice?.code).toBe('library.damaged');
    const library = await temporaryLibraries(folder).libraries.open('tenant');
    expect(await library.all('SELECT id, read_stamp, read_at FROM packages')).toEqual([
      { id: 'p', read_stamp: null, read_at: null },
    ]);
    expect(await library.all('SELECT id, configurations_stamp FROM artifacts')).toEqual([
      { id: 'a', configurations_stamp: null },
    ]);
    expect(await library.all('SELECT error_texts, error_stamp FROM runtime_artifacts')).toEqual([
      { error_texts: '["Text"]', error_stamp: null },
    ]);
  });

  it('is replaced although an endless query runs on it', async () => {
    const folder = await filledFolder();
    overwriteRows(join(folder, 'tenant.db'));
    const library = await temporaryLibraries(folder).libraries.open('tenant');
    const query = library
      .all(
        'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) AS n FROM c WHERE x < 0',
      )
      .catch((fault: unknown) => fault);
    await expect(library.get('SELECT max("end") AS last FROM messages NOT INDEXED')).rejects.toMatchObject({
      code: 'library.damaged',
    });
    expect(await query).toMatchObject({ code: 'library.damaged' });
    expect(await library.get('SELECT count(*) AS n FROM flows')).toEqual({ n: 1 });
  });
});

/** Sets the file aside as the host does when it meets damage, whatever its state. */
async function replaced(folder: string): Promise<LibraryState> {
  const library = await StoredLibrary.replace({ file: join(folder, 'tenant.db'), key: testKey(7) });
  const state = await library.state(new AbortController().signal);
  await library.close();
  return state;
}
