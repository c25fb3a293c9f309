import {
  differenceOf,
  isSameDestination,
  nowhere,
  type SecretDestination,
} from '../../src-shared/connections/secret-destination.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { SecretState, SecretStorageState } from '../../src-shared/model/connections.ts';
import type { SecretsState } from '../../src-shared/model/secrets.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { bindSecret, type BoundSecret } from './bound-secret.ts';
import type { Encryption } from './encryption.ts';
import { changePassphrase, moveToKeyRing, moveToVault, type Moving } from './move-secrets.ts';
import type { BoxCost } from './passphrase-box.ts';
import { SecretCipher } from './secret-cipher.ts';
import { SecretEntries, type SecretEntry } from './secret-entries.ts';
import { Vault } from './vault.ts';

/** `connection:<id>` is a client_secret, `library:<id>` the key of a library, `journal:key` that of the journal. */
export type SecretId = `connection:${string}` | `library:${string}` | `journal:key`;

/** Secrets to keep and to forget. */
export interface SecretChanges {
  readonly put: readonly {
    readonly id: SecretId;
    readonly text: string;
    readonly destination: SecretDestination;
  }[];
  readonly remove: readonly SecretId[];
}

type Content = Readonly<Record<string, unknown>>;

export interface SecretStoreOptions {
  /** The key ring of the system. */
  readonly encryption: Encryption;
  /** A file of its own, owner-only. */
  readonly file: SettingsFile;
  /** Told when the state of some secret may have changed. */
  readonly changed: () => void;
  /** Done as soon as secrets can be kept, and waited for: what waited for that in memory goes to disk. */
  readonly opened?: () => Promise<void>;
  /** Told each secret of a connection that passes through, so that the log never shows it. Keys and passphrases leave by no request. */
  readonly seen?: (secret: string) => void;
  readonly now?: () => number;
  /** Of the vault; tests derive cheaper keys. */
  readonly cost?: BoxCost;
}

/**
 * The only reader and writer of secrets: by the key ring, or by a vault with a passphrase where there is one. What cannot
 * be encrypted is never written; it stays in memory until the app closes.
 */
