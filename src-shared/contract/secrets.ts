import type { SecretsState } from '../model/secrets.ts';
import { call, type Nothing, topic } from './call.ts';

interface Passphrase {
  /** Goes in and never comes back. */
  readonly passphrase: string;
}

/** Where the secrets of this computer are kept. */
export const secrets = {
  state: call<Nothing, SecretsState>(),
  /** Moves all secrets from the key ring, or from memory, into a vault with this passphrase. */
  protect: call<Passphrase, SecretsState>(),
  unlock: call<Passphrase, SecretsState>(),
  /** Closes vault, clients and libraries. */
  lock: call<Nothing, SecretsState>(),
  changePassphrase: call<Passphrase & { readonly next: string }, SecretsState>(),
  /** Moves all secrets from the vault to the key ring and removes the vault. */
  useKeyRing: call<Nothing, SecretsState>(),
  setIdleMinutes: call<{ readonly minutes: number }, SecretsState>(),
  changed: topic<SecretsState>(),
};
