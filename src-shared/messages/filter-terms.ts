import type { MessageFilter, MessageTerm } from '../model/messages.ts';
import { narrower } from './query-amounts.ts';

/** What a filter says beside its range. */
export type Conditions = Omit<MessageFilter, 'range'>;

export const noConditions: Conditions = { statuses: [], flows: [] };

/**
 * Adds a term. What has a place of its own in a filter goes there; otherwise values join those of the same field, so that a
 * filter says everything once: `status:failed status:retry` is `status:failed,retry`.
 */
export function addTerm(conditions: Conditions, term: MessageTerm): Conditions {
  const { statuses, flows } = conditions;
  if (term.field === 'status' && term.not !== true)
    return { ...conditions, statuses: union(statuses, term.values) };
  if (term.field === 'flow' && term.not !== true) return { ...conditions, flows: union(flows, term.values) };
  const terms = conditions.terms ?? [];
  const place = terms.findIndex((one) => isSame(one, term));
  if (place < 0) return { ...conditions, terms: [...terms, withoutDoubles(term)] };
  return {
    ...conditions,
    terms: terms.map((one, index) => (index === place ? joined(one, term) : one)),
  };
}

/** In place of the term at `index`, or without it. */
export function replaceTerm(
  conditions: Conditions,
  index: number,
  term: MessageTerm | undefined,
): Conditions {
  const { terms = [], ...rest } = conditions;
  const others = terms.filter((_, place) => place !== index);
  const without: Conditions = others.length === 0 ? rest : { ...rest, terms: others };
  return term ? addTerm(without, term) : without;
}

/** All conditions on fields as terms, those with a place of their own first. */
export function termsOf({ statuses, flows, terms = [] }: Conditions): readonly MessageTerm[] {
  return [
    ...(statuses.length > 0 ? [{ field: 'status' as const, values: statuses }] : []),
    ...(flows.length > 0 ? [{ field: 'flow' as const, values: flows }] : []),
    ...terms,
  ];
}

/** Without anything that includes or excludes by this field; for the numbers beside its values. */
export function withoutField<F extends Conditions>(
  filter: F,
  field: MessageTerm['field'],
  header?: string,
): F {
  const { terms, ...rest } = filter;
  const others = (terms ?? []).filter(
    (term) => term.field !== field || (term.field === 'header' && term.name !== header),
  );
  return {
    ...(rest as F),
    ...(others.length > 0 && { terms: others }),
    ...(field === 'status' && { statuses: [] }),
    ...(field === 'flow' && { flows: [] }),
  };
}

/** The same condition, meant so or the other way round. */
export function turned<T extends MessageTerm>(term: T, not: boolean): MessageTerm {
  const { not: before, ...rest } = term;
  if (not) return { ...term, not: true };
  return before === undefined ? term : (rest as MessageTerm);
}

/** The same but for one part. */
export function without<F extends object, K extends keyof F>(filter: F, part: K): Omit<F, K> {
  const { [part]: removed, ...rest } = filter;
  return removed === undefined ? filter : rest;
}

export function isEmpty({ statuses, flows, text, errorGroup, terms = [] }: Conditions): boolean {
  return (
    statuses.length + flows.length + terms.length === 0 && text === undefined && errorGroup === undefined
  );
}

function isSame(a: MessageTerm, b: MessageTerm): boolean {
  if (a.field !== b.field || a.not !== b.not) return false;
  // Not in one stretch and not in another one are two things.
  if (a.field === 'duration') return a.not !== true;
  return a.field !== 'header' || (b.field === 'header' && a.name === b.name);
}

function joined(a: MessageTerm, b: MessageTerm): MessageTerm {
  if (a.field === 'duration' && b.field === 'duration') return { field: 'duration', ...narrower(a, b) };
  if ('values' in a && 'values' in b) return { ...a, values: union(a.values, b.values) };
  return a;
}

function withoutDoubles(term: MessageTerm): MessageTerm {
  return 'values' in term ? { ...term, values: union(term.values, []) } : term;
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])];
}
