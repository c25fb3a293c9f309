import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { openLibsql, type SqlDatabase } from '../../../../src-main/library/host/libsql.ts';
import { kindsAgain } from '../../../../src-main/library/host/message-kinds.ts';
import { migrate } from '../../../../src-main/library/host/migrate.ts';
import { finishReplacing, replaceDamaged } from '../../../../src-main/library/host/replace-damaged.ts';
import { propertyRuns } from '../../property-runs.ts';
import { temporaryFolder, temporaryLibraries, testKey } from './temporary-library.ts';

const key = testKey(7);
const pageSize = 4096;
const messages = 3_000;

interface PageFacts {
  readonly name: string;
  readonly pageno: number;
  readonly pagetype: string;
  readonly ncell: number;
  readonly path: string;
}

let original: Uint8Array = new Uint8Array();
let pages: readonly PageFacts[] = [];

const query = async <R>(database: SqlDatabase, sql: string): Promise<readonly R[]> =>
  (await (await database.prepare(sql)).all([])) as unknown as readonly R[];

async function fill(file: string): Promise<void> {
  const database = openLibsql(file, key);
  await migrate(database);
  await database.exec('BEGIN');
  await database.exec(`INSERT INTO flows SELECT value, 'flow ' || value, 'Flow ' || value, 'INTEGRATION_FLOW', 'p', 'P', 'flow'
    FROM generate_series(1, 300)`);
  await database.exec(`INSERT INTO messages (message_key, guid, start, "end", status, flow, correlation_id, sender, transaction_id)
    SELECT value, printf('guid-%040d', value), value * 60000, value * 60000 + 5, iif(value % 9, 'COMPLETED', 'FAILED'), value % 300 + 1,
      printf('correlation-%030d', value / 3), 'Sender ' || (value % 7), 'Transaction ' || value FROM generate_series(1, ${messages})`);
  for (const sql of kindsAgain) await database.exec(sql);
  // Descriptions longer than a page continue on pages of their own.
  await database.exec(`INSERT INTO packages SELECT 'package ' || value, 'Name', '1', 'v', 'EDIT', '',
    printf('%.*c', value * 40, 'x'), '', 1, '', 1, 0, '[]', 'name', 's', NULL, NULL FROM generate_series(1, 300)`);
  await database.exec(`INSERT INTO configurations SELECT 'artifact ' || (value / 10), value, 'key', printf('%.*c', 60, 'v'),
    'xsd:string', '' FROM generate_series(1, 1000)`);
  await database.exec('COMMIT');
  database.close();
}

beforeAll(async () => {
  const file = join(temporaryFolder(), 'original.db');
  await fill(file);
  const database = openLibsql(file, key);
  pages = await query<PageFacts>(database, 'SELECT name, pageno, pagetype, ncell, path FROM dbstat');
  database.close();
  original = readFileSync(file);
});

function damagedCopy(damaged: readonly number[]): string {
  const file = join(temporaryFolder(), 'tenant.db');
  writeFileSync(file, original);
  const handle = openSync(file, 'r+');
  // The same noise each time, and other noise on each page.
  for (const page of damaged) {
    const noise = Buffer.from(
      Array.from({ length: pageSize }, (_, at) => (at * 31 + page * 17 + (at >> 4)) & 255),
    );
    writeSync(handle, noise, 0, pageSize, (page - 1) * pageSize);
  }
  closeSync(handle);
  return file;
}

/** Rows that stood on the pages, as SQLite itself had counted them before. */
function rowsOn(table: string, damaged: readonly number[], isIndex: boolean): number {
  const own = pages.filter(({ name, pageno }) => name === table && damaged.includes(pageno));
  const cells = own.filter(({ pagetype }) => pagetype === 'leaf' || (isIndex && pagetype === 'internal'));
  // A row with several overflow pages is lost once: "/000/003+000001" belongs to cell 3 of the leaf.
  const overflow = new Set(
    own.filter(({ pagetype }) => pagetype === 'overflow').map(({ path }) => path.split('+')[0]),
  );
  return cells.reduce((sum, { ncell }) => sum + ncell, 0) + overflow.size;
}

async function counts(file: string): Promise<Readonly<Record<string, number>>> {
  const database = openLibsql(file, key);
  const [row] = await query<Record<string, number>>(
    database,
    `SELECT (SELECT count(*) FROM flows) AS flows, (SELECT count(*) FROM messages) AS messages,
       (SELECT count(*) FROM packages) AS packages, (SELECT count(*) FROM configurations) AS configurations,
       (SELECT sum(total) FROM message_hours) AS summed,
       (SELECT count(*) FROM messages WHERE sender = 'Sender ' || (message_key % 7) AND "end" = start + 5) AS ofKind,
       (SELECT count(*) FROM messages WHERE transaction_id = 'Transaction ' || message_key) AS whole,
       (SELECT count(*) FROM messages m WHERE guid <> printf('guid-%040d', message_key) OR start <> message_key * 60000) AS wrong`,
  );
  database.close();
  return row ?? {};
}

