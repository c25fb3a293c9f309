import { getEventListeners } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
} from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { UnclaimedLibraries } from '../../../../src-main/connections/unclaimed-libraries.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import { temporaryFolder, temporaryLibraries, testKey } from './temporary-library.ts';

const addState = (area: string) => ({
  sql: 'INSERT INTO sync_state (area, synced_at) VALUES (?, ?)',
  params: [area, 5],
});
const areas = async (library: Library) =>
  (await library.all<{ area: string }>('SELECT area FROM sync_state ORDER BY area')).map(({ area }) => area);

/** Counts for longer than any test would wait. */
const endless =
  'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) AS n FROM c WHERE x < 0';
/** Longer than a few small queries, but it ends: a crash here ends no thread. */
const long =
  'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 3000000) SELECT count(*) AS n FROM c';

describe('a library on disk', () => {
  it('keeps rows from one start to the next', async () => {
    const first = temporaryLibraries();
    await (await first.libraries.open('tenant')).write([addState('content')]);
    await first.libraries.close();

    const second = temporaryLibraries(first.folder);
    expect(await areas(await second.libraries.open('tenant'))).toEqual(['content']);
  });

  it('writes all statements of a call or none', async () => {
    const { libraries } = temporaryLibraries();
    const library = await libraries.open('tenant');
    await expect(library.write([addState('content'), addState('content')])).rejects.toMatchObject({
      code: 'library.failed',
    });
    expect(await areas(library)).toEqual([]);
    await library.write([addState('runtime')]);
    expect(await areas(library)).toEqual(['runtime']);
  });

  it('writes many rows with one prepared statement', async () => {
    const library = await temporaryLibraries().libraries.open('tenant');
    const rows = Array.from({ length: 1_200 }, (_, number) => [`area ${number}`, number]);
    await library.write([{ sql: 'INSERT INTO sync_state (area, synced_at) VALUES (?, ?)', rows }]);
    expect(await library.get('SELECT count(*) AS n, sum(synced_at) AS total FROM sync_state')).toEqual({
      n: 1_200,
      total: 719_400,
    });
  });

  it('refuses to write where it reads', async () => {
    const library = await temporaryLibraries().libraries.open('tenant');
    await expect(library.all("INSERT INTO sync_state (area) VALUES ('x') RETURNING area")).rejects.toThrow();
    await expect(library.all('PRAGMA user_version = 99')).rejects.toThrow();
    expect(await areas(library)).toEqual([]);
  });

  it('shows nothing of its content in its files', async () => {
    const { libraries, folder } = temporaryLibraries();
    const library = await libraries.open('tenant');
    await library.write([addState('a-recognisable-word')]);
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      expect(bytes.includes('a-recognisable-word')).toBe(false);
      expect(bytes.includes('SQLite format 3')).toBe(false);
    }
    expect(await libraries.state('tenant')).toMatchObject({ kept: 'encrypted' });
  });

  it('gives up a query at once and goes on', async () => {
    const library = await temporaryLibraries().libraries.open('tenant');
    const abort = new AbortController();
    const query = library.all(endless, [], abort.signal);
    // The other reader answers while the first one counts.
    expect(await library.get('SELECT 1 AS one')).toEqual({ one: 1 });
    abort.abort();
    await expect(query).rejects.toMatchObject({ code: 'request.cancelled' });
    expect(await Promise.all([1, 2, 3].map(() => library.get('SELECT 2 AS two')))).toHaveLength(3);
  });

  it('gives up a query that waits behind another', async () => {
    const library = await temporaryLibraries().libraries.open('tenant');
    const running = [new AbortController(), new AbortController(), new AbortController()];
    const queries = running.map(({ signal }) =>
      library.all(endless, [], signal).catch((error: unknown) => error),
    );
    for (const abort of running.toReversed()) abort.abort();
    for (const query of queries) expect(await query).toMatchObject({ code: 'request.cancelled' });
    expect(await library.get('SELECT 1 AS one')).toEqual({ one: 1 });
  });

  it('answers many queries of one job, which leave no listener on its signal', async () => {
    const library = await temporaryLibraries().libraries.open('tenant');
    const job = new AbortController();
    const queries = Array.from({ length: 12 }, () => library.get('SELECT 1 AS one', [], job.signal));
    await Promise.resolve();
    const listeners = getEventListeners(job.signal, 'abort');
    expect(await Promise.all(queries)).toHaveLength(12);
    expect(listeners).toEqual([]);
    const later = library.all(endless, [], job.signal);
    job.abort();
    await expect(later).rejects.toMatchObject({ code: 'request.cancelled' });
  });

  it('removes every file of the connection and no other', async () => {
    const { libraries, folder } = temporaryLibraries();
    await (await libraries.open('tenant')).write([addState('content')]);
    await (await libraries.open('tenant2')).write([addState('content')]);
    await libraries.remove('tenant');
    expect(readdirSync(folder).filter((name) => name.startsWith('tenant.'))).toEqual([]);
    expect(await areas(await libraries.open('tenant2'))).toEqual(['content']);
  });
});

