import { Buffer } from 'node:buffer';

import { AppError } from '../../src-shared/errors.ts';
import { usualIdleMinutes, type VaultState } from '../../src-shared/model/secrets.ts';
import { type BoxCost, currentCost, type OpenBox, openBox, readHeader } from './passphrase-box.ts';
import type { SecretEntries, VaultRecord } from './secret-entries.ts';

export interface VaultOptions {
  readonly entries: SecretEntries;
  readonly now: () => number;
  /** Tests derive cheaper keys. */
  readonly cost?: BoxCost;
}

/** Everybody mistypes; from here on each wrong passphrase doubles the wait. */
const freeTries = 3;
const longestWait = 300;

/** Secrets behind a passphrase: a box whose header stands in secrets.json, open until it is locked. */
export class Vault {
  readonly #options: VaultOptions;
  #box: OpenBox | undefined;
  /** Wrong tries that could not be written. */
  #unwritten: VaultRecord['wrong'];

  constructor(options: VaultOptions) {
    this.#options = options;
  }

  get cost(): BoxCost {
    return this.#options.cost ?? currentCost;
  }

  get exists(): boolean {
    return this.#options.entries.vault() !== undefined;
  }

  get isOpen(): boolean {
    return this.#box !== undefined;
  }

  state(): VaultState | undefined {
    const record = this.#options.entries.vault();
    if (!record) return undefined;
    const { idleMinutes = usualIdleMinutes } = record;
    return { isLocked: !this.isOpen, waitSeconds: this.#waitSeconds(record), idleMinutes };
  }

  /**
   * Throws `secrets.passphrase-wrong`, `secrets.wait` where too many were wrong, `secrets.damaged`, `secrets.newer`. A box
   * that was made when computers were slower gets today's cost.
   */
  async unlock(passphrase: string): Promise<void> {
    if (this.#box) return;
    const box = await this.verify(passphrase);
    const { cost } = this;
    this.#use(box.isWeakerThan(cost) ? await this.#rewrapped(box, passphrase) : box);
  }

  /** The open box of this passphrase, which is not used yet. Counts as a try. */
  async verify(passphrase: string): Promise<OpenBox> {
    const { entries, now } = this.#options;
    const record = entries.vault();
    if (!record) throw new AppError('internal', 'There is no vault.');
    const header = readHeader(record.header);
    const waitSeconds = this.#waitSeconds(record);
    if (waitSeconds > 0)
      throw new AppError('secrets.wait', 'Too many wrong passphrases.', { retryAfterSeconds: waitSeconds });
    // Counted before it is known, so that ending the app in between saves no try.
    const { wrong = this.#unwritten } = record;
    this.#count({ ...record, wrong: { count: (wrong?.count ?? 0) + 1, at: now() } });
    const box = await openBox(header, passphrase);
    this.#count({ ...record, wrong: undefined });
    return box;
  }

  /** After a move wrote it: from now on this box is the vault. */
  adopt(box: OpenBox): void {
    this.#use(box);
  }

  setIdleMinutes(idleMinutes: number): void {
    const { entries } = this.#options;
    const record = entries.vault();
    if (record) entries.setVault({ ...record, idleMinutes });
  }

  /** Overwrites the key in memory. */
  lock(): void {
    this.#box?.wipe();
    this.#box = undefined;
  }

  /** Throws `secrets.vault-locked`. */
  seal(text: string, id: string): Uint8Array {
    return Buffer.from(this.#open().seal(text, id), 'base64');
  }

  /** Throws `secrets.vault-locked`, `secrets.damaged`. */
  openSealed(cipher: Uint8Array, id: string): string {
    return this.#open().open(Buffer.from(cipher).toString('base64'), id);
  }

  #open(): OpenBox {
    if (!this.#box) throw new AppError('secrets.vault-locked', 'The vault is locked.');
    return this.#box;
  }

  #use(box: OpenBox): void {
    if (box !== this.#box) this.lock();
    this.#box = box;
  }

  async #rewrapped(box: OpenBox, passphrase: string): Promise<OpenBox> {
    const { entries } = this.#options;
    const next = await box.rewrapped(passphrase, this.cost);
    box.wipe();
    const record = entries.vault();
    if (record) entries.setVault({ ...record, header: next.header });
    return next;
  }

  #waitSeconds({ wrong = this.#unwritten }: VaultRecord): number {
    if (!wrong || wrong.count < freeTries) return 0;
    const wait = Math.min(longestWait, 2 ** (wrong.count - freeTries));
    const left = (wrong.at - this.#options.now()) / 1_000 + wait;
    // A clock that was set back does not make it longer.
    return Math.ceil(Math.min(wait, Math.max(0, left)));
  }

  #count(record: VaultRecord): void {
    this.#unwritten = record.wrong;
    try {
      this.#options.entries.setVault(record);
    } catch (fault) {
      // A full disk is no reason to lock a person out; the count then ends with the app.
      if (!(fault instanceof AppError && fault.code.startsWith('disk.'))) throw fault;
    }
  }
}
