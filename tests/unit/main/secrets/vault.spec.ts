import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import Conf from 'conf';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { libraryKey } from '../../../../src-main/library/library-key.ts';
import { SecretStore } from '../../../../src-main/secrets/secret-store.ts';
import { openSettingsFile } from '../../../../src-main/settings/settings-file.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { FakeEncryption, MemoryFile } from './fake-encryption.ts';

const passphrase = 'correct horse, battery staple';
const secret = 'open sesame, please';
const cost = { N: 2 ** 14, r: 8, p: 1 };
const own = { name: 'client', hosts: ['https://token.example', 'https://tenant.example'] };
const ids = ['connection:one', 'connection:two', 'library:one', 'journal:key'] as const;

function open(file = new MemoryFile(), encryption = new FakeEncryption()) {
  const time = { now: 1_000_000 };
  const changed = vi.fn();
  const store = new SecretStore({ encryption, file, changed, cost, now: () => time.now });
  return { store, file, encryption, changed, time };
}

/** A store whose secrets lie in a vault that is open. */
async function withVault() {
  const world = open();
  for (const id of ids) await world.store.put(id, `${secret} ${id}`);
  await world.store.protect(passphrase);
  return world;
}

type Vaulted = {
  vault?: { header: unknown; wrong?: unknown };
  secrets: Record<string, { scheme: string; cipher: string }>;
};
const contentOf = (file: MemoryFile) => file.content as unknown as Vaulted;

async function expectAll(store: SecretStore): Promise<void> {
  for (const id of ids) await expect(store.read(id)).resolves.toBe(`${secret} ${id}`);
}

describe('a vault', () => {
  it('takes everything the key ring kept in one write, and gives it back after a restart', async () => {
    const { store, file, encryption } = open();
    for (const id of ids) await store.put(id, `${secret} ${id}`);
    const before = file.writes;
    await store.protect(passphrase);
    expect(file.writes).toBe(before + 1);
    expect(Object.values(contentOf(file).secrets).map(({ scheme }) => scheme)).toEqual(
      ids.map(() => 'vault'),
    );
    await expectAll(store);

    encryption.now = { state: 'unavailable', backend: 'basic_text' };
    const next = open(file, encryption).store;
    expect(next.stateOf('connection:one')).toBe('locked');
    await expect(next.storageState()).resolves.toEqual({ state: 'locked', backend: 'passphrase' });
    await expect(next.read('connection:one')).rejects.toMatchObject({ code: 'secrets.vault-locked' });
    await next.unlock(passphrase);
    expect(next.stateOf('connection:one')).toBe('stored');
    await expectAll(next);
  });

  it('keeps on disk what was in memory alone where there is no key ring', async () => {
    const { store, file, encryption } = open();
    encryption.now = { state: 'unavailable', backend: 'basic_text' };
    await store.put('connection:one', secret, own);
    expect(await store.state()).toMatchObject({ keptBy: 'memory', vault: undefined });
    await store.protect(passphrase);
    expect(await store.state()).toMatchObject({
      keptBy: 'vault',
      vault: { isLocked: false, waitSeconds: 0 },
    });
    expect(store.stateOf('connection:one')).toBe('stored');
    const next = open(file, encryption).store;
    await next.unlock(passphrase);
    await expect(next.read('connection:one', own)).resolves.toBe(secret);
    expect(JSON.stringify(file.content)).not.toContain(secret);
    expect(JSON.stringify(file.content)).not.toContain(passphrase);
  });

  it('gives nothing once it was locked, and makes no library in memory meanwhile', async () => {
    const { store } = await withVault();
    await store.lock();
    for (const id of ids) {
      await expect(store.read(id)).rejects.toMatchObject({ code: 'secrets.vault-locked' });
    }
    await expect(libraryKey(store, 'one', true)).rejects.toMatchObject({ code: 'library.locked' });
    await expect(libraryKey(store, 'new', false)).rejects.toMatchObject({ code: 'library.locked' });
    await expect(store.copy('connection:one', 'connection:copy')).rejects.toMatchObject({
      code: 'secrets.vault-locked',
    });
    await store.unlock(passphrase);
    await expectAll(store);
  });

  it('takes what was entered while it was locked, and copies of what it has', async () => {
    const { store } = await withVault();
    await store.lock();
    await expect(store.put('connection:three', 'typed')).resolves.toBe('session');
    await store.unlock(passphrase);
    expect(store.stateOf('connection:three')).toBe('stored');
    await store.copy('connection:three', 'connection:copy');
    await expect(store.read('connection:copy')).resolves.toBe('typed');
  });

  it('refuses to move while the key ring does not open, and leaves what no ring can decrypt', async () => {
    const { store, encryption, file } = open();
    await store.put('connection:one', secret);
    encryption.now = { state: 'locked', backend: 'fake' };
    const before = file.content;
    await expect(open(file, encryption).store.protect(passphrase)).rejects.toMatchObject({
      code: 'secrets.locked',
    });
    expect(file.content).toEqual(before);

    encryption.now = { state: 'available', backend: 'fake' };
    encryption.ring = 'second ring';
    const later = open(file, encryption).store;
    await later.put('connection:two', 'other');
    await later.protect(passphrase);
    await expect(later.read('connection:two')).resolves.toBe('other');
    await expect(later.read('connection:one')).rejects.toMatchObject({ code: 'secrets.undecryptable' });
    encryption.ring = 'first ring';
    await expect(later.read('connection:one')).resolves.toBe(secret);
    expect(contentOf(file).secrets['connection:one']?.scheme).toBe('vault');
  });

  it('goes back to the key ring with all it has, in one write', async () => {
    const { store, file, encryption } = await withVault();
    const before = file.writes;
    encryption.now = { state: 'locked', backend: 'fake' };
    await expect(store.useKeyRing()).rejects.toMatchObject({ code: 'secrets.locked' });
    expect(file.writes).toBe(before);
    encryption.now = { state: 'available', backend: 'fake' };
    await store.useKeyRing();
    expect(file.writes).toBe(before + 1);
    expect(contentOf(file).vault).toBeUndefined();
    await expectAll(store);
    await expectAll(open(file, encryption).store);
  });

  it('changes its passphrase and its key with it', async () => {
    const { store, file } = await withVault();
    const old = structuredClone(file.content) as unknown as Vaulted;
    await expect(store.changePassphrase('wrong', 'another passphrase')).rejects.toMatchObject({
      code: 'secrets.passphrase-wrong',
    });
    await store.changePassphrase(passphrase, 'another passphrase');
    await expectAll(store);
    const next = open(file).store;
    await expect(next.unlock(passphrase)).rejects.toMatchObject({ code: 'secrets.passphrase-wrong' });
    await next.unlock('another passphrase');
    await expectAll(next);
    // The old header opens with the old passphrase, but nothing that was written since.
    const mixed = open(new MemoryFile({ ...file.content, vault: old.vault })).store;
    await mixed.unlock(passphrase);
    await expect(mixed.read('library:one')).rejects.toMatchObject({ code: 'secrets.damaged' });
  });

  it('gets a higher cost when it is opened by a newer version', async () => {
    const { file } = await withVault();
    const newer = new SecretStore({
      encryption: new FakeEncryption(),
      file,
      changed: vi.fn(),
      cost: { ...cost, N: 2 ** 15 },
    });
    await newer.unlock(passphrase);
    await expectAll(newer);
    expect(contentOf(file).vault?.header).toMatchObject({ derivation: { N: 2 ** 15 } });
    const next = open(file).store;
    await next.unlock(passphrase);
    await expectAll(next);
  });
});

