import type { NavigationFact, TypeFact } from '../facts/fact-list.ts';
import { NAMESPACE, setOfType, wholeType } from '../facts/fact-list.ts';
import type { JsonObject } from '../reader/answer.ts';
import { isObject } from '../reader/answer.ts';
import type { Finding } from './finding.ts';
import { expecting, finding, sameText } from './finding.ts';
import { checkValue } from './json-forms.ts';

export interface EntityOptions {
  /** The properties asked for by `$select`; without it every declared property is expected. */
  readonly selected?: readonly string[];
  /** Navigations asked for by `$expand`; the others must be deferred. */
  readonly expanded?: readonly string[];
}

/** An entity in a JSON answer against the fact list: nothing missing, nothing unknown, every form right (catalogue 2.1). */
export function checkEntity(
  type: string,
  entity: unknown,
  at: string,
  options: EntityOptions = {},
): readonly Finding[] {
  if (!isObject(entity)) return [finding(at, `an entity of type ${type}`, entity)];
  const facts = wholeType(type);
  return [
    ...checkMetadata(facts, entity, at),
    ...checkProperties(facts, entity, at, options.selected),
    ...facts.navigation.flatMap((each) => checkNavigation(each, entity, at, options)),
    ...checkNames(facts, entity, at),
  ];
}

function checkNames(facts: TypeFact, entity: JsonObject, at: string): readonly Finding[] {
  const known = new Set([
    '__metadata',
    ...[...facts.properties, ...facts.navigation].map(({ name }) => name),
  ]);
  return Object.keys(entity)
    .filter((name) => !known.has(name))
    .map((name) => finding(`${at}/${name}`, `no property of ${facts.name}`, entity[name]));
}

function checkProperties(
  facts: TypeFact,
  entity: JsonObject,
  at: string,
  selected: readonly string[] | undefined,
): readonly Finding[] {
  return facts.properties.flatMap((fact) => {
    const asked = selected === undefined || selected.includes(fact.name);
    if (!(fact.name in entity)) {
      return asked ? [finding(`${at}/${fact.name}`, `a property of ${facts.name}`, 'missing')] : [];
    }
    if (!asked) return [finding(`${at}/${fact.name}`, 'left out by $select', entity[fact.name])];
    return checkValue(facts.name, fact, entity[fact.name], at);
  });
}

function checkNavigation(
  fact: NavigationFact,
  entity: JsonObject,
  at: string,
  options: EntityOptions,
): readonly Finding[] {
  const here = `${at}/${fact.name}`;
  const value = entity[fact.name];
  if (value === undefined && options.selected !== undefined && !options.selected.includes(fact.name))
    return [];
  if (options.expanded?.includes(fact.name) === true) return checkExpanded(fact, value, here);
  const uri = isObject(value) && isObject(value['__deferred']) ? value['__deferred']['uri'] : undefined;
  return typeof uri === 'string'
    ? checkUri(uri, `${here}/__deferred/uri`)
    : [finding(here, '{"__deferred":{"uri":…}}', value)];
}

function checkExpanded(fact: NavigationFact, value: unknown, at: string): readonly Finding[] {
  if (!fact.collection) return value === null ? [] : checkEntity(fact.target, value, at);
  const results = isObject(value) ? value['results'] : undefined;
  if (!Array.isArray(results)) return [finding(at, '{"results":[…]}', value)];
  return results.flatMap((entity, index) => checkEntity(fact.target, entity, `${at}[${index}]`));
}

/** `__metadata`: id, uri, type; for media entities also where their stream is (catalogue 2.1). */
function checkMetadata(facts: TypeFact, entity: JsonObject, at: string): readonly Finding[] {
  const here = `${at}/__metadata`;
  const metadata = entity['__metadata'];
  if (!isObject(metadata)) return [finding(here, '{"id","uri","type"}', metadata)];
  const names = ['id', 'uri', ...(facts.media ? ['media_src', 'edit_media'] : [])];
  return [
    ...sameText(`${here}/type`, `${NAMESPACE}.${facts.name}`, metadata['type']),
    ...names.flatMap((name) => {
      const uri = metadata[name];
      return typeof uri === 'string'
        ? [...checkUri(uri, `${here}/${name}`), ...checkAddress(facts, entity, name, uri, `${here}/${name}`)]
        : [finding(`${here}/${name}`, 'a URI', uri)];
    }),
    ...(facts.media
      ? expecting(typeof metadata['content_type'] === 'string', here, 'content_type', metadata)
      : expecting(!('media_src' in metadata), here, 'no media_src: the type has no stream', metadata)),
  ];
}

/** URIs in payloads are absolute, carry an explicit port and lie under the service root (catalogue 1.1). */
export function checkUri(uri: string, at: string): readonly Finding[] {
  return expecting(
    /^https?:\/\/[^/:]+(?::\d+){1,2}\/api\/v1\/\S+$/.test(uri),
    at,
    'scheme://host:port/api/v1/…',
    uri,
  );
}

/** A URI names the set of its type and the keys of its entity, whatever it encodes. */
function checkAddress(
  facts: TypeFact,
  entity: JsonObject,
  name: string,
  uri: string,
  at: string,
): readonly Finding[] {
  const set = setOfType(facts.name);
  const keys = facts.keys.map((key) => entity[key]);
  if (set === undefined || keys.some((key) => key === undefined)) return [];
  const ending = name === 'id' || name === 'uri' ? '' : '/$value';
  const path = decoded(uri.split('/api/v1/').slice(1).join('/api/v1/'));
  const rests = keyPredicates(facts, entity).map((predicate) => `${set}(${predicate})${ending}`);
  return expecting(rests.includes(path), at, rests[0] ?? set, path);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A stray % is then part of the comparison and shows up as a finding.
  }
}

/** The key predicates that may stand for an entity: Int64 with or without its suffix, one key also by name. */
function keyPredicates(facts: TypeFact, entity: JsonObject): readonly string[] {
  const named = (suffix: string): string[] =>
    facts.keys.map((key) => {
      const type = facts.properties.find(({ name }) => name === key)?.type;
      const value = String(entity[key]);
      const written = type === 'Edm.String' ? `'${value.replaceAll("'", "''")}'` : value;
      return `${key}=${written}${type === 'Edm.Int64' ? suffix : ''}`;
    });
  return ['', 'L'].flatMap((suffix) => {
    const parts = named(suffix);
    const single = parts.length === 1 ? [(parts[0] ?? '').slice((facts.keys[0] ?? '').length + 1)] : [];
    return [...single, parts.join(',')];
  });
}
