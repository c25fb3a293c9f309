import { Buffer } from 'node:buffer';

import { afterEach, describe, expect, it, vi } from 'vitest';

import {
  type SafeStorageCalls,
  SafeStorageEncryption,
  storageState,
} from '../../../../src-main/secrets/safe-storage-encryption.ts';
import type { SecretStorageState } from '../../../../src-shared/model/connections.ts';

const synchronous: SafeStorageCalls = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(`v11${text}`),
  decryptString: (cipher) => cipher.toString().slice(3),
  getSelectedStorageBackend: () => 'gnome_libsecret',
};
const asynchronous: SafeStorageCalls = {
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text) => Promise.resolve(Buffer.from(`v12${text}`)),
  decryptStringAsync: (cipher) =>
    Promise.resolve({ result: cipher.toString().slice(3), shouldReEncrypt: true }),
  getSelectedStorageBackend: () => 'gnome_libsecret',
};

function encryption(
  calls: SafeStorageCalls,
  answer: SecretStorageState['state'] = 'available',
  platform = 'linux',
) {
  const probe = vi.fn(() => Promise.resolve({ state: answer, backend: 'gnome_libsecret' }));
  return { adapter: new SafeStorageEncryption({ calls, platform, probe }), probe };
}

describe('SafeStorageEncryption', () => {
  it.each([
    ['synchronous', synchronous, false],
    ['asynchronous', asynchronous, true],
    ['both, of which it takes the asynchronous', { ...synchronous, ...asynchronous }, true],
  ])('encrypts and decrypts by the calls of this Electron: %s', async (_kind, calls, isStale) => {
    const { adapter } = encryption(calls);
    await expect(adapter.state()).resolves.toEqual({ state: 'available', backend: 'gnome_libsecret' });
    const cipher = await adapter.encrypt('text');
    await expect(adapter.decrypt(cipher)).resolves.toEqual({ text: 'text', isStale });
  });

  it('does not touch safeStorage when the probing process found the ring locked', async () => {
    const isEncryptionAvailable = vi.fn(() => true);
    const { adapter } = encryption({ ...synchronous, isEncryptionAvailable }, 'locked');
    await expect(adapter.state()).resolves.toMatchObject({ state: 'locked' });
    expect(isEncryptionAvailable).not.toHaveBeenCalled();
  });

  it('probes once, before the first use, and again when asked, with more time', async () => {
    const { adapter, probe } = encryption(synchronous);
    expect(probe).not.toHaveBeenCalled();
    await adapter.state();
    await adapter.state();
    expect(probe).toHaveBeenCalledTimes(1);
    await adapter.askAgain();
    expect(probe.mock.calls).toEqual([[5_000], [30_000]]);
  });

  it('asks again after the probe itself failed', async () => {
    const { adapter, probe } = encryption(synchronous);
    probe.mockRejectedValueOnce(new Error('no second process'));
    await expect(adapter.state()).rejects.toThrow('no second process');
    await expect(adapter.state()).resolves.toMatchObject({ state: 'available' });
  });

  it.each(['darwin', 'win32'])('does not probe on %s', async (platform) => {
    const { adapter, probe } = encryption(
      { ...synchronous, getSelectedStorageBackend: () => 'unknown' },
      'locked',
      platform,
    );
    await expect(adapter.state()).resolves.toEqual({ state: 'available', backend: platform });
    expect(probe).not.toHaveBeenCalled();
  });

  it('refuses what Linux only obfuscates, and remembers that', async () => {
    const { adapter } = encryption({ ...synchronous, encryptString: (text) => Buffer.from(`v10${text}`) });
    await expect(adapter.encrypt('text')).rejects.toMatchObject({ code: 'secrets.unavailable' });
    await expect(adapter.state()).resolves.toMatchObject({ state: 'unavailable' });
  });

  describe('with a key ring that stops answering while the app runs', () => {
    const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
    afterEach(() => vi.useRealTimers());

    it.each([
      ['encrypting', { encryptStringAsync: () => never<Buffer>() }],
      ['decrypting', { decryptStringAsync: () => never<{ result: string; shouldReEncrypt: boolean }>() }],
    ])('gives %s up after thirty seconds, and is locked until it is asked again', async (_what, hanging) => {
      vi.useFakeTimers();
      const calls = { ...asynchronous };
      const { adapter, probe } = encryption(calls);
      await adapter.state();
      const cipher = await adapter.encrypt('text');
      Object.assign(calls, hanging);
      const asked = 'encryptStringAsync' in hanging ? adapter.encrypt('more') : adapter.decrypt(cipher);
      const refused = expect(asked).rejects.toMatchObject({ code: 'secrets.locked' });
      await vi.advanceTimersByTimeAsync(30_000);
      await refused;
      await expect(adapter.state()).resolves.toEqual({ state: 'locked', backend: 'gnome_libsecret' });
      Object.assign(calls, asynchronous);
      await expect(adapter.askAgain()).resolves.toMatchObject({ state: 'available' });
      expect(probe).toHaveBeenCalledTimes(2);
      await expect(adapter.decrypt(cipher)).resolves.toMatchObject({ text: 'text' });
    });

    it('does not wait for it at the first question either', async () => {
      vi.useFakeTimers();
      const { adapter } = encryption({ ...asynchronous, isAsyncEncryptionAvailable: () => never() });
      const state = expect(adapter.state()).resolves.toMatchObject({ state: 'locked' });
      await vi.advanceTimersByTimeAsync(5_000);
      await state;
    });

    it('leaves no timer behind where it answers', async () => {
      vi.useFakeTimers();
      const { adapter } = encryption(asynchronous);
      await adapter.decrypt(await adapter.encrypt('text'));
      expect(vi.getTimerCount()).toBe(0);
    });
  });

  it('says what is missing where Electron has no safeStorage at all', async () => {
    const { adapter } = encryption({});
    await expect(adapter.encrypt('text')).rejects.toMatchObject({ code: 'secrets.unavailable' });
  });
});

describe('storageState', () => {
  it.each([
    ['basic_text', true, 'unavailable'],
    ['basic_text', false, 'unavailable'],
    ['gnome_libsecret', true, 'available'],
    ['gnome_libsecret', false, 'locked'],
    ['kwallet6', false, 'locked'],
    ['unknown', false, 'unavailable'],
  ])('with backend %s and available %s it is %s', async (backend, available, state) => {
    const calls = { isEncryptionAvailable: () => available, getSelectedStorageBackend: () => backend };
    await expect(storageState(calls, 'linux')).resolves.toEqual({ state, backend });
  });
});
