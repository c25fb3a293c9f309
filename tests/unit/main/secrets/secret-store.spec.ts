import { describe, expect, it, vi } from 'vitest';

import { SecretStore } from '../../../../src-main/secrets/secret-store.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { FakeEncryption, MemoryFile } from './fake-encryption.ts';

const id = 'connection:one';
const secret = 'open sesame, please';

function open(file = new MemoryFile(), encryption = new FakeEncryption()) {
  const changed = vi.fn();
  return { store: new SecretStore({ encryption, file, changed }), file, encryption, changed };
}

describe('SecretStore', () => {
  it('gives back what was put in, also after a restart, and writes no plain text', async () => {
    const { store, file } = open();
    expect(store.stateOf(id)).toBe('missing');
    await expect(store.put(id, secret)).resolves.toBe('stored');
    expect(store.stateOf(id)).toBe('stored');
    expect(JSON.stringify(file.content)).not.toContain(secret);
    const next = open(file).store;
    expect(next.stateOf(id)).toBe('stored');
    await expect(next.read(id)).resolves.toBe(secret);
  });

  it.each(['unavailable', 'locked'] as const)(
    'writes nothing while the storage is %s, and keeps it in memory',
    async (state) => {
      const { store, file, encryption } = open();
      encryption.now = { state, backend: 'fake' };
      await expect(store.put(id, secret)).resolves.toBe('session');
      expect(file.writes).toBe(0);
      expect(store.stateOf(id)).toBe('session');
      await expect(store.read(id)).resolves.toBe(secret);
      expect(open(file).store.stateOf(id)).toBe('missing');
    },
  );

  it('writes what was kept in memory once the key ring opens', async () => {
    const { store, file, encryption, changed } = open();
    encryption.now = { state: 'locked', backend: 'fake' };
    await store.put(id, secret);
    encryption.now = { state: 'available', backend: 'fake' };
    await store.retry();
    expect(store.stateOf(id)).toBe('stored');
    expect(changed).toHaveBeenCalled();
    await expect(open(file).store.read(id)).resolves.toBe(secret);
  });

  it('tells when secrets can be kept, and waits for what is done then', async () => {
    const encryption = new FakeEncryption();
    const done: string[] = [];
    const opened = async (): Promise<void> => {
      await Promise.resolve();
      done.push('moved');
    };
    const store = new SecretStore({
      encryption,
      file: new MemoryFile(),
      changed: vi.fn(),
      opened,
      cost: { N: 2 ** 14, r: 8, p: 1 },
    });
    encryption.now = { state: 'locked', backend: 'fake' };
    await store.retry();
    expect(done).toEqual([]);
    await store.protect('correct horse, battery staple');
    expect(done).toEqual(['moved']);
    await store.lock();
    encryption.now = { state: 'available', backend: 'fake' };
    await store.unlock('correct horse, battery staple');
    await store.useKeyRing();
    expect(done.length).toBeGreaterThan(1);
  });

  it('says locked, not lost, while the ring that wrote the secret does not open', async () => {
    const { store, file } = open();
    await store.put(id, secret);
    const later = open(file);
    later.encryption.now = { state: 'locked', backend: 'fake' };
    await expect(later.store.read(id)).rejects.toMatchObject({ code: 'secrets.locked' });
    expect(later.store.stateOf(id)).toBe('locked');
    expect(later.changed).toHaveBeenCalled();
    expect(file.content).toEqual(later.file.content);
    later.encryption.now = { state: 'available', backend: 'fake' };
    await later.store.retry();
    await expect(later.store.read(id)).resolves.toBe(secret);
  });

  it('says locked, not lost, where the ring locks while the app runs, and keeps what is typed then', async () => {
    const { store, file, encryption, changed } = open();
    await store.put(id, secret);
    const before = file.content;
    encryption.isSilent = true;
    changed.mockClear();
    await expect(store.read(id)).rejects.toMatchObject({ code: 'secrets.locked' });
    expect(store.stateOf(id)).toBe('locked');
    expect(changed).toHaveBeenCalled();
    await expect(store.put('connection:two', 'typed')).resolves.toBe('session');
    await expect(store.protect('correct horse, battery staple')).rejects.toMatchObject({
      code: 'secrets.locked',
    });
    expect(file.content).toEqual(before);
    encryption.isSilent = false;
    await store.retry();
    await expect(store.read(id)).resolves.toBe(secret);
    expect(store.stateOf('connection:two')).toBe('stored');
  });

  it('treats a secret of another key ring as a normal state until it is entered again', async () => {
    const { store, encryption } = open();
    await store.put(id, secret);
    encryption.ring = 'second ring';
    await expect(store.read(id)).rejects.toMatchObject({ code: 'secrets.undecryptable' });
    expect(store.stateOf(id)).toBe('undecryptable');
    await store.put(id, 'the new one');
    expect(store.stateOf(id)).toBe('stored');
    await expect(store.read(id)).resolves.toBe('the new one');
  });

  it('writes again what the system wants encrypted with its newer key', async () => {
    const { store, encryption, file } = open();
    await store.put(id, secret);
    const before = file.writes;
    encryption.isStale = true;
    await expect(store.read(id)).resolves.toBe(secret);
    expect(file.writes).toBe(before + 1);
  });

  it('does not bring back the secret that was replaced while the ring was locked', async () => {
    const { store, file, encryption } = open();
    await store.put(id, 'the old one');
    await store.put('library:one', 'key');
    encryption.now = { state: 'locked', backend: 'fake' };
    const later = open(file, encryption).store;
    await expect(later.put(id, 'the new one')).resolves.toBe('session');
    await expect(later.read(id)).resolves.toBe('the new one');
    encryption.now = { state: 'available', backend: 'fake' };
    const next = open(file, encryption).store;
    expect(next.stateOf(id)).toBe('missing');
    await expect(next.read('library:one')).resolves.toBe('key');
  });

  it('keeps what it has where writing it anew with the newer key fails', async () => {
    const { store, encryption, file } = open();
    await store.put(id, secret);
    const before = file.content;
    encryption.isStale = true;
    encryption.fails = new AppError('secrets.locked', 'locked meanwhile');
    await expect(store.read(id)).resolves.toBe(secret);
    expect(file.content).toEqual(before);
  });

  it('does not write an old secret over one that was put meanwhile', async () => {
    const { store, encryption, file } = open();
    await store.put(id, 'the old one');
    encryption.isStale = true;
    await Promise.all([store.read(id), store.put(id, 'the new one')]);
    encryption.isStale = false;
    await expect(open(file, encryption).store.read(id)).resolves.toBe('the new one');
  });

  it('gives a secret for the destination it was put for, and names both where it was not', async () => {
    const { store, encryption } = open();
    const own = { name: 'client', hosts: ['https://token.example', 'https://tenant.example'] };
    const others = [
      { ...own, name: 'other' },
      { ...own, hosts: ['https://evil.example', 'https://tenant.example'] },
      { ...own, hosts: ['https://token.example', 'http://tenant.example'] },
      { ...own, hosts: ['https://tenant.example', 'https://token.example'] },
      { ...own, hosts: ['https://token.example'] },
    ];
    for (const state of ['available', 'locked'] as const) {
      encryption.now = { state, backend: 'fake' };
      await store.put(id, secret, own);
      await expect(store.read(id, own)).resolves.toBe(secret);
      for (const other of others) {
        await expect(store.read(id, other)).rejects.toMatchObject({ code: 'secrets.other-destination' });
      }
      await expect(store.read(id)).rejects.toMatchObject({ code: 'secrets.other-destination' });
    }
    await expect(store.read(id, { ...own, hosts: ['https://evil.example'] })).rejects.toMatchObject({
      facts: { host: 'evil.example', ownHost: 'token.example' },
    });
  });

  it('keeps a secret in memory when encrypting it fails', async () => {
    const { store, file, encryption } = open();
    encryption.fails = new AppError('secrets.unavailable', 'no real encryption');
    await expect(store.put(id, secret)).resolves.toBe('session');
    expect(file.writes).toBe(0);
  });

  it('keeps what was typed in memory when the disk is full', async () => {
    const { store, file } = open();
    file.fails = new AppError('disk.full', 'full');
    await expect(store.put(id, secret)).rejects.toMatchObject({ code: 'disk.full' });
    await expect(store.read(id)).resolves.toBe(secret);
  });

  it('copies a secret without opening it', async () => {
    const { store, encryption } = open();
    await store.put(id, secret);
    encryption.now = { state: 'locked', backend: 'fake' };
    await store.copy(id, 'connection:two');
    encryption.now = { state: 'available', backend: 'fake' };
    await expect(store.read('connection:two')).resolves.toBe(secret);
  });

  it('removes a secret from disk and memory, and only that one', async () => {
    const { store, file } = open();
    await store.put(id, secret);
    await store.put('library:one', 'key');
    await store.remove(id);
    expect(store.stateOf(id)).toBe('missing');
    await expect(store.read(id)).rejects.toMatchObject({ code: 'auth.secret-missing' });
    expect(Object.keys(file.content['secrets'] as object)).toEqual(['library:one']);
  });

  it('keeps changes made at the same time, and what a newer version wrote beside them', async () => {
    const file = new MemoryFile({
      version: 1,
      later: true,
      secrets: { other: { cipher: 'AAAA', extra: 1 } },
    });
    const { store } = open(file);
    await Promise.all([store.put(id, 'a'), store.put('connection:two', 'b'), store.put('library:one', 'c')]);
    expect(file.content['later']).toBe(true);
    const kept = file.content['secrets'] as Record<string, unknown>;
    expect(Object.keys(kept).sort()).toEqual(['connection:one', 'connection:two', 'library:one', 'other']);
    expect(kept['other']).toEqual({ cipher: 'AAAA', extra: 1 });
  });

  it('reads a damaged entry as missing', () => {
    expect(open(new MemoryFile({ secrets: { [id]: { cipher: 7 } } })).store.stateOf(id)).toBe('missing');
    expect(open(new MemoryFile({ secrets: 'none' })).store.stateOf(id)).toBe('missing');
  });
});
