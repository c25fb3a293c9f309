import { decodeXml } from './decode-text.ts';
import { limits } from './limits.ts';
import { openZip } from './zip-archive.ts';

/** `!xml!`, `!zip!`, … in front of the base64. */
const mark = /^![a-z]+!/;
const rounds = 3;

/**
 * Content of a `blob` of Process Orchestration: a mark and the base64 of a zip with one entry, which may be a zip
 * again. `undefined`: something else.
 */
export async function unpackBlob(text: string): Promise<string | undefined> {
  const trimmed = text.trim();
  let bytes: Uint8Array = Buffer.from(trimmed.replace(mark, ''), 'base64');
  for (let round = 0; round < rounds && isZip(bytes); round++) {
    const zip = await openZip(bytes, { remaining: limits.textBytes });
    const first = zip.files[0];
    if (!first) return undefined;
    bytes = await zip.read(first.path);
    zip.close();
  }
  return bytes[0] === 0x3c || bytes[0] === 0xef ? decodeXml(bytes, 'blob') : undefined;
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}
