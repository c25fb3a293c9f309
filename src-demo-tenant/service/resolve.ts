import { entitySets, type EntityType, entityTypes, setOfType, typeOfSet } from '../metadata/model.ts';
import { type Entity, textOf } from '../odata/entity.ts';
import { notFound, notImplemented } from '../odata/fault.ts';
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
  const keys = keyValues(first, type.keys);
  const entity = keys && definition.find?.(keys, context);
  if (!entity) throw notFound();
  return { target: walk(service, { set: first.name, type, entity }, way, context), count };
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
    const below = at.artifact && belowArtifact(at.artifact);
    return { kind: 'media', media: below ? below.value(at.entity) : definition?.value?.(at.entity, context) };
  }
  const navigation = at.type.navigation.find(({ name }) => name === segment.name);
  const target = navigation && entityTypes.get(navigation.target);
  if (!navigation || !target) throw notFound();
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
  const keys = keyValues(segment, target.keys);
  const entity = entities.find((one) =>
    target.keys.every((name, index) => textOf(one, name) === keys?.[index]),
  );
  if (!entity) throw notFound();
  const below = service.sets.has(set) ? {} : { artifact };
  return walk(service, { set, type: target, entity, ...below }, rest, context);
}