describe('wrong passphrases', () => {
  it('are told at once, and waited for after the third, longer each time, also over a restart', async () => {
    const { file } = await withVault();
    let world = open(file);
    const wrong = () => world.store.unlock('wrong');
    const waits: number[] = [];
    for (let at = 0; at < 14; at += 1) {
      await expect(wrong()).rejects.toMatchObject({ code: 'secrets.passphrase-wrong' });
      const { now } = world.time;
      world = open(file);
      world.time.now = now;
      const waitSeconds = (await world.store.state()).vault?.waitSeconds ?? -1;
      waits.push(waitSeconds);
      if (waitSeconds > 0) {
        await expect(world.store.unlock(passphrase)).rejects.toMatchObject({
          code: 'secrets.wait',
          facts: { retryAfterSeconds: waitSeconds },
        });
      }
      world.time.now += waitSeconds * 1_000;
    }
    expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    await world.store.unlock(passphrase);
    expect(contentOf(file).vault?.wrong).toBeUndefined();
    await expectAll(world.store);
  });

  it('are waited for no longer because the clock was set back', async () => {
    const { file } = await withVault();
    const world = open(file);
    for (let at = 0; at < 5; at += 1) {
      world.time.now += 100_000;
      await expect(world.store.unlock('wrong')).rejects.toMatchObject({ code: 'secrets.passphrase-wrong' });
    }
    world.time.now = 0;
    expect((await world.store.state()).vault?.waitSeconds).toBe(4);
  });

  it('count without a disk, too, and a full disk locks nobody out', async () => {
    const { file } = await withVault();
    const world = open(file);
    file.fails = new AppError('disk.full', 'full');
    for (let at = 0; at < 3; at += 1) {
      await expect(world.store.unlock('wrong')).rejects.toMatchObject({ code: 'secrets.passphrase-wrong' });
    }
    await expect(world.store.unlock(passphrase)).rejects.toMatchObject({ code: 'secrets.wait' });
    world.time.now += 1_000;
    await world.store.unlock(passphrase);
    await expectAll(world.store);
  });
});

