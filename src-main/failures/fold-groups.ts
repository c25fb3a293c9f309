import { day } from '../../src-shared/durations.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import type { FailureGroup, FailureTrend } from '../../src-shared/model/failures.ts';
import type { Counted, EverSeen } from './failure-queries.ts';

/** Pieces of the range in a group's rhythm. */
export const pieces = 24;
/** Silence after which an error returns. */
const silence = 3 * day;
const mostNames = 20;

export interface GroupFacts {
  readonly counted: readonly Counted[];
  readonly everSeen: readonly EverSeen[];
  readonly flows: ReadonlyMap<number, { readonly id: string; readonly name: string }>;
  /** What failed on the day before it, with its texts. Without, nothing can be called new. */
  readonly knowsDayBefore: boolean;
  /** The last 24 hours of the range. */
  readonly lastDay: Interval;
}

interface Folding {
  count: number;
  first: number;
  last: number;
  readonly rhythm: number[];
  readonly flows: Map<number, number>;
  readonly receivers: Map<string, number>;
}

/** Groups of what was counted apart, most frequent first; equal ones by signature, so that the order stays. */
export function foldGroups(facts: GroupFacts): readonly FailureGroup[] {
  const folding = new Map<string, Folding>();
  for (const row of facts.counted) {
    const group = folding.get(row.signature) ?? empty(row);
    folding.set(row.signature, group);
    group.count += row.total;
    group.first = Math.min(group.first, row.first);
    group.last = Math.max(group.last, row.last);
    group.rhythm[row.piece] = (group.rhythm[row.piece] ?? 0) + row.total;
    group.flows.set(row.flow, (group.flows.get(row.flow) ?? 0) + row.total);
    if (row.receiver !== null && row.receiver !== '')
      group.receivers.set(row.receiver, (group.receivers.get(row.receiver) ?? 0) + row.total);
  }
  const ever = new Map(facts.everSeen.map((seen) => [seen.signature, seen]));
  return [...folding]
    .map(([signature, group]) => finished(signature, group, ever.get(signature), facts))
    .sort((one, two) => two.count - one.count || (one.signature < two.signature ? -1 : 1));
}

function empty({ first, last }: Counted): Folding {
  return {
    count: 0,
    first,
    last,
    rhythm: Array.from({ length: pieces }, () => 0),
    flows: new Map(),
    receivers: new Map(),
  };
}

function finished(
  signature: string,
  group: Folding,
  ever: EverSeen | undefined,
  { flows, knowsDayBefore, lastDay }: GroupFacts,
): FailureGroup {
  return {
    signature,
    title: ever?.title ?? signature,
    count: group.count,
    firstSeen: group.first,
    lastSeen: group.last,
    trend: ever === undefined ? 'ongoing' : trendOf(ever, group.last, knowsDayBefore, lastDay),
    rhythm: group.rhythm,
    flows: mostFrequent(group.flows).map(([key, count]) => ({
      ...(flows.get(key) ?? { id: String(key), name: String(key) }),
      count,
    })),
    receivers: mostFrequent(group.receivers).map(([name, count]) => ({ name, count })),
    note:
      ever === undefined || ever.marked_at === null
        ? undefined
        : { text: ever.note ?? '', at: ever.marked_at },
  };
}

function trendOf(
  { first, before }: EverSeen,
  last: number,
  knowsDayBefore: boolean,
  lastDay: Interval,
): FailureTrend {
  if (last < lastDay.from) return 'gone';
  if (first >= lastDay.from) return knowsDayBefore ? 'new' : 'ongoing';
  return before !== null && before < lastDay.from - silence ? 'returning' : 'ongoing';
}

function mostFrequent<K>(counts: ReadonlyMap<K, number>): readonly [K, number][] {
  return [...counts].sort((one, two) => two[1] - one[1]).slice(0, mostNames);
}
