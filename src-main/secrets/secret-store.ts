import { Buffer } from 'node:buffer';

import { z } from 'zod';

import {
  differenceOf,
  isSameDestination,
  nowhere,
  type SecretDestination,
} from '../../src-shared/connections/secret-destination.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { SecretState, SecretStorageState } from '../../src-shared/model/connections.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { bindSecret, type BoundSecret, readBound } from './bound-secret.ts';
import type { Encryption } from './encryption.ts';

/** `connection:<id>` is a client_secret, `library:<id>` the key of a library, `journal:key` that of the journal. */
export type SecretId = `connection:${string}` | `library:${string}` | `journal:key`;

export interface SecretStoreOptions {
  readonly encryption: Encryption;
  /** A file of its own, owner-only. */
  readonly file: SettingsFile;
  /** Told when the state of some secret may have changed. */
  readonly changed: () => void;
  /** Told each secret that passes through, so that the log never shows it. */
  readonly seen?: (secret: string) => void;
}

const entrySchema = z.looseObject({ cipher: z.base64() });
const fileVersion = 1;

/**
 * The only reader and writer of secrets. What cannot be encrypted is never written; it stays in
 * memory until the app closes.
 */
export class SecretStore {
  readonly #options: SecretStoreOptions;
  readonly #session = new Map<SecretId, BoundSecret>();
  readonly #undecryptable = new Set<SecretId>();
  #known: SecretStorageState | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: SecretStoreOptions) {
    this.#options = options;
  }

  /** Asks the operating system at the first call; at most some seconds. */
  async storageState(): Promise<SecretStorageState> {
    return this.#learn(await this.#options.encryption.state());
  }

  /** Tries again, and writes what was kept in memory until now. */
  async retry(): Promise<SecretStorageState> {
    const state = this.#learn(await this.#options.encryption.askAgain());
    this.#undecryptable.clear();
    if (state.state === 'available') {
      for (const [id, { text, destination }] of [...this.#session]) await this.put(id, text, destination);
    }
    this.#options.changed();
    return state;
  }

  /** What is known without asking: `stored` until the key ring has said otherwise. */
  stateOf(id: SecretId): SecretState {
    if (this.#session.has(id)) return 'session';
    if (this.#cipher(id) === undefined) return 'missing';
    if (this.#undecryptable.has(id)) return 'undecryptable';
    return this.#known !== undefined && this.#known.state !== 'available' ? 'locked' : 'stored';
  }

  /**
   * For this destination only. One that an older version kept without any is bound to `recorded`, what its connection says
   * now. Throws `auth.secret-missing`, `secrets.locked`, `secrets.unavailable`, `secrets.undecryptable`,
   * `secrets.other-destination`.
   */
  async read(id: SecretId, destination = nowhere, recorded = destination): Promise<string> {
    const kept = this.#session.get(id);
    if (kept !== undefined) return textFor(destination, kept);
    const cipher = this.#cipher(id);
    if (cipher === undefined) throw new AppError('auth.secret-missing', 'No secret is kept.');
    const { state } = await this.storageState();
    if (state === 'locked') throw new AppError('secrets.locked', 'The key ring does not open.');
    if (state === 'unavailable') throw new AppError('secrets.unavailable', 'There is no key ring.');
    const { bound, isStale } = await this.#decrypt(id, cipher);
    this.#options.seen?.(bound.text);
    const now = { text: bound.text, destination: bound.destination ?? recorded };
    if (isStale || bound.destination === undefined) await this.#rewrite(id, cipher, now);
    return textFor(destination, now);
  }

  /** Answers where the secret is now: on disk, or in memory until the app closes. */
  put(id: SecretId, text: string, destination = nowhere): Promise<'stored' | 'session'> {
    this.#options.seen?.(text);
    return this.#inTurn(async () => {
      this.#undecryptable.delete(id);
      // First in memory, so that a full disk does not lose what the person typed.
      this.#session.set(id, { text, destination });
      const cipher = await this.#encrypt(bindSecret(text, destination));
      if (cipher === undefined) {
        // The one it replaces would be back after the next start.
        this.#forget(id);
        return 'session';
      }
      this.#keep(id, cipher);
      this.#session.delete(id);
      return 'stored';
    });
  }

  /** Copies a secret as it is, so it works while the key ring is locked. */
  copy(from: SecretId, to: SecretId): Promise<void> {
    return this.#inTurn(() => {
      const kept = this.#session.get(from);
      if (kept !== undefined) this.#session.set(to, kept);
      const entry = this.#entries()[from];
      if (entry !== undefined) this.#write({ ...this.#entries(), [to]: entry });
    });
  }

  remove(id: SecretId): Promise<void> {
    return this.#inTurn(() => {
      this.#session.delete(id);
      this.#undecryptable.delete(id);
      this.#forget(id);
    });
  }

  removeAll(start: SecretId): Promise<void> {
    return this.#inTurn(() => {
      for (const id of this.#session.keys()) if (id.startsWith(start)) this.#session.delete(id);
      const entries = Object.entries(this.#entries());
      const rest = entries.filter(([id]) => !id.startsWith(start));
      if (rest.length < entries.length) this.#write(Object.fromEntries(rest));
    });
  }

  async #encrypt(text: string): Promise<Uint8Array | undefined> {
    const { state } = await this.storageState();
    if (state !== 'available') return undefined;
    try {
      return await this.#options.encryption.encrypt(text);
    } catch (error) {
      // The ring may have been locked or lost since it was asked: then it is as if there were none.
      this.#learn({
        state: isUnavailable(error) ? 'unavailable' : 'locked',
        backend: this.#known?.backend ?? '',
      });
      return undefined;
    }
  }

  /** Writes the same secret anew; nothing where that cannot be now, or where it was replaced meanwhile. */
  #rewrite(id: SecretId, before: Uint8Array, { text, destination }: BoundSecret): Promise<void> {
    return this.#inTurn(async () => {
      const cipher = await this.#encrypt(bindSecret(text, destination));
      const isSame = this.#cipher(id)?.every((byte, at) => byte === before[at]) === true;
      if (cipher !== undefined && isSame) this.#keep(id, cipher);
    });
  }

  async #decrypt(id: SecretId, cipher: Uint8Array): Promise<{ bound: BoundSecret; isStale: boolean }> {
    try {
      const { text, isStale } = await this.#options.encryption.decrypt(cipher);
      const bound = readBound(text);
      if (this.#undecryptable.delete(id)) this.#options.changed();
      return { bound, isStale };
    } catch (cause) {
      this.#undecryptable.add(id);
      this.#options.changed();
      throw new AppError('secrets.undecryptable', 'The secret was written with another key.', {}, { cause });
    }
  }

  #learn(state: SecretStorageState): SecretStorageState {
    const isNews = this.#known?.state !== state.state;
    this.#known = state;
    if (isNews) this.#options.changed();
    return state;
  }

  #cipher(id: SecretId): Uint8Array | undefined {
    const entry = entrySchema.safeParse(this.#entries()[id]);
    return entry.success ? Buffer.from(entry.data.cipher, 'base64') : undefined;
  }

  #entries(): Readonly<Record<string, unknown>> {
    const { secrets } = this.#options.file.read();
    return typeof secrets === 'object' && secrets !== null ? { ...secrets } : {};
  }

  #keep(id: SecretId, cipher: Uint8Array): void {
    this.#write({ ...this.#entries(), [id]: { cipher: Buffer.from(cipher).toString('base64') } });
  }

  #forget(id: SecretId): void {
    const { [id]: removed, ...rest } = this.#entries();
    if (removed !== undefined) this.#write(rest);
  }

  #write(secrets: Readonly<Record<string, unknown>>): void {
    this.#options.file.write({ ...this.#options.file.read(), version: fileVersion, secrets });
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

function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.code === 'secrets.unavailable';
}