describe('a file that was changed', () => {
  it('opens no record under the name of another one', async () => {
    const { file } = await withVault();
    const { secrets, ...rest } = contentOf(file);
    const { 'connection:one': one, 'connection:two': two } = secrets;
    const swapped = { ...secrets, 'connection:one': two, 'connection:two': one };
    const { store } = open(new MemoryFile({ ...rest, secrets: swapped }));
    await store.unlock(passphrase);
    for (const id of ['connection:one', 'connection:two'] as const) {
      await expect(store.read(id)).rejects.toMatchObject({ code: 'secrets.damaged' });
      expect(store.stateOf(id)).toBe('undecryptable');
    }
    await expect(store.read('library:one')).resolves.toBe(`${secret} library:one`);
  });

  it('says that the key of a library is gone where its record was changed, and keeps it', async () => {
    const { file } = await withVault();
    const { secrets, ...rest } = contentOf(file);
    const cipher = secrets['library:one']?.cipher.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    const changed = new MemoryFile({
      ...rest,
      secrets: { ...secrets, 'library:one': { scheme: 'vault', cipher } },
    });
    const { store } = open(changed);
    await store.unlock(passphrase);
    await expect(libraryKey(store, 'one', true)).rejects.toMatchObject({ code: 'library.key-missing' });
    await store.copy('library:one', 'library:one.set-aside-1');
    expect(contentOf(changed).secrets['library:one.set-aside-1']?.cipher).toBe(cipher);
  });

  it('with a damaged header says so instead of blaming the passphrase', async () => {
    const { file } = await withVault();
    const { vault, ...rest } = contentOf(file);
    const header = { ...(vault?.header as object), checksum: 'AAAA' };
    const { store } = open(new MemoryFile({ ...rest, vault: { header } }));
    await expect(store.unlock(passphrase)).rejects.toMatchObject({ code: 'secrets.damaged' });
  });
});

describe('a move that is interrupted', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tenant-atlas-vault-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const openFile = () =>
    openSettingsFile({
      folder,
      name: 'secrets',
      keepsCopy: true,
      createStore: ({ name: configName, ...options }) =>
        new Conf<Record<string, unknown>>({ ...options, configName }),
      notice: () => undefined,
    });
  const openFolder = (encryption: FakeEncryption) =>
    new SecretStore({ encryption, file: openFile(), changed: vi.fn(), cost });

  /** The names and bytes of all files, as they lie on the disk. */
  function disk(): ReadonlyMap<string, Buffer> {
    return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  }

  function put(files: ReadonlyMap<string, Buffer>): void {
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  }

  it.each(['into the vault', 'back to the key ring'] as const)(
    'leaves one of both complete at every step and every byte: %s',
    async (direction) => {
      const encryption = new FakeEncryption();
      const first = openFolder(encryption);
      for (const id of ids) await first.put(id, `${secret} ${id}`);
      if (direction === 'back to the key ring') await first.protect(passphrase);
      const before = disk();
      await (direction === 'into the vault' ? first.protect(passphrase) : first.useKeyRing());
      const after = disk();
      const [main, copy] = ['secrets.json', 'secrets.last-good.json'] as const;
      const of = (files: ReadonlyMap<string, Buffer>, name: string) => files.get(name) ?? Buffer.alloc(0);
      const contents = [of(before, main), of(after, main)].map(
        (bytes) => JSON.parse(bytes.toString()) as unknown,
      );
      const found = [0, 0];
      const expectOne = (): void => {
        const read: unknown = JSON.parse(JSON.stringify(openFile().read()));
        const at = contents.findIndex((content) => isDeepStrictEqual(content, read));
        expect(at).not.toBe(-1);
        found[at] = (found[at] ?? 0) + 1;
      };
      // In the order they are written: the copy under a new name, its rename, the file under a new name, its rename.
      const steps: ReadonlyMap<string, Buffer>[] = [
        new Map([...before, [`${copy}.new`, of(after, copy).subarray(0, 99)]]),
        new Map([...before, [copy, of(after, copy)]]),
        new Map([...before, [copy, of(after, copy)], [`${main}.tmp-1`, of(after, main).subarray(0, 99)]]),
        after,
      ];
      for (const step of steps) {
        put(step);
        expectOne();
      }
      expect(found).toEqual([3, 1]);
      // A file system that promises less: the file itself is cut. No cut is taken for a file, so the copy takes its place.
      const whole = of(after, main);
      for (let length = 0; length < whole.length; length += 1)
        expect(() => JSON.parse(whole.subarray(0, length).toString()) as unknown).toThrow(SyntaxError);
      for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 50)) {
        put(new Map([...after, [main, whole.subarray(0, length)]]));
        expectOne();
      }
      for (const files of [before, after]) {
        put(files);
        const store = openFolder(encryption);
        if ((await store.state()).keptBy === 'vault') await store.unlock(passphrase);
        await expectAll(store);
      }
    },
    60_000,
  );

  it('leaves the old one where the disk is full', async () => {
    const { store, file, encryption } = open();
    for (const id of ids) await store.put(id, `${secret} ${id}`);
    const before = structuredClone(file.content);
    file.fails = new AppError('disk.full', 'full');
    await expect(store.protect(passphrase)).rejects.toMatchObject({ code: 'disk.full' });
    await expectAll(store);
    file.fails = undefined;
    expect(file.content).toEqual(before);
    await expectAll(open(file, encryption).store);
  });
});
