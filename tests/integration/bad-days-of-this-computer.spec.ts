import { execFileSync } from 'node:child_process';
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';

import { openLibsql } from '../../src-main/library/host/libsql.ts';
import { readBound } from '../../src-main/secrets/bound-secret.ts';
import { leaks } from './fixtures/leaks.ts';
import { words, World } from './fixtures/world.ts';

let world: World;
afterEach(async () => {
  world.expectNoLeak();
  await world.close();
});

const libraryFile = () => join(world.userData, 'libraries', `${world.connectionId}.db`);
const setAside = () => readdirSync(world.userData).filter((name) => name.includes('set-aside'));
const failureOf = async (asked: Promise<unknown>) => {
  const fault: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return words(fault as never);
};

async function connected(): Promise<number> {
  world = await World.start();
  await world.connect();
  return world.syncOneDay();
}

describe('a bad day of this computer', () => {
  it('key ring locked: the library stays closed and is there again once it opens', async () => {
    const before = await connected();
    await world.stopApp();
    world.encryption.now = { state: 'locked', backend: 'gnome_libsecret' };
    world.startApp();
    const file = readFileSync(libraryFile());
    expect(await failureOf(world.loaded())).toEqual([
      'The library is locked',
      'Its key is with the secrets of this computer, which are locked now. The library stays closed and is not changed.',
      'Unlock the key ring or enter the passphrase, then try again.',
    ]);
    expect(await world.app.call('connections.list', undefined)).toMatchObject([{ secret: 'locked' }]);
    expect(readFileSync(libraryFile()).equals(file)).toBe(true);
    world.encryption.now = { state: 'available', backend: 'gnome_libsecret' };
    await world.app.call('connections.retrySecretStorage', undefined);
    expect((await world.loaded()).loaded).toBe(before);
    await world.expectWhole();
  });

  it('settings file corrupt: set aside, told, and its copy takes its place', async () => {
    const before = await connected();
    const { connectionId } = world;
    await world.stopApp();
    const file = join(world.userData, 'connections.json');
    const whole = readFileSync(file, 'utf8');
    const half = whole.slice(0, whole.length / 2);
    writeFileSync(file, half);
    world.startApp();
    expect(words(world.app.notices[0])).toEqual([
      'A settings file was taken from its copy',
      'The file connections.json was damaged or missing. The last good copy is in use.',
      expect.stringMatching(/^[A-Z].+\.$/),
    ]);
    expect(setAside().map((name) => readFileSync(join(world.userData, name), 'utf8'))).toEqual([half]);
    expect(await world.app.call('connections.list', undefined)).toMatchObject([{ id: connectionId }]);
    expect((await world.loaded()).loaded).toBe(before);
  });

  it('settings file corrupt and its copy, too: told, the library stays, and a repaired file brings all back', async () => {
    const before = await connected();
    await world.stopApp();
    const files = readdirSync(world.userData).filter((name) => /^connections.*\.json/.test(name));
    expect(files.length).toBeGreaterThan(1);
    const whole = readFileSync(join(world.userData, 'connections.json'), 'utf8');
    for (const name of files) writeFileSync(join(world.userData, name), '{"connections": [');
    world.startApp();
    const [notice] = world.app.notices;
    expect(words(notice)).toEqual([
      'A settings file could not be read',
      `The file ${notice?.facts.file ?? ''} was damaged. It was set aside under a new name and nothing in it was changed.`,
      'Set up what is missing again, or repair the file and put it back as connections.json while the app is closed.',
    ]);
    expect(setAside().map((name) => join(world.userData, name))).toContain(notice?.facts.file);
    expect(await world.app.call('connections.list', undefined)).toEqual([]);
    await world.stopApp();
    writeFileSync(join(world.userData, 'connections.json'), whole);
    world.startApp();
    expect((await world.loaded()).loaded).toBe(before);
  });

  it('library file damaged: set aside as it is, told, and filled again from the tenant', async () => {
    await connected();
    await world.stopApp();
    // Everything into the file itself: the log beside it would hide the damage.
    const database = openLibsql(libraryFile(), keyOf(world.userData));
    await (await database.prepare('PRAGMA wal_checkpoint(TRUNCATE)')).all([]);
    database.close();
    const handle = openSync(libraryFile(), 'r+');
    writeSync(handle, Buffer.alloc(4096, 0x5a), 0, 4096, 0);
    const damaged = readFileSync(libraryFile());
    world.startApp();
    await world.loaded();
    const error = (await world.activity()).library?.error;
    const aside = error?.facts.file ?? '';
    expect(words(error)).toEqual([
      'The library of this connection was damaged',
      `The file ${aside} was set aside under a new name, what was readable in it is saved, and a new library is filled from the tenant.`,
      'Keep the old file if you need what the tenant has already forgotten, such as old messages.',
    ]);
    expect(readFileSync(aside).equals(damaged)).toBe(true);
    await world.expectWhole();
    expect(readFileSync(aside).equals(damaged)).toBe(true);
  });

  it('library with another key: told from a damaged one, closed, not changed', async () => {
    const before = await connected();
    await world.stopApp();
    const file = readFileSync(libraryFile());
    world.encryption.ring = 'the ring of another user';
    world.startApp();
    expect(await failureOf(world.loaded())).toEqual([
      'The library was written with another key',
      'It belongs to another user of this computer or to another key ring. It stays closed and is not changed.',
      'Open the key ring it was written with. If there is none, set the library aside and start a new one; nothing in it is deleted.',
    ]);
    expect(readFileSync(libraryFile()).equals(file)).toBe(true);
    expect(readdirSync(join(world.userData, 'libraries')).filter((name) => name.includes('damaged'))).toEqual(
      [],
    );
    await world.stopApp();
    world.encryption.ring = 'first ring';
    world.startApp();
    expect((await world.loaded()).loaded).toBe(before);
  });

  it('library of a newer version: closed, not changed', async () => {
    const before = await connected();
    await world.stopApp();
    const database = openLibsql(libraryFile(), keyOf(world.userData));
    const [ours] = await (await database.prepare('PRAGMA user_version')).all([]);
    await database.exec('PRAGMA user_version = 99');
    database.close();
    world.startApp();
    expect(await failureOf(world.loaded())).toEqual([
      'The library is of a newer version',
      'A newer version of Tenant Atlas wrote it. It stays closed and is not changed.',
      'Install the newer version again.',
    ]);
    await world.stopApp();
    const again = openLibsql(libraryFile(), keyOf(world.userData));
    expect(await (await again.prepare('PRAGMA user_version')).all([])).toEqual([{ user_version: 99 }]);
    await again.exec(`PRAGMA user_version = ${Number(ours?.['user_version'])}`);
    again.close();
    world.startApp();
    expect((await world.loaded()).loaded).toBe(before);
  });

  it('disk full: what was confirmed is there, and the sync goes on when there is room', async (context) => {
    const disk = mkdtempSync(join(tmpdir(), 'atlas-small-disk-'));
    const sized = (size: string, more = '') =>
      execFileSync('mount', ['-t', 'tmpfs', '-o', `${more}size=${size}`, 'tmpfs', disk]);
    try {
      sized('1500k');
    } catch {
      rmSync(disk, { recursive: true });
      world = await World.start();
      await world.connect();
      context.skip('a small disk needs the right to mount one');
    }
    try {
      world = await World.start({ messages: 8_000, userData: disk });
      await world.connect();
      const before = await world.syncOneDay();
      const { error } = await world.sync();
      expect(words(error)).toEqual([
        'The disk is full',
        'There is no room left to write. What was confirmed before is kept.',
        'Free some space, then try again.',
      ]);
      expect((await world.loaded()).loaded).toBeGreaterThanOrEqual(before);
      expect((await world.rows()).rows.length).toBeGreaterThan(0);
      await world.restart();
      expect((await world.loaded()).loaded).toBeGreaterThanOrEqual(before);
      sized('64m', 'remount,');
      await world.expectWhole();
      world.expectNoLeak();
    } finally {
      await world.stopApp();
      // Connections of the database end when they are collected: the disk goes with the last of them.
      execFileSync('umount', ['--lazy', disk]);
    }
  });
});

