import type { SearchNeedle } from '../../../src-shared/model/payload-search.ts';
import { asUtf8, charsetOf } from './charset.ts';
import { expressionOf, findBytes } from './find-text.ts';
import { PayloadRefusal } from './payload-refusal.ts';
import { kindOfBytes, kindOfText } from './recognise-kind.ts';
import { takeApart } from './take-apart.ts';
import { readXmlNodes } from './xml-nodes.ts';
import { xpathMatches } from './xpath.ts';

export type PayloadNeedle = SearchNeedle;

export interface FoundInPayload {
  /** The first places, with a few characters around; of an XPath the values. */
  readonly places: readonly {
    readonly part: string;
    readonly around: string;
    readonly line: number | undefined;
  }[];
  /** At least so many; counted up to a thousand. */
  readonly count: number;
  /** Why a part of it was not looked into. */
  readonly notSearched: string | undefined;
}

const mostPlaces = 3;
const mostCounted = 1_000;
const deepest = 3;

/** Throws a `PayloadRefusal` where the expression is none. */
export function checkNeedle({ kind, text, matchCase }: PayloadNeedle): true {
  if (kind === 'xpath') xpathMatches(readXmlNodes(Buffer.from('<a/>')), text, 1, false);
  else expressionOf({ text, isRegex: kind === 'regex', matchCase });
  return true;
}

interface Searching {
  readonly needle: PayloadNeedle;
  readonly places: FoundInPayload['places'][number][];
  count: number;
  notSearched: string | undefined;
}

/** Looks into a payload and what is packed in it. Throws a `PayloadRefusal` where the expression is none. */
export async function searchPayload(
  bytes: Buffer,
  contentType: string,
  needle: PayloadNeedle,
): Promise<FoundInPayload> {
  const searching: Searching = { needle, places: [], count: 0, notSearched: undefined };
  await look(bytes, contentType, '', 0, searching);
  const { places, count, notSearched } = searching;
  return { places, count, notSearched };
}

async function look(
  bytes: Buffer,
  contentType: string,
  part: string,
  depth: number,
  searching: Searching,
): Promise<void> {
  const { charset } = charsetOf(bytes, contentType);
  const packed = kindOfBytes(bytes);
  const { utf8 } = packed === undefined ? asUtf8(bytes, charset) : { utf8: bytes };
  const kind = packed ?? kindOfText(utf8, contentType);
  if (kind === 'binary') searching.notSearched ??= 'It is no text';
  else if (kind === 'zip' || kind === 'gzip' || kind === 'multipart') {
    await lookIntoParts(bytes, kind, contentType, part, depth, searching);
  } else if (searching.needle.kind === 'xpath') lookByXPath(utf8, kind, part, searching);
  else lookByText(utf8, part, searching);
}

async function lookIntoParts(
  bytes: Buffer,
  kind: 'zip' | 'gzip' | 'multipart',
  contentType: string,
  part: string,
  depth: number,
  searching: Searching,
): Promise<void> {
  if (depth >= deepest) {
    searching.notSearched ??= `Packed more than ${deepest} times`;
    return;
  }
  try {
    const { parts, read } = await takeApart(bytes, kind, contentType);
    for (const { path, name, contentType: type } of parts) {
      const below = part === '' ? name : `${part} › ${name}`;
      await look(await read(path), type, below, depth + 1, searching);
    }
  } catch (fault) {
    if (fault instanceof PayloadRefusal && fault.code === 'expression') throw fault;
    searching.notSearched ??= fault instanceof Error ? fault.message : String(fault);
  }
}

function lookByXPath(utf8: Buffer, kind: string, part: string, searching: Searching): void {
  if (kind !== 'xml' && kind !== 'idoc-xml') {
    searching.notSearched ??= 'It is no XML';
    return;
  }
  try {
    const { matches } = xpathMatches(readXmlNodes(utf8), searching.needle.text, mostCounted, false);
    const found = matches.filter(({ text, path }) => path !== '' || (text !== 'false' && text !== ''));
    searching.count += found.length;
    for (const { path, text, line } of found.slice(0, mostPlaces - searching.places.length))
      searching.places.push({ part, around: path === '' ? text : `${path} ${text}`.trim(), line });
  } catch (fault) {
    if (!(fault instanceof PayloadRefusal) || fault.code === 'expression') throw fault;
    searching.notSearched ??= fault.message;
  }
}

function lookByText(utf8: Buffer, part: string, searching: Searching): void {
  const { kind, text, matchCase } = searching.needle;
  let line = 1;
  let counted = 0;
  for (const { from, to } of findBytes(utf8, expressionOf({ text, isRegex: kind === 'regex', matchCase }))) {
    searching.count += 1;
    if (searching.places.length < mostPlaces) {
      for (let end = utf8.indexOf(0x0a, counted); end >= 0 && end < from; end = utf8.indexOf(0x0a, counted)) {
        line += 1;
        counted = end + 1;
      }
      searching.places.push({ part, around: around(utf8, from, to), line });
    }
    if (searching.count >= mostCounted) return;
  }
}

function around(utf8: Buffer, from: number, to: number): string {
  const start = Math.max(0, from - 60);
  const end = Math.min(utf8.length, Math.min(to, from + 200) + 60);
  const text = utf8.toString('utf8', start, end).replaceAll('\ufffd', '').replaceAll(/\s+/g, ' ').trim();
  return `${start > 0 ? '…' : ''}${text}${end < utf8.length ? '…' : ''}`;
}
