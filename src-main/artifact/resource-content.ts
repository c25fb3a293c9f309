import { isUtf8 } from 'node:buffer';

import type { ResourceContent } from '../../src-shared/model/artifact.ts';
import { decodePlain, decodeXml } from '../content/reader/decode-text.ts';

/** As much of a text as is shown. */
const shownText = 10 * 1024 * 1024;
/** As much as is shown of what is no text. */
const shownBinary = 64 * 1024;

/** By their first bytes; a drawing in XML is a text. */
const images: readonly (readonly [mime: string, start: string])[] = [
  ['image/png', '\x89PNG'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/gif', 'GIF8'],
];

/** Files of a package export that are a text in base64 (catalogue 5.2). */
const encodedFiles = /(?:^|\/)(?:resources\.cnt|contentmetadata\.md)$/;

/** What of a file is shown, by its content: names of files in artifacts promise little, those of package exports apart. */
export function resourceContent(content: Uint8Array, path: string): ResourceContent {
  return contentOf(encodedFiles.test(path) ? unencoded(content) : content);
}

function contentOf(content: Uint8Array): ResourceContent {
  const bytes = content.length;
  const start = Buffer.from(content.subarray(0, 4000)).toString('latin1');
  const image = images.find(([, first]) => start.startsWith(first));
  if (image) return { shape: 'image', mime: image[0], data: content, bytes };
  const isUtf16 = /^(?:\xff\xfe|\xfe\xff|<\0|\0<)/.test(start);
  if (start.includes('\0') && !isUtf16) {
    return { shape: 'binary', data: content.slice(0, shownBinary), bytes };
  }
  const isCut = bytes > shownText;
  return { shape: 'text', text: decoded(isCut ? wholeStart(content) : content), bytes, isCut };
}

/** The text in it, or what is there where it holds none. */
function unencoded(content: Uint8Array): Uint8Array {
  const text = Buffer.from(content).toString('latin1').trim();
  if (text === '' || !/^[\w+/=\s-]+$/.test(text)) return content;
  const inside = Buffer.from(text, 'base64');
  return isUtf8(inside) && !inside.includes(0) ? inside : content;
}

/** Up to a whole character. */
function wholeStart(content: Uint8Array): Uint8Array {
  let end = shownText;
  while (end > 0 && ((content[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return content.subarray(0, end);
}

function decoded(content: Uint8Array): string {
  try {
    return decodeXml(content, 'The file');
  } catch {
    // It is not in the encoding it names, or names none and is no UTF-8.
    return decodePlain(content, 'The file');
  }
}
