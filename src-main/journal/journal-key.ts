import { randomBytes } from 'node:crypto';

import type { SecretState } from '../../src-shared/model/connections.ts';

type KeyId = 'journal:key';

/** The part of the secret store that keeps the key of the journal. */
export interface JournalKeyStore {
  storageState(): Promise<{ readonly state: 'available' | 'unavailable' | 'locked' }>;
  stateOf(id: KeyId): SecretState;
  read(id: KeyId): Promise<string>;
  put(id: KeyId, text: string): Promise<'stored' | 'session'>;
  remove(id: KeyId): Promise<void>;
}

const id: KeyId = 'journal:key';

/**
 * The key the lines are sealed with, made where there is none. Undefined where no key is kept or it does not open: lines
 * are then chained by a plain hash, which anybody can compute who changes them.
 */
export async function journalKey(store: JournalKeyStore): Promise<Uint8Array | undefined> {
  const { state } = await store.storageState();
  if (state !== 'available') return undefined;
  if (store.stateOf(id) !== 'missing') {
    try {
      return new Uint8Array(Buffer.from(await store.read(id), 'base64'));
    } catch {
      // A key that does not open any more stays: the ring it was written with may come back.
      return undefined;
    }
  }
  const key = randomBytes(32);
  if ((await store.put(id, key.toString('base64'))) === 'stored') return new Uint8Array(key);
  // One that ends with the app could not be used to check the lines later.
  await store.remove(id);
  return undefined;
}
