export interface Labelled {
  readonly cause: string;
  readonly text: string;
}

export interface Score {
  readonly texts: number;
  readonly causes: number;
  readonly groups: number;
  /** Of the texts, those in the one group of their cause: the largest one with the cause as its most frequent label. */
  readonly share: number;
  /** Of the groups, those with texts of more than one cause. */
  readonly mixedShare: number;
  readonly groupsPerCause: number;
}

/** A cause that falls into many groups counts as little as a group of many causes: only its largest group is right. */
export function scoreOf(set: readonly Labelled[], groupOf: (text: string) => string): Score {
  const groups = new Map<string, Map<string, number>>();
  for (const { cause, text } of set) {
    const id = groupOf(text);
    const of = groups.get(id) ?? new Map<string, number>();
    of.set(cause, (of.get(cause) ?? 0) + 1);
    groups.set(id, of);
  }
  const right = new Map<string, number>();
  for (const of of groups.values()) {
    const [cause, count] = [...of].sort((one, two) => two[1] - one[1])[0] ?? ['', 0];
    right.set(cause, Math.max(right.get(cause) ?? 0, count));
  }
  const causes = new Set(set.map(({ cause }) => cause)).size;
  const together = [...right.values()].reduce((sum, count) => sum + count, 0);
  const mixed = [...groups.values()].filter((of) => of.size > 1).length;
  const parts = [...groups.values()].reduce((sum, of) => sum + of.size, 0);
  return {
    texts: set.length,
    causes,
    groups: groups.size,
    share: together / set.length,
    mixedShare: mixed / groups.size,
    groupsPerCause: parts / causes,
  };
}
