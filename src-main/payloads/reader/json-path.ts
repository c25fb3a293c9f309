import { JSONPathEnvironment, JSONPathError } from 'json-p3';

import type { PathMatch, PathMatches } from '../../../src-shared/model/payloads.ts';
import { jsonPlaces } from './json-places.ts';
import { PayloadRefusal } from './payload-refusal.ts';

type Json = Parameters<JSONPathEnvironment['query']>[1];
const environment = new JSONPathEnvironment();

/** Values of a JSON text at a JSONPath (RFC 9535), the first `most` with their lines. Throws a `PayloadRefusal`. */
export function jsonPathMatches(utf8: Buffer, expression: string, most: number): PathMatches {
  const nodes = queryJson(readJson(utf8), expression);
  const listed = nodes.slice(0, most);
  const lines = jsonPlaces(
    utf8,
    listed.map(({ location }) => location),
  );
  const matches = listed.map((node, index): PathMatch => ({
    path: node.getPath({ form: 'canonical' }),
    text: (typeof node.value === 'string' ? node.value : JSON.stringify(node.value)).slice(0, 300),
    line: lines[index],
  }));
  return { matches, total: nodes.length };
}

export function readJson(utf8: Buffer): Json {
  try {
    return JSON.parse(utf8.toString('utf8')) as Json;
  } catch (fault) {
    const said = fault instanceof Error ? fault.message : '';
    throw new PayloadRefusal('unreadable', `This is not JSON: ${said}.`, { cause: fault });
  }
}

function queryJson(value: Json, expression: string) {
  try {
    return environment.query(expression, value).nodes;
  } catch (fault) {
    if (!(fault instanceof JSONPathError)) throw fault;
    throw new PayloadRefusal('expression', `The JSONPath cannot be used: ${fault.message}.`, {
      cause: fault,
    });
  }
}
