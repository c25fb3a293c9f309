import { contentConditions } from './error-conditions-content.ts';
import { transportConditions } from './error-conditions-transport.ts';
import { literalsOf, mayContain, readGrams, slotsOf } from './error-literals.ts';

/** A condition that Java, a protocol or SAP reports in words of its own, wherever it is met and whatever is wrapped around it. */
export interface ErrorCondition {
  readonly id: string;
  readonly title: string;
  /** The code says which condition it is, and the message beside it what that means. */
  readonly isCode: boolean;
}

/** The first that fits counts. A hundred expressions take long, so only those are tried of which a text has the letters. */
const rules = [...transportConditions, ...contentConditions].map(([id, title, words]) => {
  const literals = literalsOf(words);
  return { id, title, words, slots: literals && slotsOf(literals) };
});

/** Codes of their own that name the cause by themselves, whatever stands around them. */
const named: readonly (readonly [id: string, title: string, code: RegExp])[] = [
  ['xml-schema', 'XML schema', /\b(cvc-elt\.\d|cvc-[a-z-]+(?:\.\d+)*(?:\.[a-z]\b)?)/i],
  ['as2', 'AS2: negative MDN,', /\bprocessed\/(?:error|failure)\s*:\s*([a-z][a-z-]+)/i],
  ['rfc', 'RFC:', /\b(?:JCO|RFC)_(ERROR_\w+)/],
  ['oracle', 'Oracle', /\b(ORA-\d{5})\b/],
  ['hana', 'SAP HANA', /SAP DBTech JDBC: \[(\d+)\]/],
  ['ldap', 'LDAP error', /LDAP: error code (\d+)/i],
  ['smtp', 'Mail: SMTP', /\b([45]\d\d)[ -][45]\.\d{1,3}\.\d{1,3}\b/],
  [
    'sap-code',
    '',
    /\b((?=[A-Z_\d]*_)(?=[A-Z_\d]*(?:ERROR|FAIL|INVALID|NOT_|_NOT|NO_|DENIED|EXCEEDED|MISSING|DUPLICATE|LOCKED|EXPIRED|UNKNOWN|UNAUTHORIZED|REJECTED|CONFLICT|VIOLATION|REQUIRED|UNSUPPORTED|INACTIVE))[A-Z][A-Z\d]*(?:_[A-Z\d]+)+)\b/,
  ],
];

/** "Invalid content was found starting with element": whether another element is expected there does not matter. */
const sameSentence = /^(cvc-complex-type\.2\.4)\.[cd]$/;
/** Codes that say no more than that something failed: the message beside them does. */
const saysNothing =
  /^(?:INTERNAL|GENERAL|GENERIC|UNKNOWN|SERVER|VALIDATION|BUSINESS|APPLICATION|SYSTEM|RUNTIME|TECHNICAL|PROCESSING|INTEGRATION|SERVICE|CLIENT|HTTP|INVALID|REQUEST|BACKEND)(?:_SERVER)?_(?:ERROR|FAILURE|FAULT|EXCEPTION|FAILED|REQUEST|INPUT)$/;

/** The condition an error text reports; `undefined` where none is known. */
export function conditionOf(text: string): ErrorCondition | undefined {
  readGrams(text);
  for (const { id, title, words, slots } of rules)
    if ((!slots || mayContain(slots)) && words.test(text)) return { id, title, isCode: false };
  for (const [id, title, code] of named) {
    const found = code.exec(text)?.[1];
    if (found !== undefined && !saysNothing.test(found))
      return {
        id: `${id} ${found.toLowerCase().replace(sameSentence, '$1.a')}`,
        title: `${title} ${found}`.trim(),
        isCode: true,
      };
  }
  return undefined;
}
