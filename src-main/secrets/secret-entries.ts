import { Buffer } from 'node:buffer';

import { z } from 'zod';

import type { SettingsFile } from '../settings/settings-file.ts';

/** Who encrypted an entry. */
export type Scheme = 'key-ring' | 'vault';

export interface SecretEntry {
  readonly scheme: Scheme;
  readonly cipher: Uint8Array;
}

/** What is kept of a vault beside its entries. */
export interface VaultRecord {
  /** Of the box, as `passphrase-box.ts` reads it. */
  readonly header: unknown;
  readonly idleMinutes?: number | undefined;
  /** Passphrases that did not open it, and when the last one was tried, ms since 1970. */
  readonly wrong?: { readonly count: number; readonly at: number } | undefined;
}

/** Version 1 knew the key ring alone and named no scheme. */
const entrySchema = z.looseObject({
  scheme: z.enum(['key-ring', 'vault']).default('key-ring'),
  cipher: z.base64(),
});
const vaultSchema = z.looseObject({
  header: z.unknown(),
  idleMinutes: z.number().min(0).optional().catch(undefined),
  wrong: z
    .object({ count: z.int().min(0), at: z.number() })
    .optional()
    .catch(undefined),
});
const fileVersion = 1;

type Raw = Readonly<Record<string, unknown>>;

interface Change {
  readonly secrets?: Raw;
  readonly vault?: VaultRecord | undefined;
}

/** The content of secrets.json: `{version, vault, secrets: {<id>: {scheme, cipher}}}`. Every change is one write of the whole. */
export class SecretEntries {
  readonly #file: SettingsFile;

  constructor(file: SettingsFile) {
    this.#file = file;
  }

  get(id: string): SecretEntry | undefined {
    const entry = entrySchema.safeParse(this.#raw()[id]);
    if (!entry.success) return undefined;
    return { scheme: entry.data.scheme, cipher: Buffer.from(entry.data.cipher, 'base64') };
  }

  /** Those that can be read; what a newer version wrote stays in the file. */
  all(): readonly (readonly [string, SecretEntry])[] {
    return Object.keys(this.#raw()).flatMap((id) => {
      const entry = this.get(id);
      return entry ? [[id, entry] as const] : [];
    });
  }

  set(id: string, entry: SecretEntry): void {
    this.#write({ secrets: { ...this.#raw(), [id]: written(entry) } });
  }

  /** As it is, also what cannot be opened. */
  copy(from: string, to: string): void {
    const entry = this.#raw()[from];
    if (entry !== undefined) this.#write({ secrets: { ...this.#raw(), [to]: entry } });
  }

  removeWhere(isGone: (id: string) => boolean): void {
    const entries = Object.entries(this.#raw());
    const rest = entries.filter(([id]) => !isGone(id));
    if (rest.length < entries.length) this.#write({ secrets: Object.fromEntries(rest) });
  }

  vault(): VaultRecord | undefined {
    const vault = vaultSchema.safeParse(this.#file.read()['vault']);
    return vault.success ? vault.data : undefined;
  }

  setVault(vault: VaultRecord): void {
    this.#write({ vault });
  }

  /** These entries and this vault, or none, in one write: after a crash the file holds all of the old or all of the new. */
  move(entries: readonly (readonly [string, SecretEntry])[], vault: VaultRecord | undefined): void {
    const moved = Object.fromEntries(entries.map(([id, entry]) => [id, written(entry)]));
    this.#write({ secrets: { ...this.#raw(), ...moved }, vault });
  }

  /** The whole file with these in it and those gone; nothing is written. */
  changed(
    entries: readonly (readonly [string, SecretEntry])[],
    gone: (id: string) => boolean,
  ): Readonly<Record<string, unknown>> {
    const rest = Object.entries(this.#raw()).filter(([id]) => !gone(id));
    const added = entries.map(([id, entry]) => [id, written(entry)] as const);
    return this.#content({ secrets: Object.fromEntries([...rest, ...added]) });
  }

  #raw(): Raw {
    const { secrets } = this.#file.read();
    return typeof secrets === 'object' && secrets !== null ? { ...secrets } : {};
  }

  #write(change: Change): void {
    this.#file.write(this.#content(change));
  }

  #content({ secrets, ...change }: Change): Readonly<Record<string, unknown>> {
    const { vault: before, ...rest } = this.#file.read();
    const vault = 'vault' in change ? change.vault : before;
    return {
      ...rest,
      version: fileVersion,
      secrets: secrets ?? this.#raw(),
      // A key without a value cannot be written.
      ...(vault !== undefined && { vault }),
    };
  }
}

function written({ scheme, cipher }: SecretEntry): Raw {
  return { scheme, cipher: Buffer.from(cipher).toString('base64') };
}