export class SecretStore {
  readonly #options: SecretStoreOptions;
  readonly #entries: SecretEntries;
  readonly #vault: Vault;
  readonly #cipher: SecretCipher;
  readonly #session = new Map<SecretId, BoundSecret>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: SecretStoreOptions) {
    this.#options = options;
    this.#entries = new SecretEntries(options.file);
    const { encryption, changed, now = Date.now, cost } = options;
    this.#vault = new Vault({ entries: this.#entries, now, ...(cost && { cost }) });
    this.#cipher = new SecretCipher({ encryption, vault: this.#vault, changed });
  }

  /** Of the vault where there is one. Else asks the operating system at the first call; at most some seconds. */
  storageState(): Promise<SecretStorageState> {
    return this.#cipher.state();
  }

  async state(): Promise<SecretsState> {
    const keyRing = await this.#options.encryption.state();
    const vault = this.#vault.state();
    if (vault) return { keptBy: 'vault', keyRing, vault };
    return { keptBy: keyRing.state === 'unavailable' ? 'memory' : 'key-ring', keyRing, vault };
  }

  /** Tries again, and writes what was kept in memory until now. */
  async retry(): Promise<SecretStorageState> {
    await this.#cipher.askAgain();
    return this.#opened();
  }

  /** Moves all secrets into a vault. See `move-secrets.ts` for what it throws. */
  async protect(passphrase: string): Promise<void> {
    await this.#inTurn(async () => {
      const more = [...this.#session].map(
        ([id, { text, destination }]) => [id, bindSecret(text, destination)] as const,
      );
      await moveToVault(this.#moving(), passphrase, more);
      this.#session.clear();
    });
    await this.#opened();
  }

  /** Throws `secrets.passphrase-wrong`, `secrets.wait`, `secrets.damaged`. */
  async unlock(passphrase: string): Promise<void> {
    await this.#inTurn(() => this.#vault.unlock(passphrase));
    await this.#opened();
  }

  /** Wipes the key of the vault; without a vault nothing happens. */
  async lock(): Promise<void> {
    await this.#inTurn(() => {
      if (!this.#vault.exists) return;
      this.#vault.lock();
      this.#session.clear();
    });
    this.#options.changed();
  }

  async changePassphrase(passphrase: string, next: string): Promise<void> {
    await this.#inTurn(() => changePassphrase(this.#moving(), passphrase, next));
    await this.#opened();
  }

  async useKeyRing(): Promise<void> {
    await this.#inTurn(() => moveToKeyRing(this.#moving()));
    await this.retry();
  }

  async setIdleMinutes(minutes: number): Promise<void> {
    await this.#inTurn(() => {
      this.#vault.setIdleMinutes(minutes);
    });
  }

  /** What is known without asking: `stored` until the key ring has said otherwise. */
  stateOf(id: SecretId): SecretState {
    if (this.#session.has(id)) return 'session';
    const entry = this.#entries.get(id);
    return entry === undefined ? 'missing' : this.#cipher.stateOf(id, entry);
  }

  /**
   * For this destination only. One that an older version kept without any is bound to `recorded`, what its connection says
   * now. Throws `auth.secret-missing`, `secrets.locked`, `secrets.vault-locked`, `secrets.unavailable`,
   * `secrets.undecryptable`, `secrets.damaged`, `secrets.other-destination`.
   */
  async read(id: SecretId, destination = nowhere, recorded = destination): Promise<string> {
    const kept = this.#session.get(id);
    if (kept !== undefined) return textFor(destination, kept);
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new AppError('auth.secret-missing', 'No secret is kept.');
    const { bound, isStale } = await this.#cipher.decrypt(id, entry);
    this.#tell(id, bound.text);
    const now = { text: bound.text, destination: bound.destination ?? recorded };
    if (isStale || bound.destination === undefined) await this.#rewrite(id, entry, now);
    return textFor(destination, now);
  }

  /** Answers where the secret is now: on disk, or in memory until the app closes. */
  put(id: SecretId, text: string, destination = nowhere): Promise<'stored' | 'session'> {
    this.#tell(id, text);
    return this.#inTurn(async () => {
      this.#cipher.forget(id);
      // First in memory, so that a full disk does not lose what the person typed.
      this.#session.set(id, { text, destination });
      const entry = await this.#cipher.encrypt(id, bindSecret(text, destination));
      if (entry === undefined) {
        // The one it replaces would be back after the next start.
        this.#entries.removeWhere((other) => other === id);
        return 'session';
      }
      this.#entries.set(id, entry);
      this.#session.delete(id);
      return 'stored';
    });
  }

  /**
   * Many in one write, which `write` makes together with whatever else is of the same moment. Where that throws, all is as
   * before. What cannot be encrypted stays in memory, as with `put`.
   */
  putTogether({ put, remove }: SecretChanges, write: (content: Content) => void): Promise<void> {
    return this.#inTurn(async () => {
      const entries: (readonly [SecretId, SecretEntry])[] = [];
      const unencrypted: SecretChanges['put'][number][] = [];
      for (const secret of put) {
        this.#tell(secret.id, secret.text);
        const entry = await this.#cipher.encrypt(secret.id, bindSecret(secret.text, secret.destination));
        if (entry === undefined) unencrypted.push(secret);
        else entries.push([secret.id, entry]);
      }
      const gone = new Set<string>([...remove, ...put.map(({ id }) => id)]);
      write(this.#entries.changed(entries, (id) => gone.has(id)));
      for (const id of [...remove, ...put.map((secret) => secret.id)]) {
        this.#session.delete(id);
        this.#cipher.forget(id);
      }
      for (const { id, text, destination } of unencrypted) this.#session.set(id, { text, destination });
    });
  }

  /**
   * With a key ring as it is, so it works while that is locked. In a vault a secret is sealed under its id: the copy is
   * sealed anew, and `secrets.vault-locked` thrown while that cannot be.
   */
  copy(from: SecretId, to: SecretId): Promise<void> {
    return this.#inTurn(() => {
      const kept = this.#session.get(from);
      if (kept !== undefined) this.#session.set(to, kept);
      const entry = this.#entries.get(from);
      const sealed = entry?.scheme === 'vault' ? this.#cipher.sealedAs(from, entry, to) : undefined;
      if (sealed) this.#entries.set(to, sealed);
      else this.#entries.copy(from, to);
    });
  }

  remove(id: SecretId): Promise<void> {
    return this.#inTurn(() => {
      this.#session.delete(id);
      this.#cipher.forget(id);
      this.#entries.removeWhere((other) => other === id);
    });
  }

  /** Of all secrets that are kept, on disk or in memory. */
  ids(): readonly string[] {
    return [...new Set([...this.#session.keys(), ...this.#entries.all().map(([id]) => id)])];
  }

  removeAll(start: SecretId): Promise<void> {
    return this.#inTurn(() => {
      for (const id of this.#session.keys()) if (id.startsWith(start)) this.#session.delete(id);
      this.#entries.removeWhere((id) => id.startsWith(start));
    });
  }

  /** After a key is there: writes what was in memory alone. */
  async #opened(): Promise<SecretStorageState> {
    const state = await this.storageState();
    this.#cipher.forget();
    if (state.state === 'available') {
      for (const [id, { text, destination }] of [...this.#session]) await this.put(id, text, destination);
      await this.#options.opened?.();
    }
    this.#options.changed();
    return state;
  }

  #tell(id: SecretId, text: string): void {
    if (id.startsWith('connection:')) this.#options.seen?.(text);
  }

  #moving(): Moving {
    return { entries: this.#entries, keyRing: this.#options.encryption, vault: this.#vault };
  }

  /** Writes the same secret anew; nothing where that cannot be now, or where it was replaced meanwhile. */
  #rewrite(id: SecretId, before: SecretEntry, { text, destination }: BoundSecret): Promise<void> {
    return this.#inTurn(async () => {
      const entry = await this.#cipher.encrypt(id, bindSecret(text, destination));
      if (entry !== undefined && isSame(this.#entries.get(id), before)) this.#entries.set(id, entry);
    });
  }

  /** One change after the other: each writes the whole file. */
  #inTurn<T>(change: () => T | Promise<T>): Promise<T> {
    const turn = this.#queue.then(change);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

/** Throws `secrets.other-destination`. */
function textFor(asked: SecretDestination, { text, destination = nowhere }: BoundSecret): string {
  if (isSameDestination(destination, asked)) return text;
  const { own, asked: host } = differenceOf(destination, asked);
  throw new AppError('secrets.other-destination', 'The secret belongs to another destination.', {
    host,
    ownHost: own,
  });
}

function isSame(one: SecretEntry | undefined, other: SecretEntry): boolean {
  return one?.scheme === other.scheme && Buffer.from(one.cipher).equals(Buffer.from(other.cipher));
}
