import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';

const declaration = /^<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/;

/** Text of an XML file by its byte order mark, else its declaration, else UTF-8. Never guesses. */
export function decodeXml(bytes: Uint8Array, file: string): string {
  checkLength(bytes, file);
  const mark = encodingOfMark(bytes);
  const said = declaration.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))?.[1];
  const encoding = mark ?? said ?? 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.includes('\u0000')) throw new TypeError('It holds null characters.');
    return text;
  } catch (fault) {
    const what = mark === undefined && said !== undefined ? `${said}, which it says it is` : encoding;
    throw new Refusal('wrong-encoding', `${file} is not ${what}.`, { cause: fault });
  }
}

/** Text of a manifest or properties file: UTF-8, or ISO-8859-1 as Java once wrote it. */
export function decodePlain(bytes: Uint8Array, file: string): string {
  checkLength(bytes, file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

function encodingOfMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Without a mark UTF-16 shows by the nulls around the first "<".
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be';
  return undefined;
}

function checkLength(bytes: Uint8Array, file: string): void {
  if (bytes.length <= limits.textBytes) return;
  const megabytes = Math.round(bytes.length / 1024 / 1024);
  throw new Refusal(
    'too-large',
    `${file} is ${megabytes} MB large; at most ${limits.textBytes / 1024 / 1024} MB are read.`,
  );
}
