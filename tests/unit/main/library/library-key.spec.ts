import { describe, expect, it, vi } from 'vitest';

import { forgetLibraryKey, libraryKey, setKeyAside } from '../../../../src-main/library/library-key.ts';
import { SecretStore } from '../../../../src-main/secrets/secret-store.ts';
import { FakeEncryption, MemoryFile } from '../secrets/fake-encryption.ts';

function createStore() {
  const encryption = new FakeEncryption();
  const file = new MemoryFile();
  return { encryption, file, store: new SecretStore({ encryption, file, changed: vi.fn() }) };
}

describe('the key of a library', () => {
  it('is made once and kept', async () => {
    const { store } = createStore();
    const key = await libraryKey(store, 'one', false);
    expect(key).toHaveLength(32);
    expect(await libraryKey(store, 'one', true)).toEqual(key);
  });

  it('is never made for a file that is there', async () => {
    const { store, file } = createStore();
    await expect(libraryKey(store, 'one', true)).rejects.toMatchObject({ code: 'library.key-missing' });
    expect(file.writes).toBe(0);
  });

  it('is given up where it could only be kept until the app closes', async () => {
    const { store, encryption } = createStore();
    encryption.encrypt = () => Promise.reject(new Error('locked meanwhile'));
    expect(await libraryKey(store, 'one', false)).toBeUndefined();
    expect(store.stateOf('library:one')).toBe('missing');
    expect(await libraryKey(store, 'one', false)).toBeUndefined();
  });

  it('goes aside with its file, and is forgotten with the connection', async () => {
    const { store } = createStore();
    const key = await libraryKey(store, 'one', false);
    await setKeyAside(store, 'one', 'one.set-aside-1');
    expect(await libraryKey(store, 'one', false)).not.toEqual(key);
    expect(
      Buffer.from(await store.read('library:one.set-aside-1'), 'base64').equals(key ?? Buffer.of()),
    ).toBe(true);
    await forgetLibraryKey(store, 'one');
    expect(store.stateOf('library:one.set-aside-1')).toBe('missing');
  });
});
