import model from './model.json' with { type: 'json' };

/** `[name, EDM or complex type, flags]`; flags: `!` not null, a number is the maximum length. */
type PropertyFact = readonly [name: string, type: string, flags?: string];
type NavigationFact = readonly [name: string, target: string, many?: string];

interface TypeFact {
  readonly keys: readonly string[];
  readonly properties: readonly PropertyFact[];
  readonly media?: boolean;
  readonly abstract?: boolean;
  readonly base?: string;
  readonly navigation?: readonly NavigationFact[];
}

export interface Property {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly maxLength: number | undefined;
}

export interface Navigation {
  readonly name: string;
  readonly target: string;
  readonly many: boolean;
}

export interface EntityType {
  readonly name: string;
  readonly base: string | undefined;
  readonly isAbstract: boolean;
  readonly isMedia: boolean;
  /** Own and inherited, keys first as declared. */
  readonly keys: readonly string[];
  readonly properties: readonly Property[];
  readonly navigation: readonly Navigation[];
  readonly own: { readonly keys: readonly string[]; readonly properties: readonly Property[] };
}

export interface FunctionImport {
  readonly name: string;
  readonly method: string;
  readonly parameters: readonly Property[];
  readonly returns: string;
}

export const namespace = model.namespace;
const typeFacts = model.entityTypes as unknown as Readonly<Record<string, TypeFact>>;
const functionFacts = model.functionImports as unknown as Readonly<
  Record<
    string,
    { readonly method: string; readonly parameters: readonly PropertyFact[]; readonly returns: string }
  >
>;

/** All 131 declared sets and the type of each (catalogue 2.2: declared is not implemented). */
export const entitySets: ReadonlyMap<string, string> = new Map(Object.entries(model.entitySets));

export const complexTypes: ReadonlyMap<string, readonly Property[]> = new Map(
  Object.entries(model.complexTypes as unknown as Readonly<Record<string, readonly PropertyFact[]>>).map(
    ([name, facts]) => [name, facts.map(property)],
  ),
);

export const entityTypes: ReadonlyMap<string, EntityType> = new Map(
  Object.keys(typeFacts).map((name) => [name, entityType(name)]),
);

export const functionImports: readonly FunctionImport[] = Object.entries(functionFacts).map(
  ([name, fact]) => ({
    name,
    method: fact.method,
    parameters: fact.parameters.map(property),
    returns: fact.returns,
  }),
);

export function typeOfSet(set: string): EntityType {
  const type = entityTypes.get(entitySets.get(set) ?? '');
  if (!type) throw new Error(`No entity set ${set}`);
  return type;
}

/** The first set of a type; navigation answers entities of it. */
export function setOfType(type: string): string {
  for (const [set, name] of entitySets) if (name === type) return set;
  throw new Error(`No entity set of type ${type}`);
}

/** EDM type of `A` or of `A/B` inside a complex property. */
export function propertyType(type: EntityType, path: string): string | undefined {
  const [first, second] = path.split('/');
  const own = type.properties.find(({ name }) => name === first)?.type;
  if (second === undefined) return own;
  return complexTypes.get(own ?? '')?.find(({ name }) => name === second)?.type;
}

function entityType(name: string): EntityType {
  const fact = typeFacts[name];
  if (!fact) throw new Error(`No entity type ${name}`);
  const base = fact.base === undefined ? undefined : entityType(fact.base);
  const own = { keys: fact.keys, properties: fact.properties.map(property) };
  return {
    name,
    base: fact.base,
    isAbstract: fact.abstract === true,
    isMedia: fact.media === true,
    keys: [...new Set([...(base?.keys ?? []), ...fact.keys])],
    properties: unique([...(base?.properties ?? []), ...own.properties]),
    navigation: [...(base?.navigation ?? []), ...(fact.navigation ?? []).map(navigation)],
    own,
  };
}

function unique(properties: readonly Property[]): readonly Property[] {
  return [...new Map(properties.map((one) => [one.name, one])).values()];
}

function property([name, type, flags = '']: PropertyFact): Property {
  const length = flags.replace('!', '');
  return {
    name,
    type,
    nullable: !flags.includes('!'),
    maxLength: length === '' ? undefined : Number(length),
  };
}

function navigation([name, target, many]: NavigationFact): Navigation {
  return { name, target, many: many === '*' };
}
