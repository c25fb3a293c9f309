import { expect, test } from 'vitest';

import { complexFacts, functionFacts, NAMESPACE, servedSets, setFacts, typeFacts } from './fact-list.ts';
import { readSharedJson, sharedPath } from './shared-reference.ts';

const METADATA = 'reference/api/metadata/cloud-integration-metadata.json';

interface CapturedProperty {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly maxLength?: number;
}

interface Captured {
  readonly namespace: string;
  readonly complexTypes: readonly { name: string; properties: readonly CapturedProperty[] }[];
  readonly entityTypes: readonly {
    name: string;
    hasStream: boolean;
    abstract: boolean;
    baseType: string | null;
    keys: readonly string[];
    properties: readonly CapturedProperty[];
    navigation: readonly { name: string; target: string; collection: boolean }[];
  }[];
  readonly entitySets: readonly { name: string; entityType: string }[];
  readonly functionImports: readonly {
    name: string;
    httpMethod: string;
    parameters: readonly CapturedProperty[];
    returnType: string | null;
  }[];
}

function captured(): Captured {
  return readSharedJson(METADATA) as Captured;
}

function unqualified(type: string): string {
  return type.replace(`${NAMESPACE}.`, '');
}

function comparable(properties: readonly CapturedProperty[]): unknown[] {
  return properties.map(({ name, type, nullable, maxLength }) => ({
    name,
    type: unqualified(type),
    nullable,
    maxLength,
  }));
}

test('the fact list holds 131 sets, 135 entity types, 3 complex types and 35 function imports', () => {
  expect([setFacts.size, typeFacts.size, complexFacts.size, functionFacts.size]).toEqual([131, 135, 3, 35]);
});

test('2.2: the fact list knows the 25 sets of the service document, all of them declared', () => {
  expect(servedSets).toHaveLength(25);
  expect(servedSets.filter((set) => !setFacts.has(set))).toEqual([]);
});

test('every set holds a known type, every navigation leads to one', () => {
  const known = new Set(typeFacts.keys());
  const targets = [...typeFacts.values()].flatMap((type) => type.navigation.map(({ target }) => target));
  expect([...setFacts.values(), ...targets].filter((type) => !known.has(type))).toEqual([]);
});

test("the fact list agrees with a live tenant's metadata", (context) => {
  const found = sharedPath(METADATA);
  if ('reason' in found) context.skip(found.reason);
  const tenant = captured();
  expect(tenant.namespace).toBe(NAMESPACE);
  expect([...setFacts]).toEqual(
    tenant.entitySets.map(({ name, entityType }) => [name, unqualified(entityType)]),
  );
  for (const type of tenant.entityTypes) {
    expect(typeFacts.get(type.name), type.name).toEqual({
      name: type.name,
      base: type.baseType === null ? undefined : unqualified(type.baseType),
      abstract: type.abstract,
      media: type.hasStream,
      keys: type.keys,
      properties: comparable(type.properties),
      navigation: type.navigation.map((each) => ({ ...each, target: unqualified(each.target) })),
    });
  }
  for (const type of tenant.complexTypes) {
    expect(complexFacts.get(type.name), type.name).toEqual(comparable(type.properties));
  }
  for (const each of tenant.functionImports) {
    expect(functionFacts.get(each.name), each.name).toEqual({
      name: each.name,
      method: each.httpMethod,
      parameters: comparable(each.parameters),
      returns: unqualified(each.returnType ?? ''),
    });
  }
});
