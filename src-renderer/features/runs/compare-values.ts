import type { NameValue } from '../../../src-shared/model/messages.ts';

export interface ComparedValue {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly change: 'same' | 'added' | 'removed' | 'changed';
}

const order = ['changed', 'added', 'removed', 'same'] as const;

/** Names of both sides, what differs first. */
export function compareValues(
  before: readonly NameValue[],
  after: readonly NameValue[],
): readonly ComparedValue[] {
  const left = new Map(before.map(({ name, value }) => [name, value]));
  const right = new Map(after.map(({ name, value }) => [name, value]));
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((name): ComparedValue => {
      const [from, to] = [left.get(name), right.get(name)];
      const change =
        from === undefined ? 'added' : to === undefined ? 'removed' : from === to ? 'same' : 'changed';
      return { name, before: from, after: to, change };
    })
    .toSorted((a, b) => order.indexOf(a.change) - order.indexOf(b.change) || a.name.localeCompare(b.name));
}
