import { gunzipSync } from 'node:zlib';

import type { PayloadKind, PayloadPart } from '../../../src-shared/model/payloads.ts';
import { limits } from '../../content/reader/limits.ts';
import { openZip } from '../../content/reader/zip-archive.ts';
import { boundaryOf, type MimePart, partName, readMultipart } from './multipart.ts';
import { PayloadRefusal } from './payload-refusal.ts';

/** A payload taken apart; a part is unpacked when it is asked for. */
export interface TakenApart {
  readonly parts: readonly PayloadPart[];
  /** Throws a `PayloadRefusal` where there is no such part. */
  readonly read: (path: string) => Promise<Buffer>;
}

const whole = 'content';

/** Parts of a zip, a gzip or a multipart message. Throws a `PayloadRefusal` or a `Refusal` of the zip. */
export async function takeApart(bytes: Buffer, kind: PayloadKind, contentType: string): Promise<TakenApart> {
  if (kind === 'zip') return zipParts(bytes);
  if (kind === 'gzip') return gzipPart(bytes);
  if (kind === 'multipart') return mimeParts(bytes, contentType);
  throw new PayloadRefusal('unreadable', 'This payload has no parts.');
}

async function zipParts(bytes: Buffer): Promise<TakenApart> {
  const zip = await openZip(bytes, { remaining: limits.unpackedBytes });
  const parts = zip.files.map(({ path, size }) => ({ path, name: path, contentType: '', bytes: size }));
  zip.close();
  return {
    parts,
    read: async (path) => {
      const again = await openZip(bytes, { remaining: limits.unpackedBytes });
      try {
        return Buffer.from(await again.read(path));
      } finally {
        again.close();
      }
    },
  };
}

function gzipPart(bytes: Buffer): TakenApart {
  let content: Buffer;
  try {
    content = gunzipSync(bytes, { maxOutputLength: limits.unpackedBytes });
  } catch (fault) {
    const said = fault instanceof Error ? fault.message : String(fault);
    throw new PayloadRefusal('unreadable', `The gzip cannot be unpacked: ${said}.`, { cause: fault });
  }
  const part = { path: whole, name: 'Unpacked content', contentType: '', bytes: content.length };
  return one([part], () => content);
}

function mimeParts(bytes: Buffer, contentType: string): TakenApart {
  const boundary = boundaryOf(bytes.toString('latin1', 0, 64 * 1024), contentType);
  if (boundary === undefined) {
    throw new PayloadRefusal('unreadable', 'No boundary of a multipart message is found.');
  }
  const parts = readMultipart(bytes, boundary);
  const listed = parts.map((part, index): PayloadPart => ({
    path: String(index),
    name: partName(part, index + 1),
    contentType: part.headers.get('content-type') ?? '',
    bytes: part.content.length,
  }));
  return one(listed, (path) => contentOf(parts, path));
}

function contentOf(parts: readonly MimePart[], path: string): Buffer | undefined {
  return parts[Number(path)]?.content;
}

function one(parts: readonly PayloadPart[], content: (path: string) => Buffer | undefined): TakenApart {
  return {
    parts,
    read: (path) => {
      const found = parts.some((part) => part.path === path) ? content(path) : undefined;
      return found
        ? Promise.resolve(found)
        : Promise.reject(new PayloadRefusal('unreadable', 'There is no such part.'));
    },
  };
}
