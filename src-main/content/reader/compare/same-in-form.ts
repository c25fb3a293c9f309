import { SaxesParser } from 'saxes';

import type { ResourceType } from '../../../../src-shared/content/artifact/model.ts';
import { decodePlain, decodeXml } from '../decode-text.ts';
import { readProperties } from '../read-properties.ts';
import { Refusal } from '../refusal.ts';
import { canonicalFlow } from './canonical-flow.ts';

const xml = new Set<ResourceType>([
  'xslt',
  'message-mapping',
  'operation-mapping',
  'xsd',
  'wsdl',
  'edmx',
  'xml',
]);
const text = new Set<ResourceType>(['groovy', 'javascript', 'json', 'java', 'text']);

/**
 * Whether two files that are not equal byte for byte say the same: line ends, layout of XML, order of attributes, comments and
 * order of properties, ids and diagram of flows aside. What cannot be read is not the same.
 */
export function isSameInForm(
  type: ResourceType,
  before: Uint8Array,
  after: Uint8Array,
  path: string,
): boolean {
  try {
    const form = formOf(type, path);
    return form !== undefined && form(before) === form(after);
  } catch (fault) {
    if (fault instanceof Refusal) return false;
    throw fault;
  }
}

function formOf(type: ResourceType, path: string): ((bytes: Uint8Array) => string) | undefined {
  if (type === 'flow') return (bytes) => canonicalFlow(bytes, path);
  if (type === 'properties') {
    return (bytes) =>
      JSON.stringify([...readProperties(bytes, path)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }
  if (xml.has(type)) return (bytes) => xmlForm(decodeXml(bytes, path));
  if (text.has(type)) return (bytes) => textForm(decodePlain(bytes, path));
  return undefined;
}

function textForm(content: string): string {
  return content
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
    .trimEnd();
}

/** Tokens of XML: blanks between elements and the order of attributes say nothing, all else does. */
function xmlForm(content: string): string {
  const parser = new SaxesParser({ xmlns: false as const });
  const tokens: string[] = [];
  let last: 'open' | 'other' = 'other';
  let waiting = '';
  const flush = (next: 'close' | 'other'): void => {
    const isLeaf = last === 'open' && next === 'close';
    if (waiting !== '' && (isLeaf || waiting.trim() !== '')) tokens.push(JSON.stringify(waiting));
    waiting = '';
  };
  parser.on('error', (fault) => {
    throw new Refusal('not-well-formed', fault.message);
  });
  parser.on('doctype', () => {
    throw new Refusal('entities', 'It has a document type declaration.');
  });
  parser.on('opentag', ({ name, attributes }) => {
    flush('other');
    const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
    tokens.push(`<${name} ${JSON.stringify(sorted)}`);
    last = 'open';
  });
  parser.on('closetag', () => {
    flush('close');
    tokens.push('>');
    last = 'other';
  });
  parser.on('text', (part) => void (waiting += part));
  parser.on('cdata', (part) => void (waiting += part));
  parser.on('comment', (part) => {
    flush('other');
    tokens.push(`#${JSON.stringify(part.trim())}`);
    last = 'other';
  });
  parser.write(content.replace(/^\ufeff/, '')).close();
  return tokens.join('\n');
}
