import type { PropertyFact, TypeFact } from '../facts/fact-list.ts';
import { complexFacts, functionFacts, setFacts, typeFacts } from '../facts/fact-list.ts';
import type { Edmx } from './edmx.ts';
import { readEdmx } from './edmx.ts';
import type { Finding } from './finding.ts';
import { expecting, finding, sameMembers } from './finding.ts';

/** A `$metadata` document against the fact list: every set, type, key, property, nullability and navigation. */
export function checkMetadataDocument(xml: string): readonly Finding[] {
  let edmx: Edmx;
  try {
    edmx = readEdmx(xml);
  } catch (error) {
    return [finding('$metadata', 'well-formed XML', String(error))];
  }
  return [
    ...sameMembers('$metadata sets', pairs(setFacts), pairs(edmx.sets)),
    ...sameMembers('$metadata entity types', [...typeFacts.keys()], [...edmx.types.keys()]),
    ...[...typeFacts.values()].flatMap((fact) => checkType(fact, edmx.types.get(fact.name))),
    ...[...complexFacts].flatMap(([name, facts]) =>
      sameMembers(`$metadata ${name}`, facts.map(written), (edmx.complexTypes.get(name) ?? []).map(written)),
    ),
    ...sameMembers('$metadata functions', functionLines(functionFacts), functionLines(edmx.functions)),
  ];
}

function pairs(sets: ReadonlyMap<string, string>): readonly string[] {
  return [...sets].map(([name, type]) => `${name}: ${type}`);
}

function functionLines(functions: Edmx['functions']): readonly string[] {
  return [...functions.values()].map(
    ({ name, method, parameters, returns }) =>
      `${method} ${name}(${parameters.map(written).sort().join(', ')}): ${returns}`,
  );
}

function checkType(fact: TypeFact, found: TypeFact | undefined): readonly Finding[] {
  if (found === undefined) return []; // Already reported as a missing member of the entity types.
  const at = `$metadata ${fact.name}`;
  return [
    ...expecting(found.media === fact.media, `${at} HasStream`, `${fact.media}`, `${found.media}`),
    ...expecting(found.abstract === fact.abstract, `${at} Abstract`, `${fact.abstract}`, `${found.abstract}`),
    ...expecting(found.base === fact.base, `${at} BaseType`, fact.base ?? 'none', found.base ?? 'none'),
    ...sameMembers(`${at} key`, fact.keys, found.keys),
    ...sameMembers(`${at} properties`, fact.properties.map(written), found.properties.map(written)),
    ...sameMembers(`${at} navigation`, navigations(fact), navigations(found)),
  ];
}

function written({ name, type, nullable, maxLength }: PropertyFact): string {
  return `${name}: ${type}${maxLength === undefined ? '' : `(${maxLength})`}${nullable ? '' : '!'}`;
}

function navigations(type: TypeFact): readonly string[] {
  return type.navigation.map(({ name, target, collection }) => `${name}: ${target}${collection ? '*' : ''}`);
}
