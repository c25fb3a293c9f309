import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  scrypt,
  type ScryptOptions,
} from 'node:crypto';

import { z } from 'zod';

import { AppError } from '../../src-shared/errors.ts';

/** scrypt of RFC 7914: needs 128 · N · r bytes of memory for each of p rounds. */
export interface BoxCost {
  /** A power of two. */
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 128 MiB and some tenths of a second. Raise it with the years: boxes follow when they are opened. */
export const currentCost: BoxCost = { N: 2 ** 17, r: 8, p: 1 };

const version = 1;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
/** A file by a stranger must not take all memory; one with less than that was not made here. */
const mostMemory = 512 * 1024 * 1024;
const leastN = 2 ** 14;

/** The public part of a box. It goes into a file as it is. */
export const boxHeaderSchema = z.object({
  version: z.literal(version),
  derivation: z
    .object({
      name: z.literal('scrypt'),
      N: z.int().min(leastN),
      r: z.int().min(1).max(32),
      p: z.int().min(1).max(16),
      salt: z.base64().max(100),
    })
    .refine(({ N, r }) => Number.isInteger(Math.log2(N)) && 128 * N * r <= mostMemory),
  /** The random key of the records, sealed by the key derived from the passphrase: it opens, or the passphrase is wrong. */
  key: z.base64().max(200),
  /** Tells a damaged header from a wrong passphrase; protects against nobody. */
  checksum: z.string().max(100),
});

export type BoxHeader = Readonly<z.infer<typeof boxHeaderSchema>>;

/** A box that is open: seals and opens records by their name until it is wiped. */
export class OpenBox {
  readonly header: BoxHeader;
  readonly #key: Buffer;
  #isWiped = false;

  constructor(header: BoxHeader, key: Buffer) {
    this.header = header;
    this.#key = key;
  }

  /** Base64 of nonce, cipher and tag. `name` is authenticated: the record opens under no other one. */
  seal(text: string, name: string): string {
    return sealBytes(this.#usable(), Buffer.from(text, 'utf8'), associated('record', name));
  }

  /** Throws `secrets.damaged` where the record was changed, cut, or belongs to another name or box. */
  open(sealed: string, name: string): string {
    const bytes = openBytes(this.#usable(), sealed, associated('record', name));
    const text = bytes.toString('utf8');
    bytes.fill(0);
    return text;
  }

  isWeakerThan(cost: BoxCost): boolean {
    const { N, r, p } = this.header.derivation;
    return N * r * p < cost.N * cost.r * cost.p;
  }

  /** The same records under another passphrase or cost: only the header is new. */
  async rewrapped(passphrase: string, cost: BoxCost = currentCost): Promise<OpenBox> {
    const key = Buffer.from(this.#usable());
    return new OpenBox(await wrap(key, passphrase, cost), key);
  }

  /** Overwrites the key. Nothing opens afterwards. */
  wipe(): void {
    this.#key.fill(0);
    this.#isWiped = true;
  }

  #usable(): Buffer {
    if (this.#isWiped) throw new AppError('secrets.locked', 'The box was closed.');
    return this.#key;
  }
}

/** A new box with a random key. The passphrase cannot be recovered from anything. */
export async function createBox(passphrase: string, cost: BoxCost = currentCost): Promise<OpenBox> {
  const key = randomBytes(keyBytes);
  return new OpenBox(await wrap(key, passphrase, cost), key);
}

/** Throws `secrets.passphrase-wrong`, `secrets.damaged`, `secrets.newer`. Takes some tenths of a second, beside the main thread. */
export async function openBox(header: unknown, passphrase: string): Promise<OpenBox> {
  const read = readHeader(header);
  const derived = await derive(passphrase, read.derivation);
  try {
    return new OpenBox(read, openBytes(derived, read.key, associated('key', paramsText(read.derivation))));
  } catch (cause) {
    throw new AppError('secrets.passphrase-wrong', 'The passphrase does not open this.', {}, { cause });
  } finally {
    derived.fill(0);
  }
}

/** Throws `secrets.damaged`, `secrets.newer`. */
export function readHeader(header: unknown): BoxHeader {
  const ofVersion = z.object({ version: z.int() }).safeParse(header);
  if (ofVersion.success && ofVersion.data.version > version)
    throw new AppError('secrets.newer', 'A newer version encrypted this.');
  const parsed = boxHeaderSchema.safeParse(header);
  if (!parsed.success || parsed.data.checksum !== checksumOf(parsed.data))
    throw new AppError('secrets.damaged', 'The header of the encrypted part is damaged.');
  return parsed.data;
}

async function wrap(key: Buffer, passphrase: string, { N, r, p }: BoxCost): Promise<BoxHeader> {
  const derivation = { name: 'scrypt' as const, N, r, p, salt: randomBytes(16).toString('base64') };
  const derived = await derive(passphrase, derivation);
  const sealed = sealBytes(derived, key, associated('key', paramsText(derivation)));
  derived.fill(0);
  const header = { version, derivation, key: sealed } as const;
  return { ...header, checksum: checksumOf(header) };
}

/** In a thread of Node's pool. */
function derive(passphrase: string, { N, r, p, salt }: BoxHeader['derivation']): Promise<Buffer> {
  // Keyboards of different systems compose letters differently.
  const typed = Buffer.from(passphrase.normalize('NFKC'), 'utf8');
  const options: ScryptOptions = { N, r, p, maxmem: 128 * r * (N + p + 2) };
  return new Promise((resolve, reject) => {
    scrypt(typed, Buffer.from(salt, 'base64'), keyBytes, options, (fault, derived) => {
      typed.fill(0);
      if (fault) reject(fault);
      else resolve(derived);
    });
  });
}

function sealBytes(key: Buffer, bytes: Buffer, aad: Buffer): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(aad);
  const sealed = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  return sealed.toString('base64');
}

function openBytes(key: Buffer, sealed: string, aad: Buffer): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < nonceBytes + tagBytes) throw damaged();
  const nonce = bytes.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(aad);
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const opened = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
  try {
    decipher.final();
    return opened;
  } catch (cause) {
    opened.fill(0);
    throw damaged(cause);
  }
}

function damaged(cause?: unknown): AppError {
  return new AppError('secrets.damaged', 'An encrypted record is damaged or was changed.', {}, { cause });
}

/** As JSON, so that no name can run into the next part. */
function associated(kind: 'key' | 'record', name: string): Buffer {
  return Buffer.from(JSON.stringify(['tenant-atlas-box', version, kind, name]), 'utf8');
}

function paramsText({ name, N, r, p, salt }: BoxHeader['derivation']): string {
  return JSON.stringify([name, N, r, p, salt]);
}

function checksumOf({ derivation, key }: Pick<BoxHeader, 'derivation' | 'key'>): string {
  const text = JSON.stringify([version, paramsText(derivation), key]);
  return createHash('sha256').update(text).digest('base64').slice(0, 16);
}
