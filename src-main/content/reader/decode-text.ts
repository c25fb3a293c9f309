import { encodingOfMark } from '../../../src-shared/byte-order-mark.ts';
import { tooLarge } from './choose-files.ts';
import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';

const declaration = /^<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/;

/** Text of an XML file by its byte order mark, else its declaration, else UTF-8. Never guesses. */
export function decodeXml(bytes: Uint8Array, file: string): string {
  checkLength(bytes, file);
  const mark = encodingOfMark(bytes);
  const declared = declaration.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))?.[1];
  const encoding = mark ?? declared ?? 'utf-8';
  try {
    // What can be read byte by byte up to there is no UTF-16, whatever it says of itself.
    if (mark === undefined && /^utf-?16/i.test(encoding)) throw new TypeError('It is not in two bytes each.');
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.includes('\u0000')) throw new TypeError('It holds null characters.');
    return text;
  } catch (fault) {
    const what = mark === undefined && declared !== undefined ? `${declared}, which it says it is` : encoding;
    throw new Refusal('wrong-encoding', `${file} is not ${what}.`, { cause: fault });
  }
}

/** Text of a manifest or properties file: by its byte order mark, else UTF-8, else ISO-8859-1 as Java once wrote it. */
export function decodePlain(bytes: Uint8Array, file: string): string {
  checkLength(bytes, file);
  try {
    return new TextDecoder(encodingOfMark(bytes) ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

function checkLength(bytes: Uint8Array, file: string): void {
  if (bytes.length > limits.textBytes) throw new Refusal('too-large', tooLarge(file, bytes.length));
}
