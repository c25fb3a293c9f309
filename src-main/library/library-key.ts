import { randomBytes } from 'node:crypto';

import { cellsOf } from '../../src-shared/connections/runtimes.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { SecretState } from '../../src-shared/model/connections.ts';
import { vaultBackend } from '../../src-shared/model/secrets.ts';

type KeyId = `library:${string}`;

/** The part of the secret store that keeps the keys of libraries. */
export interface KeyStore {
  storageState(): Promise<{
    readonly state: 'available' | 'unavailable' | 'locked';
    readonly backend: string;
  }>;
  stateOf(id: KeyId): SecretState;
  read(id: KeyId): Promise<string>;
  put(id: KeyId, text: string): Promise<'stored' | 'session'>;
  copy(from: KeyId, to: KeyId): Promise<void>;
  remove(id: KeyId): Promise<void>;
  /** Removes all whose id begins so. */
  removeAll(start: KeyId): Promise<void>;
}

const keyBytes = 32;

/**
 * The key of a library, made where there is neither key nor file: 32 random bytes, kept by the operating system's
 * encryption alone. Undefined where that offers none: the library then lives in memory.
 *
 * Never made for a file that is there, because it would not open it. Throws `library.key-missing` where the key is gone,
 * `library.wrong-key` where the system cannot decrypt it, `library.locked` while it cannot be read.
 */
export async function libraryKey(
  store: KeyStore,
  connectionId: string,
  hasFile: boolean,
): Promise<Uint8Array | undefined> {
  const id: KeyId = `library:${connectionId}`;
  const { state, backend } = await store.storageState();
  const kept = store.stateOf(id);
  if (kept !== 'missing' && kept !== 'session') return keptKey(store, id);
  if (hasFile) throw new AppError('library.key-missing', 'The library has no key on this computer.');
  if (state === 'locked' && backend === vaultBackend)
    throw new AppError('library.locked', 'The vault is locked.');
  if (state !== 'available') return undefined;
  const key = randomBytes(keyBytes);
  if ((await store.put(id, key.toString('base64'))) === 'stored') return new Uint8Array(key);
  // A file written with a key that ends with the app could never be opened again.
  await store.remove(id);
  return undefined;
}

async function keptKey(store: KeyStore, id: KeyId): Promise<Uint8Array> {
  try {
    return new Uint8Array(Buffer.from(await store.read(id), 'base64'));
  } catch (cause) {
    const code = cause instanceof AppError ? cause.code : undefined;
    const isOther = code === 'secrets.undecryptable';
    if (code === 'secrets.damaged')
      throw new AppError('library.key-missing', 'The key of the library is damaged.', {}, { cause });
    throw new AppError(
      isOther ? 'library.wrong-key' : 'library.locked',
      'The key of the library cannot be read.',
      {},
      { cause },
    );
  }
}

export async function forgetLibraryKey(store: KeyStore, connectionId: string): Promise<void> {
  await store.remove(`library:${connectionId}`);
  await store.removeAll(`library:${connectionId}.set-aside-`);
  await store.removeAll(`library:${cellsOf(connectionId)}`);
}

/** The key goes with the file that was set aside, under its name: whoever finds both can open it. */
export async function setKeyAside(store: KeyStore, connectionId: string, aside: string): Promise<void> {
  await store.copy(`library:${connectionId}`, `library:${aside}`);
  await store.remove(`library:${connectionId}`);
}
