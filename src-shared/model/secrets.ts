import type { SecretStorageState } from './connections.ts';

/** Name of the vault among the backends of a key ring. */
export const vaultBackend = 'passphrase';

/** A new passphrase has at least so many characters. */
export const shortestPassphrase = 12;

/** Minutes without a key or a click after which the vault locks; 0 is never. */
export const idleChoices = [0, 5, 15, 30, 60] as const;
export const usualIdleMinutes = 15;

export interface SecretsState {
  /** Where secrets are kept now: by the operating system, by a passphrase, or until the app closes. */
  readonly keptBy: 'key-ring' | 'vault' | 'memory';
  readonly keyRing: SecretStorageState;
  /** Absent where there is no vault. */
  readonly vault: VaultState | undefined;
}

export interface VaultState {
  readonly isLocked: boolean;
  /** Seconds until the next passphrase is tried; 0 for now. */
  readonly waitSeconds: number;
  readonly idleMinutes: number;
}