describe('the state of a library', () => {
  it('is told without opening one, so that a removed library and its key do not come back', async () => {
    const { libraries, folder, asked } = temporaryLibraries();
    expect(await libraries.state('tenant')).toBeUndefined();
    await libraries.open('tenant');
    expect(await libraries.state('tenant')).toMatchObject({ kept: 'encrypted' });
    await libraries.remove('tenant');
    expect(await libraries.state('tenant')).toBeUndefined();
    expect(readdirSync(folder).filter((name) => name.startsWith('tenant.'))).toEqual([]);
    expect(asked).toEqual(['tenant']);
  });

  it('is why it did not open, until it does', async () => {
    const first = temporaryLibraries();
    await first.libraries.open('tenant');
    await first.libraries.close();
    const { libraries, keys } = temporaryLibraries(first.folder);
    keys.set('tenant', undefined);
    await expect(libraries.open('tenant')).rejects.toMatchObject({ code: 'library.locked' });
    await expect(libraries.state('tenant')).rejects.toMatchObject({ code: 'library.locked' });
    keys.set('tenant', testKey(7));
    await libraries.open('tenant');
    await expect(libraries.state('tenant')).resolves.toMatchObject({ kept: 'encrypted' });
  });
});

describe('a library without a key', () => {
  it('refuses to write where it reads, also in memory and after a write', async () => {
    const { libraries, keys } = temporaryLibraries();
    keys.set('tenant', undefined);
    const library = await libraries.open('tenant');
    const written = library.write([addState('content')]);
    const refused = library.all("INSERT INTO sync_state (area) VALUES ('x') RETURNING area");
    await expect(refused).rejects.toMatchObject({ code: 'library.failed' });
    await written;
    await expect(library.all('DELETE FROM sync_state RETURNING area')).rejects.toMatchObject({
      code: 'library.failed',
    });
    await library.write([addState('runtime')]);
    expect(await areas(library)).toEqual(['content', 'runtime']);
  });

  it('lives in memory and leaves no file', async () => {
    const { libraries, keys, folder } = temporaryLibraries();
    keys.set('tenant', undefined);
    const library = await libraries.open('tenant');
    await library.write([addState('content')]);
    expect(await areas(library)).toEqual(['content']);
    expect(await libraries.state('tenant')).toMatchObject({ kept: 'memory' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('goes to an encrypted file when a key can be kept, with all that is read and written meanwhile', async () => {
    const { libraries, keys, folder } = temporaryLibraries();
    keys.set('tenant', undefined);
    const library = await libraries.open('tenant');
    await library.write([addState('before the key')]);
    keys.set('tenant', testKey(9));
    const running = library.all(long);
    const writing = [library.write([addState('in between 1')])];
    const moving = libraries.moveToDisk();
    writing.push(library.write([addState('in between 2')]));
    await Promise.all([moving, libraries.moveToDisk(), running, ...writing]);
    await library.write([addState('later')]);
    const all = ['before the key', 'in between 1', 'in between 2', 'later'];
    expect(await areas(library)).toEqual(all);
    expect(await libraries.state('tenant')).toMatchObject({ kept: 'encrypted' });
    await libraries.close();

    const names = readdirSync(folder);
    expect(names).toContain('tenant.db.key-check');
    expect(names).not.toContain('tenant.db.new');
    for (const name of names)
      expect(readFileSync(join(folder, name), 'latin1')).not.toMatch(/before the key|in between/);
    const next = temporaryLibraries(folder);
    await expect(next.libraries.open('tenant')).rejects.toMatchObject({ code: 'library.wrong-key' });
    next.keys.set('tenant', testKey(9));
    expect(await areas(await next.libraries.open('tenant'))).toEqual(all);
  });

  it('stays in memory where the file cannot be made, and goes there with the next try', async () => {
    const { libraries, keys, folder } = temporaryLibraries();
    keys.set('tenant', undefined);
    const library = await libraries.open('tenant');
    await library.write([addState('content')]);
    await libraries.moveToDisk();
    expect(await libraries.state('tenant')).toMatchObject({ kept: 'memory' });
    keys.set('tenant', testKey(9));
    mkdirSync(join(folder, 'tenant.db.new', 'in the way'), { recursive: true });
    await expect(libraries.moveToDisk()).rejects.toThrow();
    expect(await libraries.state('tenant')).toMatchObject({ kept: 'memory' });
    await library.write([addState('runtime')]);
    rmdirSync(join(folder, 'tenant.db.new', 'in the way'));
    rmdirSync(join(folder, 'tenant.db.new'));
    await libraries.moveToDisk();
    expect(await libraries.state('tenant')).toMatchObject({ kept: 'encrypted' });
    expect(await areas(library)).toEqual(['content', 'runtime']);
  });

  it('also gives up a query', async () => {
    const { libraries, keys } = temporaryLibraries();
    keys.set('tenant', undefined);
    const library = await libraries.open('tenant');
    const abort = new AbortController();
    const query = library.all(endless, [], abort.signal);
    abort.abort();
    await expect(query).rejects.toMatchObject({ code: 'request.cancelled' });
    await library.write([addState('content')]);
    expect(await areas(library)).toEqual(['content']);
  });

  it('stays closed where an encrypted file waits for its key', async () => {
    const first = temporaryLibraries();
    await first.libraries.open('tenant');
    await first.libraries.close();
    const second = temporaryLibraries(first.folder);
    second.keys.set('tenant', undefined);
    await expect(second.libraries.open('tenant')).rejects.toMatchObject({ code: 'library.locked' });
    expect(existsSync(join(first.folder, 'tenant.db'))).toBe(true);
    second.keys.set('tenant', testKey(7));
    expect(await areas(await second.libraries.open('tenant'))).toEqual([]);
  });
});

describe('a host that crashes', () => {
  it('is started again once; reads are asked again, writes fail', async () => {
    const { libraries, hosts } = temporaryLibraries();
    const library = await libraries.open('tenant');
    await library.write([addState('content')]);
    const read = areas(library);
    const write = library.write([addState('runtime')]).catch((error: unknown) => error);
    // Both are on their way to a host that is gone.
    await Promise.resolve();
    hosts.crash();
    expect(await read).toEqual(['content']);
    expect(await write).toMatchObject({ code: 'library.crashed' });
    expect(hosts.spawned()).toBe(2);
    await library.write([addState('messages')]);
    expect(await areas(library)).toEqual(['content', 'messages']);
  });

  it('says so where a library lived in memory, which is empty now', async () => {
    const { libraries, hosts, keys } = temporaryLibraries();
    keys.set('memory', undefined);
    const library = await libraries.open('memory');
    await library.write([addState('content')]);
    await libraries.open('file');
    expect(await libraries.state('memory')).not.toHaveProperty('notice');
    hosts.crash();
    expect(await areas(library)).toEqual([]);
    expect(await libraries.state('memory')).toMatchObject({
      kept: 'memory',
      notice: { code: 'library.emptied' },
    });
    expect(await libraries.state('file')).not.toHaveProperty('notice');
  });

  it('counts as closed when it ends while it is being closed, as when the app quits', async () => {
    const { libraries, hosts } = temporaryLibraries();
    await libraries.open('one');
    await libraries.open('two');
    const closing = libraries.close();
    hosts.crash();
    await expect(closing).resolves.toBeUndefined();
    expect(hosts.spawned()).toBe(1);
  });

  it('leaves the others working where one library does not open again, and tries that one anew', async () => {
    const { libraries, hosts, folder } = temporaryLibraries();
    const [good, bad] = [await libraries.open('good'), await libraries.open('bad')];
    const [file, hidden] = [join(folder, 'bad.db'), join(folder, 'hidden.db')];
    renameSync(file, hidden);
    mkdirSync(file);
    hosts.crash();
    expect(await areas(good)).toEqual([]);
    await expect(areas(bad)).rejects.toMatchObject({ code: 'library.failed' });
    await expect(libraries.state('bad')).rejects.toMatchObject({ code: 'library.failed' });
    rmdirSync(file);
    renameSync(hidden, file);
    expect(await areas(bad)).toEqual([]);
  });

  it('goes on without the read that crashed it twice', async () => {
    const { libraries, hosts } = temporaryLibraries();
    const library = await libraries.open('tenant');
    const read = library.all(long).catch((error: unknown) => error);
    await Promise.resolve();
    hosts.crash();
    // Answered by the new host, so the read was asked again there.
    expect(await areas(library)).toEqual([]);
    hosts.crash();
    expect(await read).toMatchObject({ code: 'library.crashed' });
    expect(await areas(library)).toEqual([]);
    expect(hosts.spawned()).toBe(3);
  });

  it('leaves the library alone that was asked at each of three crashes; the others go on', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { libraries, hosts } = temporaryLibraries();
    const [good, bad] = [await libraries.open('good'), await libraries.open('bad')];
    for (let crash = 0; crash < 3; crash += 1) {
      const read = bad.all(long).catch((error: unknown) => error);
      await Promise.resolve();
      hosts.crash();
      if (crash === 2) expect(await read).toMatchObject({ code: 'library.crashed' });
      expect(await areas(good)).toEqual([]);
    }
    await expect(areas(bad)).rejects.toMatchObject({ code: 'library.crashed' });
    expect(hosts.spawned()).toBe(4);
    vi.setSystemTime(Date.now() + 61_000);
    expect(await areas(bad)).toEqual([]);
    vi.useRealTimers();
  });

  it('is left alone after three crashes in a minute, and tried again later', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { libraries, hosts } = temporaryLibraries();
    const library = await libraries.open('tenant');
    for (let crash = 0; crash < 2; crash += 1) {
      hosts.crash();
      expect(await areas(library)).toEqual([]);
    }
    hosts.crash();
    await expect(areas(library)).rejects.toMatchObject({ code: 'library.crashed' });
    expect(hosts.spawned()).toBe(3);
    vi.setSystemTime(Date.now() + 61_000);
    expect(await areas(library)).toEqual([]);
    vi.useRealTimers();
  });
});

describe('a library that is set aside', () => {
  it('keeps its file and key under another name, and a new one takes its place', async () => {
    const { libraries, folder, keys } = temporaryLibraries();
    await (await libraries.open('tenant')).write([addState('content')]);
    await libraries.setAside('tenant');
    expect(await areas(await libraries.open('tenant'))).toEqual([]);
    const [aside = ''] = readdirSync(folder).filter((name) => /^tenant\.db\.set-aside-\w+$/.test(name));
    await libraries.close();
    keys.set('other', keys.get(aside.replace('.db', '')));
    for (const name of readdirSync(folder).filter((one) => one.startsWith(aside))) {
      copyFileSync(join(folder, name), join(folder, name.replace(aside, 'other.db')));
    }
    expect(await areas(await temporaryLibraries(folder).libraries.open('other'))).toEqual(['content']);
  });
});

describe('libraries of no connection', () => {
  it('are named, also by the host that filled them, and never deleted', async () => {
    const { libraries, folder } = temporaryLibraries();
    const known = ['here'];
    const unclaimed = new UnclaimedLibraries({ libraries, connectionIds: () => known });
    await unclaimed.keepOwner('here', 'acme.example');
    await unclaimed.keepOwner('lost', 'acme.example');
    await unclaimed.keepOwner('other', 'other.example');
    expect(unclaimed.notices().map(({ code, facts }) => [code, facts.file])).toEqual([
      ['library.unclaimed', 'lost.db'],
      ['library.unclaimed', 'other.db'],
    ]);
    expect(await unclaimed.filledBy('acme.example')).toBe('lost');
    expect(await unclaimed.filledBy('nobody.example')).toBeUndefined();
    expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toHaveLength(3);
  });
});

describe('connection ids', () => {
  it('that are no plain names never become paths', async () => {
    const { libraries, folder } = temporaryLibraries(temporaryFolder());
    await expect(libraries.open('../elsewhere')).rejects.toMatchObject({ code: 'internal' });
    expect(readdirSync(folder)).toEqual([]);
  });
});
