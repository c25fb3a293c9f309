import type { Finding } from '../checks/finding.ts';
import { expecting, finding } from '../checks/finding.ts';
import { wholeType } from '../facts/fact-list.ts';
import type { JsonObject } from '../reader/answer.ts';
import { isObject } from '../reader/answer.ts';
import { instantOf } from '../reader/literals.ts';

/** Names in samples that no tenant has: slips of the specification, known from comparing it with live metadata. */
const SLIPS: readonly string[] = [
  'MessageMappingDesigntimeArtifact.Sender',
  'MessageMappingDesigntimeArtifact.Receiver',
  'MessageMappingDesigntimeArtifact.Configurations',
  'ScriptCollectionDesigntimeArtifact.Sender',
  'ScriptCollectionDesigntimeArtifact.Receiver',
  'ScriptCollectionDesigntimeArtifact.Configurations',
];

/** The JSON form of a value, coarse enough to be the same for every entity of a type. */
export function formOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return formOf(value[0]);
  if (isObject(value)) {
    const names = Object.keys(value);
    return names.length === 0 || names.some((name) => name === '__deferred' || name === 'results')
      ? 'navigation'
      : 'object';
  }
  return instantOf(value) === undefined ? typeof value : 'date';
}

/** A published entity against those of our server: no property we lack, each in the same JSON form. */
export function compareShape(
  type: string,
  sample: JsonObject,
  ours: readonly JsonObject[],
  at: string,
): readonly Finding[] {
  const facts = wholeType(type);
  const declared = new Set([...facts.properties, ...facts.navigation].map(({ name }) => name));
  const first = ours[0];
  if (first === undefined) return [finding(at, `entities of type ${type} on our server`, 'none')];
  const names = Object.keys(sample).filter(
    (name) => name !== '__metadata' && !SLIPS.includes(`${type}.${name}`),
  );
  return names.flatMap((name) => {
    if (!declared.has(name))
      return [finding(`${at} ${name}`, `a property of ${type} or a known slip`, sample[name])];
    if (!ours.every((entity) => name in entity))
      return [finding(`${at} ${name}`, 'a property of our answer', 'missing')];
    const expected = formOf(sample[name]);
    const forms = new Set(ours.map((entity) => formOf(entity[name])).filter((form) => form !== undefined));
    return expecting(
      expected === undefined || forms.size === 0 || forms.has(expected),
      `${at} ${name}`,
      `the form ${expected ?? 'null'}`,
      [...forms],
    );
  });
}
