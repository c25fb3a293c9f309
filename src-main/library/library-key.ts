import { randomBytes } from 'node:crypto';

import { AppError } from '../../src-shared/errors.ts';
import type { SecretState } from '../../src-shared/model/connections.ts';

type KeyId = `library:${string}`;

/** The part of the secret store that keeps the keys of libraries. */
export interface KeyStore {
  storageState(): Promise<{ readonly state: 'available' | 'unavailable' | 'locked' }>;
  stateOf(id: KeyId): SecretState;
  read(id: KeyId): Promise<string>;
  put(id: KeyId, text: string): Promise<'stored' | 'session'>;
  remove(id: KeyId): Promise<void>;
}

const keyBytes = 32;

/**
 * The key of a library, made at first use: 32 random bytes, kept by the operating system's encryption alone. Undefined
 * where that offers none: the library then lives in memory. Throws `library.locked` while the key exists and cannot be
 * read, so that no second library grows beside the first.
 */
export async function libraryKey(store: KeyStore, connectionId: string): Promise<Uint8Array | undefined> {
  const id: KeyId = `library:${connectionId}`;
  const { state } = await store.storageState();
  const isKept = store.stateOf(id) !== 'missing';
  if (isKept) return keptKey(store, id);
  if (state !== 'available') return undefined;
  const key = randomBytes(keyBytes);
  return (await store.put(id, key.toString('base64'))) === 'stored' ? new Uint8Array(key) : undefined;
}

async function keptKey(store: KeyStore, id: KeyId): Promise<Uint8Array> {
  try {
    return new Uint8Array(Buffer.from(await store.read(id), 'base64'));
  } catch (cause) {
    throw new AppError('library.locked', 'The key of the library cannot be read.', {}, { cause });
  }
}

export function forgetLibraryKey(store: KeyStore, connectionId: string): Promise<void> {
  return store.remove(`library:${connectionId}`);
}
