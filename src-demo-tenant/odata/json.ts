import {
  complexTypes,
  type EntityType,
  entityTypes,
  namespace,
  type Property,
  setOfType,
} from '../metadata/model.ts';
import { type Entity, isComplex, scalarText, type Value } from './entity.ts';

/** Expanded navigation: the entities themselves, or one, or none. */
export type Expanded = ReadonlyMap<string, readonly Entity[] | Entity | undefined>;

export interface RenderContext {
  /** Service root as it stands in addresses, with its explicit port: `http://127.0.0.1:8080/api/v1`. */
  readonly root: string;
  readonly select: readonly string[] | undefined;
  readonly expand: (entity: Entity, type: EntityType) => Expanded;
}

/** One entity as OData V2 JSON (catalogue 2.1): `__metadata`, `__deferred`, `/Date(ms)/`, Int64 as text. */
export function entityJson(
  entity: Entity,
  type: EntityType,
  context: RenderContext,
): Record<string, unknown> {
  const address = entityAddress(entity, type, context.root);
  const json: Record<string, unknown> = { __metadata: metadata(address, type) };
  for (const property of type.properties) {
    if (isWanted(context, property.name))
      json[property.name] = valueJson(entity[property.name] ?? null, property);
  }
  const expanded = context.expand(entity, type);
  for (const { name, target, many } of type.navigation) {
    if (!isWanted(context, name)) continue;
    json[name] = expanded.has(name)
      ? expandedJson(expanded.get(name), target, many, context)
      : { __deferred: { uri: `${address}/${name}` } };
  }
  return json;
}

export function isWanted({ select }: RenderContext, name: string): boolean {
  return select === undefined || select.includes(name) || select.includes('*');
}

/** Of what is expanded everything is shown, and nothing expanded again. */
export function inside(context: RenderContext): RenderContext {
  return { ...context, select: undefined, expand: () => new Map() };
}

function metadata(address: string, type: EntityType): Record<string, string> {
  const base = { id: address, uri: address, type: `${namespace}.${type.name}` };
  if (!type.isMedia) return base;
  const media = `${address}/$value`;
  return { ...base, content_type: 'application/octet-stream', media_src: media, edit_media: media };
}

function expandedJson(
  value: readonly Entity[] | Entity | undefined,
  target: string,
  many: boolean,
  context: RenderContext,
): unknown {
  const type = entityTypes.get(target);
  if (!type) throw new Error(`No entity type ${target}`);
  const inner = inside(context);
  if (many) return { results: (value as readonly Entity[]).map((one) => entityJson(one, type, inner)) };
  return value === undefined ? null : entityJson(value as Entity, type, inner);
}

export function entityAddress(entity: Entity, type: EntityType, root: string): string {
  return `${root}/${setOfType(type.name)}(${keyText(entity, type)})`;
}

function keyText(entity: Entity, type: EntityType): string {
  const literal = (name: string) => {
    const property = type.properties.find((one) => one.name === name);
    const value = scalarText(entity[name] ?? null);
    if (property?.type === 'Edm.Int64') return `${value}L`;
    if (property?.type === 'Edm.Int32' || property?.type === 'Edm.Boolean') return value;
    return `'${encodeURIComponent(value.replaceAll("'", "''"))}'`;
  };
  const [only] = type.keys;
  if (type.keys.length === 1 && only !== undefined) return literal(only);
  return type.keys.map((name) => `${name}=${literal(name)}`).join(',');
}

/** Flags that the service shows as text although they are declared Boolean (catalogue 2.1). */
const textFlags =
  /^Archiving(LogAttachments|PersistedMessages|ReceiverChannelMessages|SenderChannelMessages)$/;

export function valueJson(value: Value, property: Pick<Property, 'name' | 'type'>): unknown {
  const complex = complexTypes.get(property.type);
  if (complex) {
    return Object.fromEntries(
      complex.map((one) => [one.name, isComplex(value) ? valueJson(value[one.name] ?? null, one) : null]),
    );
  }
  if (value === null) return null;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (property.type === 'Edm.DateTime' || property.type === 'Edm.DateTimeOffset')
    return `/Date(${scalarText(value)})/`;
  if (property.type === 'Edm.Int64') return scalarText(value);
  if (property.type === 'Edm.Boolean' && textFlags.test(property.name)) return scalarText(value);
  return value;
}
