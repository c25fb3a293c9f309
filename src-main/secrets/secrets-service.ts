import type { SecretsState } from '../../src-shared/model/secrets.ts';
import type { IdleLock } from './idle-lock.ts';
import type { SecretStore } from './secret-store.ts';

export interface SecretsServiceOptions {
  readonly store: SecretStore;
  readonly idle: Pick<IdleLock, 'watch'>;
  /** Closes what works with secrets: clients, syncs, libraries. */
  readonly close: () => Promise<void>;
  /** Told when secrets can be read again, or no longer. */
  readonly changed: (state: SecretsState) => void;
}

/** Where secrets are kept, as a person sees and changes it. */
export class SecretsService {
  readonly #options: SecretsServiceOptions;

  constructor(options: SecretsServiceOptions) {
    this.#options = options;
  }

  state(): Promise<SecretsState> {
    return this.#options.store.state();
  }

  async protect(passphrase: string): Promise<SecretsState> {
    await this.#options.store.protect(passphrase);
    return this.#tell();
  }

  async unlock(passphrase: string): Promise<SecretsState> {
    await this.#options.store.unlock(passphrase);
    return this.#tell();
  }

  /** First the key, then everything that was opened with it. */
  async lock(): Promise<SecretsState> {
    const { store, close } = this.#options;
    const { vault } = await store.state();
    if (!vault || vault.isLocked) return store.state();
    await store.lock();
    await close();
    return this.#tell();
  }

  async changePassphrase(passphrase: string, next: string): Promise<SecretsState> {
    await this.#options.store.changePassphrase(passphrase, next);
    return this.#tell();
  }

  async useKeyRing(): Promise<SecretsState> {
    await this.#options.store.useKeyRing();
    return this.#tell();
  }

  async setIdleMinutes(minutes: number): Promise<SecretsState> {
    await this.#options.store.setIdleMinutes(minutes);
    return this.#tell();
  }

  async #tell(): Promise<SecretsState> {
    const state = await this.#options.store.state();
    const { vault } = state;
    this.#options.idle.watch(vault && !vault.isLocked ? vault.idleMinutes : 0);
    this.#options.changed(state);
    return state;
  }
}
