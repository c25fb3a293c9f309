import { groupBy } from '../group-by.ts';

/** Characters of a value that a difference carries; property values reach 400 kB. */
const longest = 2_000;

/** A value that fits; two long ones that differ behind the cut still differ. */
export function shortened(value: string): string {
  return value.length <= longest ? value : `${value.slice(0, longest)}…`;
}

/** Texts that differ by line ends or blanks around them are the same. */
export function plainText(value: string): string {
  return value.replaceAll(/\r\n?/g, '\n').trim();
}

export interface Paired<T> {
  readonly pairs: readonly (readonly [before: T, after: T])[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/**
 * Pairs items by one key after the other, those with an equal key in their order. A key of `undefined` pairs with nothing. The
 * same both ways round.
 */
export function pairUp<T>(
  before: readonly T[],
  after: readonly T[],
  keys: readonly ((item: T) => string | undefined)[],
): Paired<T> {
  const pairs: (readonly [T, T])[] = [];
  let removed = before;
  let added = after;
  for (const keyOf of keys) {
    const waiting = groupBy(added, (item) => keyed(keyOf(item)));
    const taken = new Map<string, number>();
    const matched = new Set<T>();
    removed = removed.filter((item) => {
      const key = keyed(keyOf(item));
      const at = taken.get(key) ?? 0;
      const partner = key === none ? undefined : waiting.get(key)?.[at];
      if (partner === undefined) return true;
      taken.set(key, at + 1);
      matched.add(partner);
      pairs.push([item, partner]);
      return false;
    });
    added = added.filter((item) => !matched.has(item));
  }
  return { pairs, removed, added };
}

const none = '-';

function keyed(key: string | undefined): string {
  return key === undefined ? none : `+${key}`;
}
