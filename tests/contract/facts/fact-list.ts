import complexTypes from './complex-types.json' with { type: 'json' };
import entitySets from './entity-sets.json' with { type: 'json' };
import entityTypes from './entity-types.json' with { type: 'json' };
import functionImports from './function-imports.json' with { type: 'json' };
import serviceDocument from './service-document.json' with { type: 'json' };

/**
 * What the public API declares (catalogue appendix A), as data of the tests' own.
 *
 * A property is written `Type`, `Type(maxLength)`, with a final `!` when it may not be null.
 * A navigation is written `Target` or, for a collection, `Target*`.
 */
export interface PropertyFact {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly maxLength: number | undefined;
}

export interface NavigationFact {
  readonly name: string;
  readonly target: string;
  readonly collection: boolean;
}

export interface TypeFact {
  readonly name: string;
  readonly base: string | undefined;
  readonly abstract: boolean;
  readonly media: boolean;
  /** Own keys only; a derived type has those of its base. */
  readonly keys: readonly string[];
  readonly properties: readonly PropertyFact[];
  readonly navigation: readonly NavigationFact[];
}

export interface FunctionFact {
  readonly name: string;
  readonly method: string;
  readonly parameters: readonly PropertyFact[];
  readonly returns: string;
}

interface WrittenType {
  readonly base?: string;
  readonly abstract?: boolean;
  readonly media?: boolean;
  readonly key?: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  readonly navigation?: Readonly<Record<string, string>>;
}

interface WrittenFunction {
  readonly method: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly returns: string;
}

export const NAMESPACE = 'com.sap.hci.api';

export function propertyFact(name: string, written: string): PropertyFact {
  const match = /^([\w.]+)(?:\((\d+)\))?(!?)$/.exec(written);
  if (match?.[1] === undefined) throw new Error(`Unreadable fact "${written}" of ${name}`);
  return {
    name,
    type: match[1],
    nullable: match[3] !== '!',
    maxLength: match[2] === undefined ? undefined : Number(match[2]),
  };
}

function propertyFacts(written: Readonly<Record<string, string>>): readonly PropertyFact[] {
  return Object.entries(written).map(([name, text]) => propertyFact(name, text));
}

function typeFact(name: string, written: WrittenType): TypeFact {
  return {
    name,
    base: written.base,
    abstract: written.abstract === true,
    media: written.media === true,
    keys: written.key ?? [],
    properties: propertyFacts(written.properties),
    navigation: Object.entries(written.navigation ?? {}).map(([navigation, target]) => ({
      name: navigation,
      target: target.replace('*', ''),
      collection: target.endsWith('*'),
    })),
  };
}

function mapOf<Written, Fact>(
  written: Readonly<Record<string, Written>>,
  read: (name: string, value: Written) => Fact,
): ReadonlyMap<string, Fact> {
  return new Map(Object.entries(written).map(([name, value]) => [name, read(name, value)]));
}

export const typeFacts = mapOf<WrittenType, TypeFact>(entityTypes, typeFact);
export const complexFacts = mapOf<Record<string, string>, readonly PropertyFact[]>(
  complexTypes,
  (_, written) => propertyFacts(written),
);
export const setFacts: ReadonlyMap<string, string> = new Map(Object.entries(entitySets));
export const functionFacts = mapOf<WrittenFunction, FunctionFact>(functionImports, (name, written) => ({
  name,
  method: written.method,
  parameters: propertyFacts(written.parameters),
  returns: written.returns,
}));
/** The 25 sets a Cloud Foundry tenant's service document lists (catalogue 2.2). */
export const servedSets: readonly string[] = serviceDocument;

export function typeFactOf(name: string): TypeFact {
  const fact = typeFacts.get(name);
  if (fact === undefined) throw new Error(`No facts about the entity type ${name}`);
  return fact;
}

/** The type a set holds, e.g. `MessageProcessingLogs` → `MessageProcessingLog`. */
export function typeOfSet(set: string): string {
  const type = setFacts.get(set);
  if (type === undefined) throw new Error(`No facts about the entity set ${set}`);
  return type;
}

/** The sets of a type; more than one never occurs on this API, none only for base types. */
export function setOfType(type: string): string | undefined {
  return [...setFacts].find(([, held]) => held === type)?.[0];
}

/** Keys, properties and navigations of a type with those of its bases. */
export function wholeType(name: string): TypeFact {
  const own = typeFactOf(name);
  if (own.base === undefined) return own;
  const base = wholeType(own.base);
  return {
    ...own,
    keys: [...base.keys, ...own.keys],
    properties: [...base.properties, ...own.properties],
    navigation: [...base.navigation, ...own.navigation],
  };
}
