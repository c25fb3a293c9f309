import {
  entitySets,
  type EntityType,
  entityTypes,
  propertyType,
  setOfType,
  typeOfSet,
} from '../metadata/model.ts';
import { plainText } from '../odata/atom.ts';
import { type Entity, isComplex, textOf, type Value, valueAt } from '../odata/entity.ts';
import { badRequest, notFound, notImplemented } from '../odata/fault.ts';
import type { AllowedOptions, QueryOptions } from '../odata/options.ts';
import { keyValues, type Segment } from '../odata/path.ts';
import { artifactAt, belowArtifact } from '../sets/below-artifacts.ts';
import type { ListAnswer, Media, RequestContext, SetDefinition } from '../sets/definition.ts';
import { optionsOf } from '../sets/query-options.ts';
import { unimplemented } from '../sets/unimplemented.ts';
import type { Service } from './service.ts';

/** What a path names. */
export type Target =
  | {
      readonly kind: 'list';
      readonly type: EntityType;
      readonly options: AllowedOptions;
      readonly list: (options: QueryOptions, pageSize: number) => ListAnswer | readonly Entity[];
    }
  | { readonly kind: 'entity'; readonly type: EntityType; readonly entity: Entity | undefined }
  | { readonly kind: 'property'; readonly name: string; readonly edm: string; readonly value: Value }
  | { readonly kind: 'media'; readonly media: Media | undefined };

export interface Resolved {
  readonly target: Target;
  readonly count: boolean;
}

/** Walks a path segment by segment. Throws the fault a real tenant answers. */
export function resolve(service: Service, segments: readonly Segment[], context: RequestContext): Resolved {
  const [first, ...rest] = segments;
  if (!first || !entitySets.has(first.name)) throw notFound();
  const definition = service.sets.get(first.name);
  if (!definition) throw unimplemented(first.name);
  const type = typeOfSet(first.name);
  const last = rest.at(-1);
  const count = last?.name === '$count';
  const way = count ? rest.slice(0, -1) : rest;
  if (!first.keys) {
    const list = definition.query ?? (definition.list && listOf(definition.list, context));
    if (!list || way.length > 0) throw way.length > 0 ? notFound() : notImplemented();
    const answer = (options: QueryOptions, pageSize: number) => list(options, context, pageSize);
    return { target: { kind: 'list', type, options: optionsOf(first.name), list: answer }, count };
  }
  const keys = keysOf(first, type);
  const entity = keys && definition.find?.(keys, context);
  if (!entity) throw notFound();
  const target = walk(service, { set: first.name, type, entity }, way, context);
  if (count && target.kind !== 'list') throw notFound();
  return { target, count };
}

/** Texts stand in quotes, numbers and flags do not (catalogue 2.1). */
function keysOf(segment: Segment, type: EntityType): readonly string[] | undefined {
  const values = keyValues(segment, type.keys);
  for (const name of values ? type.keys : []) {
    const isText = propertyType(type, name) === 'Edm.String';
    if (segment.quoted.has(segment.keys?.has(name) === true ? name : '') !== isText)
      throw badRequest(`The key ${name} has the wrong type`);
  }
  return values;
}

type ListFunction = NonNullable<SetDefinition['list']>;

function listOf(list: ListFunction, context: RequestContext) {
  return (options: QueryOptions) => list(context, options);
}

interface At {
  readonly set: string;
  readonly type: EntityType;
  readonly entity: Entity;
  /** The artifact above, for what exists only below one. */
  readonly artifact?: ReturnType<typeof artifactAt>;
}

function walk(service: Service, at: At, way: readonly Segment[], context: RequestContext): Target {
  const [segment, ...rest] = way;
  if (!segment) return { kind: 'entity', type: at.type, entity: at.entity };
  const definition = service.sets.get(at.set);
  if (segment.name === '$value') {
    if (rest.length > 0 || !at.type.isMedia) throw notFound();
    const below = at.artifact && belowArtifact(at.artifact);
    return { kind: 'media', media: below ? below.value(at.entity) : definition?.value?.(at.entity, context) };
  }
  const navigation = at.type.navigation.find(({ name }) => name === segment.name);
  const target = navigation && entityTypes.get(navigation.target);
  if (!navigation || !target) return propertyTarget(at, way);
  const artifact = at.artifact ?? artifactAt(service.content, at.set, textOf(at.entity, 'Id'));
  const follow = definition?.navigation?.[navigation.name];
  const found = at.artifact
    ? belowArtifact(at.artifact).navigation(navigation.name, at.entity)
    : follow?.(at.entity, context);
  if (!follow && !at.artifact) throw notImplemented();
  const set = setOfType(target.name);
  if (!navigation.many) {
    if (rest.length === 0) return { kind: 'entity', type: target, entity: found as Entity | undefined };
    if (!found) throw notFound();
    return walk(service, { set, type: target, entity: found as Entity }, rest, context);
  }
  const entities = (found ?? []) as readonly Entity[];
  if (!segment.keys) {
    if (rest.length > 0) throw notFound();
    const options = optionsOf(at.set, navigation.name);
    return { kind: 'list', type: target, options, list: () => entities };
  }
  const keys = keysOf(segment, target);
  // The set itself knows other spellings of a key, such as the version `active`.
  const known = keys && service.sets.get(set)?.find?.(keys, context);
  const wanted = known ? target.keys.map((name) => textOf(known, name)) : keys;
  const entity = entities.find((one) =>
    target.keys.every((name, index) => textOf(one, name) === wanted?.[index]),
  );
  if (!entity) throw notFound();
  const below = service.sets.has(set) ? {} : { artifact };
  return walk(service, { set, type: target, entity, ...below }, rest, context);
}

/** `Set(key)/Name`, `/Complex/Name`, each also with `/$value` for the bare text. */
function propertyTarget({ type, entity }: At, way: readonly Segment[]): Target {
  const isRaw = way.at(-1)?.name === '$value';
  const names = (isRaw ? way.slice(0, -1) : way).map(({ name }) => name);
  const path = names.join('/');
  const edm = propertyType(type, path);
  if (edm === undefined || names.length > 2 || way.some(({ keys }) => keys)) throw notFound();
  const whole = names.length === 1 ? (entity[path] ?? null) : valueAt(entity, path);
  if (!isRaw) return { kind: 'property', name: names.at(-1) ?? '', edm, value: whole };
  if (whole === null || isComplex(whole)) throw notFound();
  return {
    kind: 'media',
    media: { content: plainText(whole, edm), contentType: 'text/plain;charset=utf-8' },
  };
}