const asideIn = (file: string) =>
  readdirSync(join(file, '..')).filter((name) => /^tenant\.db\.damaged-[^-]*$/.test(name));

describe('damage at any pages', () => {
  it('costs no row outside of them', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 12 }), async (numbers) => {
        // Never the first page: without it nothing says how the others are to be read.
        const damaged = [...new Set(numbers.map((number) => 2 + (number % (pages.length - 1))))];
        const file = damagedCopy(damaged);
        await replaceDamaged(file, key);
        const saved = await counts(file);
        const most = (table: string, isIndex: boolean) => rowsOn(table, damaged, isIndex);
        expect(saved['whole']).toBe(messages - most('messages', false));
        expect(saved['packages']).toBeGreaterThanOrEqual(300 - most('packages', true));
        expect(saved['configurations']).toBeGreaterThanOrEqual(1_000 - most('configurations', true));
        expect(saved['flows']).toBe(300);
        expect(saved['summed']).toBe(saved['messages']);
        expect(saved['wrong']).toBe(0);
      }),
      { numRuns: propertyRuns(3, 8), seed: 20, endOnFailure: true },
    );
  });

  it('takes what a lost page of messages had from the indexes', async () => {
    const leaf = pages.find(({ name, pagetype }) => name === 'messages' && pagetype === 'leaf');
    const file = damagedCopy([leaf?.pageno ?? 0]);
    await replaceDamaged(file, key);
    const saved = await counts(file);
    expect(saved['messages']).toBe(messages);
    expect(saved['whole']).toBe(messages - (leaf?.ncell ?? 0));
    expect(saved['ofKind']).toBe(messages);
    expect(saved['wrong']).toBe(0);
  });

  it('reads what lies below an inner page that is lost', async () => {
    const inner = pages.filter(({ name, pagetype }) => name === 'messages' && pagetype === 'internal');
    expect(inner.length).toBeGreaterThan(0);
    const file = damagedCopy(inner.map(({ pageno }) => pageno));
    await replaceDamaged(file, key);
    expect((await counts(file))['whole']).toBe(messages);
  });
});

describe('a replacement that was interrupted', () => {
  /** What a whole replacement leaves, to be put back to any moment of it. */
  async function replaced() {
    const file = damagedCopy([pages.find(({ name }) => name === 'messages')?.pageno ?? 0]);
    const folder = join(file, '..');
    const before = readFileSync(file);
    await replaceDamaged(file, key);
    const [aside = ''] = asideIn(file);
    const stamp = aside.replace('tenant.db.damaged-', '');
    return { file, folder, before, aside: join(folder, aside), ready: `${file}.ready-${stamp}` };
  }

  it.each<[moment: string, rewind: (file: string, aside: string) => void]>([
    ['before anything was moved', (file: string, aside: string) => renameSync(aside, file)],
    ['after the damaged file was moved', (): void => undefined],
    [
      'between the log and its file',
      (file: string, aside: string) => {
        renameSync(aside, file);
        writeFileSync(`${aside}-wal`, 'the log of the damaged file');
      },
    ],
  ])('%s, is ended by the next start', async (_moment, rewind) => {
    const { file, before, aside, ready } = await replaced();
    renameSync(file, ready);
    rewind(file, aside);
    finishReplacing(file);
    expect((await counts(file))['messages']).toBe(messages);
    expect(readFileSync(aside).equals(before)).toBe(true);
    expect(readdirSync(join(file, '..')).filter((name) => /\.(new|ready)/.test(name))).toEqual([]);
  });

  it('while it was built, leaves the damaged file and begins again', async () => {
    const inner = pages.find(({ name, pagetype }) => name === 'messages' && pagetype === 'internal');
    const file = damagedCopy([inner?.pageno ?? 0]);
    writeFileSync(`${file}.new`, 'half of a copy');
    const { libraries } = temporaryLibraries(join(file, '..'));
    writeFileSync(`${file}.key-check`, '');
    const library = await libraries.open('tenant');
    await library.get('SELECT sum(length(guid)) AS n FROM messages NOT INDEXED').catch(() => undefined);
    expect(await library.get('SELECT count(*) AS n FROM messages')).toEqual({ n: messages });
    expect(readdirSync(join(file, '..')).filter((name) => /\.new/.test(name))).toEqual([]);
  });

  it('tells its notice at every start afterwards', async () => {
    const { file, folder } = await replaced();
    for (let start = 0; start < 2; start += 1) {
      const { libraries } = temporaryLibraries(folder);
      await libraries.open('tenant');
      expect((await libraries.state('tenant'))?.notice).toMatchObject({
        code: 'library.damaged',
        facts: { file: join(folder, asideIn(file)[0] ?? '') },
      });
      await libraries.close();
    }
  });
});

describe('a new library that cannot be written', () => {
  it('leaves the damaged one where it was and says so', async () => {
    const file = damagedCopy([2]);
    const before = readFileSync(file);
    mkdirSync(`${file}.new`);
    await expect(replaceDamaged(file, key)).rejects.toMatchObject({ code: 'ERR_FS_EISDIR' });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(asideIn(file)).toEqual([]);
  });
});
