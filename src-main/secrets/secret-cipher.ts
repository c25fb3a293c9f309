import { AppError } from '../../src-shared/errors.ts';
import type { SecretStorageState } from '../../src-shared/model/connections.ts';
import { vaultBackend } from '../../src-shared/model/secrets.ts';
import { type BoundSecret, readBound } from './bound-secret.ts';
import type { Encryption } from './encryption.ts';
import type { SecretEntry } from './secret-entries.ts';
import type { Vault } from './vault.ts';

export interface SecretCipherOptions {
  /** The key ring of the system. */
  readonly encryption: Encryption;
  readonly vault: Vault;
  /** Told when the state of some secret may have changed. */
  readonly changed: () => void;
}

interface Deciphered {
  readonly bound: BoundSecret;
  /** Write it again: by a newer key, or by the vault. */
  readonly isStale: boolean;
}

/** Encrypts by the vault where there is one, else by the key ring; decrypts by whichever of both encrypted. */
export class SecretCipher {
  readonly #options: SecretCipherOptions;
  readonly #undecryptable = new Set<string>();
  #known: SecretStorageState | undefined;

  constructor(options: SecretCipherOptions) {
    this.#options = options;
  }

  /** Of the vault where there is one. Else asks the operating system at the first call; at most some seconds. */
  async state(): Promise<SecretStorageState> {
    const { vault, encryption } = this.#options;
    const state = vault.state();
    if (state) return { state: state.isLocked ? 'locked' : 'available', backend: vaultBackend };
    return this.#learn(await encryption.state());
  }

  /** Asks the operating system again, unless the vault counts. */
  async askAgain(): Promise<void> {
    const { vault, encryption } = this.#options;
    if (!vault.exists) this.#learn(await encryption.askAgain());
  }

  /** What is known without asking: `stored` until the key ring has said otherwise. */
  stateOf(id: string, { scheme }: SecretEntry): 'undecryptable' | 'locked' | 'stored' {
    if (this.#undecryptable.has(id)) return 'undecryptable';
    if (scheme === 'vault') return this.#options.vault.isOpen ? 'stored' : 'locked';
    return this.#known !== undefined && this.#known.state !== 'available' ? 'locked' : 'stored';
  }

  /** Of one that is replaced or gone, or of all, when there is another key. */
  forget(id?: string): void {
    if (id === undefined) this.#undecryptable.clear();
    else this.#undecryptable.delete(id);
  }

  /** Nothing where no key is there, or none any more. */
  async encrypt(id: string, text: string): Promise<SecretEntry | undefined> {
    const { vault, encryption } = this.#options;
    const { state } = await this.state();
    if (state !== 'available') return undefined;
    if (vault.exists) return { scheme: 'vault', cipher: vault.seal(text, id) };
    try {
      return { scheme: 'key-ring', cipher: await encryption.encrypt(text) };
    } catch (error) {
      // The ring may have been locked or lost since it was asked: then it is as if there were none.
      this.#lost(hasCode(error, 'secrets.unavailable') ? 'unavailable' : 'locked');
      return undefined;
    }
  }

  /** Throws `secrets.locked`, `secrets.vault-locked`, `secrets.unavailable`, `secrets.undecryptable`, `secrets.damaged`. */
  async decrypt(id: string, entry: SecretEntry): Promise<Deciphered> {
    const decrypt = entry.scheme === 'vault' ? this.#byVault(id, entry) : await this.#byKeyRing(entry);
    try {
      const { text, isStale } = await decrypt();
      const bound = readBound(text);
      if (this.#undecryptable.delete(id)) this.#options.changed();
      return { bound, isStale };
    } catch (cause) {
      if (hasCode(cause, 'secrets.vault-locked')) throw cause;
      if (hasCode(cause, 'secrets.locked')) {
        this.#lost('locked');
        throw cause;
      }
      this.#undecryptable.add(id);
      this.#options.changed();
      if (cause instanceof AppError && cause.code === 'secrets.damaged')
        throw new AppError(cause.code, cause.message, { file: 'secrets.json' }, { cause });
      throw new AppError('secrets.undecryptable', 'The secret was written with another key.', {}, { cause });
    }
  }

  /** The same secret under another id. Nothing where it is damaged: then it is kept as it is. */
  sealedAs(from: string, { cipher }: SecretEntry, to: string): SecretEntry | undefined {
    const { vault } = this.#options;
    try {
      return { scheme: 'vault', cipher: vault.seal(vault.openSealed(cipher, from), to) };
    } catch (fault) {
      if (hasCode(fault, 'secrets.damaged')) return undefined;
      throw fault;
    }
  }

  #byVault(id: string, { cipher }: SecretEntry) {
    return () => Promise.resolve({ text: this.#options.vault.openSealed(cipher, id), isStale: false });
  }

  /** One that stayed behind when the others moved into a vault follows them when it can be read again. */
  async #byKeyRing({ cipher }: SecretEntry) {
    const { encryption, vault } = this.#options;
    const { state } = this.#learn(await encryption.state());
    if (state === 'locked') throw new AppError('secrets.locked', 'The key ring does not open.');
    if (state === 'unavailable') throw new AppError('secrets.unavailable', 'There is no key ring.');
    return async () => {
      const { text, isStale } = await encryption.decrypt(cipher);
      return { text, isStale: isStale || vault.exists };
    };
  }

  #lost(state: 'unavailable' | 'locked'): void {
    this.#learn({ state, backend: this.#known?.backend ?? '' });
  }

  #learn(state: SecretStorageState): SecretStorageState {
    const isNews = this.#known?.state !== state.state;
    this.#known = state;
    if (isNews) this.#options.changed();
    return state;
  }
}

function hasCode(fault: unknown, code: AppError['code']): boolean {
  return fault instanceof AppError && fault.code === code;
}
