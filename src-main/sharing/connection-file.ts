import { Buffer } from 'node:buffer';

import { z } from 'zod';

import { AppError } from '../../src-shared/errors.ts';
import { largestConnectionFile } from '../../src-shared/model/sharing.ts';
import { type BoxCost, createBox, openBox } from '../secrets/passphrase-box.ts';
import { migrate } from '../settings/migrate.ts';
import { fileMigrations } from './file-migrations.ts';
import { type FiledConnection, readContent } from './filed-connection.ts';

/** Stands in the first line of every file of connections. */
const format = 'tenant-atlas-connections';
const version = fileMigrations.length + 1;

/** What a file is opened to. */
export type ConnectionFile =
  | { readonly kind: 'open'; readonly connections: readonly FiledConnection[] }
  | {
      readonly kind: 'sealed';
      /** Throws `secrets.passphrase-wrong`, `sharing.damaged`, `sharing.newer`. */
      readonly unlock: (passphrase: string) => Promise<readonly FiledConnection[]>;
    };

const headSchema = z.object({ format: z.literal(format), version: z.int().min(1) });
const sealedSchema = z.object({ box: z.unknown(), sealed: z.base64() });

/** The text of a file without secrets: readable, and the same for the same connections. */
export function openFile(connections: readonly unknown[]): string {
  return sized(`${JSON.stringify({ format, version, connections }, undefined, 2)}\n`);
}

/** The text of a file of which nothing can be read without its passphrase. */
export async function sealedFile(
  connections: readonly unknown[],
  passphrase: string,
  cost?: BoxCost,
): Promise<string> {
  const box = await createBox(passphrase, cost);
  try {
    const sealed = box.seal(JSON.stringify({ connections }), recordName(version));
    return sized(`${JSON.stringify({ format, version, box: box.header, sealed }, undefined, 2)}\n`);
  } finally {
    box.wipe();
  }
}

/** Whether a text claims to be a file of connections. */
export function isConnectionFile(text: string): boolean {
  return text.slice(0, 1_000).includes(`"${format}"`);
}

/** Throws `sharing.unreadable`, `sharing.damaged`, `sharing.newer`, `sharing.too-large`, each with its file. */
export function readConnectionFile(text: string, file: string): ConnectionFile {
  if (Buffer.byteLength(text) > largestConnectionFile) throw tooLarge(file);
  if (!isConnectionFile(text)) throw new AppError('sharing.unreadable', 'Another format.', { file });
  const content = parsed(text, file);
  const head = headSchema.safeParse(content);
  if (!head.success) throw damaged(file, head.error);
  if (head.data.version > version) throw new AppError('sharing.newer', 'A newer version.', { file });
  if (!('sealed' in content)) return { kind: 'open', connections: connectionsIn(content, file, false) };
  const sealed = sealedSchema.safeParse(content);
  if (!sealed.success) throw damaged(file, sealed.error);
  return {
    kind: 'sealed',
    unlock: async (passphrase) => {
      const inner = await opened(sealed.data, passphrase, head.data.version, file);
      return connectionsIn({ ...parsed(inner, file), version: head.data.version }, file, true);
    },
  };
}

async function opened(
  { box: header, sealed }: z.infer<typeof sealedSchema>,
  passphrase: string,
  ofVersion: number,
  file: string,
): Promise<string> {
  try {
    const box = await openBox(header, passphrase);
    try {
      return box.open(sealed, recordName(ofVersion));
    } finally {
      box.wipe();
    }
  } catch (fault) {
    const code = fault instanceof AppError ? fault.code : undefined;
    if (code === 'secrets.damaged') throw damaged(file, fault);
    if (code === 'secrets.newer')
      throw new AppError('sharing.newer', 'A newer box.', { file }, { cause: fault });
    throw fault;
  }
}

/** The version is authenticated with what it belongs to. */
function recordName(ofVersion: number): string {
  return `connections:${ofVersion}`;
}

function connectionsIn(
  content: Readonly<Record<string, unknown>>,
  file: string,
  isSealed: boolean,
): readonly FiledConnection[] {
  try {
    return readContent(migrate(content, fileMigrations), isSealed);
  } catch (fault) {
    throw damaged(file, fault);
  }
}

function parsed(text: string, file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // The parser's own message quotes the text, which may be a secret.
    throw damaged(file, undefined);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw damaged(file, undefined);
  return value as Readonly<Record<string, unknown>>;
}

function sized(text: string): string {
  if (Buffer.byteLength(text) > largestConnectionFile) throw tooLarge(undefined);
  return text;
}

export function tooLarge(file: string | undefined): AppError {
  const reason = `${largestConnectionFile / 1024 / 1024} MB`;
  return new AppError('sharing.too-large', 'Too large.', { reason, ...(file !== undefined && { file }) });
}

/** With the place, where one is known; names of fields and numbers only. */
function damaged(file: string, fault: unknown): AppError {
  const place = fault instanceof z.ZodError ? fault.issues[0]?.path.join('.') : undefined;
  return new AppError('sharing.damaged', 'Damaged.', {
    file,
    ...(place !== undefined && place !== '' && { field: place }),
  });
}