/** The key of the one library, as the test's own key ring keeps it. */
function keyOf(userData: string): Uint8Array {
  const { secrets } = JSON.parse(readFileSync(join(userData, 'secrets.json'), 'utf8')) as {
    secrets: Record<string, { cipher: string }>;
  };
  const cipher = Object.entries(secrets).find(([id]) => id.startsWith('library:'))?.[1].cipher ?? '';
  const { hidden } = JSON.parse(Buffer.from(cipher, 'base64').toString()) as { hidden: string };
  const { text } = readBound(Buffer.from(hidden, 'base64').toString());
  return new Uint8Array(Buffer.from(text, 'base64'));
}

describe('the search for leaks', () => {
  it('finds a secret in a file, in the log and in what was told, in any form', async () => {
    world = await World.start();
    await world.connect();
    const folder = mkdtempSync(join(tmpdir(), 'atlas-leaks-'));
    const secret = { what: 'secret', text: 'a$b"c=/secret' };
    const all = [secret.text, JSON.stringify(secret.text), Buffer.from(secret.text).toString('base64')];
    for (const [index, form] of all.entries()) writeFileSync(join(folder, `${index}.log`), `x${form}x`);
    const found = leaks({ userData: folder, told: [encodeURIComponent(secret.text), 'nothing'] }, [secret]);
    expect(found).toEqual([
      'secret in 0.log',
      'secret in 1.log',
      'secret in 2.log',
      'secret in told to the window',
    ]);
    rmSync(folder, { recursive: true });
  });
});
