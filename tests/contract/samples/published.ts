import { readdirSync, readFileSync } from 'node:fs';

import { typeNameOf } from '../checks/body.ts';
import { NAMESPACE, setFacts, wholeType } from '../facts/fact-list.ts';
import { readSharedJson, sharedPath } from '../facts/shared-reference.ts';
import type { JsonObject } from '../reader/answer.ts';
import { isObject, objectIn } from '../reader/answer.ts';

/** A published sample body: where it comes from, what it is said to answer. */
export interface Sample {
  readonly name: string;
  readonly status: number;
  /** The entity type its path leads to; `undefined` where the path is no read of the service. */
  readonly type: string | undefined;
  readonly body: unknown;
}

const EXAMPLES = 'reference/api/examples.json';
const RESPONSES = 'corpus/api-responses';

/** Follows the navigations of a path such as `/Set('{Id}')/Nav(Id='{Id}')/Nav`. */
export function typeOfPath(path: string): string | undefined {
  const [set = '', ...navigations] = path
    .replace(/^\//, '')
    .split('/')
    .map((segment) => segment.replace(/\(.*$/, ''));
  let type = setFacts.get(set);
  for (const name of navigations) {
    if (type === undefined) return undefined;
    type = wholeType(type).navigation.find((each) => each.name === name)?.target;
  }
  return type;
}

/** The bodies of the published specifications, or the reason why they are not there. */
export function specificationSamples(): { samples: readonly Sample[] } | { reason: string } {
  const found = sharedPath(EXAMPLES);
  if ('reason' in found) return found;
  const written = readSharedJson(EXAMPLES);
  const samples = Object.entries(isObject(written) ? written : {}).map(([name, media]) => {
    const [, method, path, status] = /: (\w+) (\S+) (\d+)$/.exec(name) ?? [];
    return {
      name,
      status: Number(status),
      type: method === 'GET' && path !== undefined ? typeOfPath(path) : undefined,
      body: isObject(media) ? media['application/json'] : undefined,
    };
  });
  return { samples };
}

/** The collected response bodies with their index; types of bodies without a path are read from `__metadata`. */
export function collectedSamples(): { samples: readonly Sample[] } | { reason: string } {
  const found = sharedPath(RESPONSES);
  if ('reason' in found) return found;
  const index = readFileSync(`${found.path}/index.tsv`, 'utf8').split('\n').slice(1);
  const rows = index.map((line) => line.split('\t')).filter(([file]) => file?.endsWith('.json') === true);
  const present = new Set(readdirSync(found.path, { recursive: true }).map(String));
  const samples = rows
    .filter(([file]) => present.has(file ?? ''))
    .map(([file = '', method, path = '', status]) => {
      const body = jsonOf(readFileSync(`${found.path}/${file}`, 'utf8'));
      const byPath = method === 'GET' ? typeOfPath(path) : undefined;
      return { name: file, status: Number(status), type: byPath ?? typeInside(body), body };
    });
  return { samples };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Some collected bodies are no JSON; those have no shape to compare.
  }
}

function typeInside(body: unknown): string | undefined {
  const metadata = objectIn(entitiesOf(body)[0], '__metadata');
  const type = typeNameOf(entitiesOf(body)[0]);
  return type ?? (metadata === undefined ? undefined : typeOfUri(metadata['uri']));
}

function typeOfUri(uri: unknown): string | undefined {
  return typeof uri === 'string' ? typeOfPath(uri.split('/api/v1/')[1] ?? '') : undefined;
}

export function entitiesOf(body: unknown): readonly JsonObject[] {
  const d = objectIn(body, 'd');
  if (d === undefined) return [];
  return Array.isArray(d['results']) ? d['results'].filter(isObject) : [d];
}

/** The qualified name as it stands in `__metadata.type`. */
export function qualified(type: string): string {
  return `${NAMESPACE}.${type}`;
}
