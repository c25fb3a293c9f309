import type { PropertyFact } from '../facts/fact-list.ts';
import { complexFacts } from '../facts/fact-list.ts';
import { isObject } from '../reader/answer.ts';
import type { Finding } from './finding.ts';
import { expecting, finding } from './finding.ts';

interface Form {
  readonly says: string;
  holds(value: unknown): boolean;
}

const DATE = /^\/Date\(-?\d+(?:[+-]\d{4})?\)\/$/;

const text: Form = { says: 'a string', holds: (value) => typeof value === 'string' };
const integerText: Form = {
  says: 'an integer as a string',
  holds: (value) => typeof value === 'string' && /^-?\d+$/.test(value),
};
const date: Form = {
  says: '/Date(milliseconds)/',
  holds: (value) => typeof value === 'string' && DATE.test(value),
};

/** How each EDM type appears in JSON (catalogue 2.1). */
const FORMS: Readonly<Record<string, Form>> = {
  'Edm.String': text,
  'Edm.Int64': integerText,
  'Edm.Int32': { says: 'an integer number', holds: (value) => Number.isInteger(value) },
  'Edm.Double': { says: 'a number or its text', holds: (value) => !Number.isNaN(Number(value)) },
  'Edm.Boolean': { says: 'true or false', holds: (value) => typeof value === 'boolean' },
  'Edm.DateTime': date,
  'Edm.DateTimeOffset': date,
  'Edm.Binary': {
    says: 'base64 text',
    holds: (value) => typeof value === 'string' && /^[A-Za-z0-9+/]*={0,2}$/.test(value),
  },
};

const flagText: Form = {
  says: '"true" or "false" as a string',
  holds: (value) => value === 'true' || value === 'false',
};
const millisText: Form = {
  says: 'milliseconds since 1970 as a string',
  holds: (value) => typeof value === 'string' && /^\d{12,14}$/.test(value),
};

/** Where the form is not that of the declared type (catalogue 2.1). */
const EXCEPTIONS: Readonly<Record<string, Form>> = {
  'MessageProcessingLog.ArchivingLogAttachments': flagText,
  'MessageProcessingLog.ArchivingPersistedMessages': flagText,
  'MessageProcessingLog.ArchivingReceiverChannelMessages': flagText,
  'MessageProcessingLog.ArchivingSenderChannelMessages': flagText,
  'MessageProcessingLog.LastChangeTime': millisText,
  'IntegrationPackage.CreationDate': millisText,
  'IntegrationPackage.ModifiedDate': millisText,
  'IntegrationDesigntimeArtifact.CreatedAt': millisText,
  'IntegrationDesigntimeArtifact.ModifiedAt': millisText,
};

/** One property's value against its fact: null only where allowed, the JSON form of its type, not over-long. */
export function checkValue(type: string, fact: PropertyFact, value: unknown, at: string): readonly Finding[] {
  const here = `${at}/${fact.name}`;
  if (value === null) return expecting(fact.nullable, here, 'not null', null);
  const complex = complexFacts.get(fact.type);
  if (complex !== undefined) return checkComplex(fact.type, complex, value, here);
  const form = EXCEPTIONS[`${type}.${fact.name}`] ?? FORMS[fact.type];
  if (form === undefined) return [finding(here, 'a type of the fact list', fact.type)];
  if (!form.holds(value)) return [finding(here, form.says, value)];
  const tooLong = fact.maxLength !== undefined && typeof value === 'string' && value.length > fact.maxLength;
  return expecting(!tooLong, here, `at most ${fact.maxLength ?? 0} characters`, value);
}

/**
 * A complex value: an object; the published value-mapping sample shows it inside an array instead, so both are right.
 * Its `__metadata`, if any, names the type only.
 */
function checkComplex(
  type: string,
  facts: readonly PropertyFact[],
  value: unknown,
  at: string,
): readonly Finding[] {
  const parts: readonly unknown[] = Array.isArray(value) && type === 'Value' ? value : [value];
  return parts.flatMap((part) => {
    if (!isObject(part)) return [finding(at, `an object of type ${type}`, part)];
    const known = new Set([...facts.map(({ name }) => name), '__metadata']);
    const unknownNames = Object.keys(part).filter((name) => !known.has(name));
    return [
      ...unknownNames.map((name) => finding(`${at}/${name}`, 'no such property', part[name])),
      ...facts.flatMap((fact) =>
        fact.name in part
          ? checkValue(type, fact, part[fact.name], at)
          : [finding(`${at}/${fact.name}`, 'a property of the complex type', 'missing')],
      ),
    ];
  });
}
