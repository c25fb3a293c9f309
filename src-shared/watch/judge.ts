import { day, minute } from '../durations.ts';
import type { WatchRule } from '../model/watch.ts';
import { isUsual, type Window } from './usual.ts';

/** What the library says, for the rules of one query on one tenant. Instants are ms since 1970. */
export interface WatchFacts {
  /** Starts of failed messages since `calmMinutes` before the last look, ascending. */
  readonly failures: readonly number[];
  /** Messages of the query within the rule's minutes. */
  readonly recent: number;
  /** Error groups of failed messages since the last look. */
  readonly groups: readonly {
    readonly signature: string;
    readonly title: string;
    readonly first: number;
    /** The last time before that. */
    readonly before: number | undefined;
  }[];
  /** The last hours, and the same hours of earlier days. */
  readonly now: Window;
  readonly earlier: readonly (Window & { readonly daysAgo: number })[];
}

/** What a rule remembers from look to look; kept over restarts. */
export interface WatchMemory {
  /** Of `first-failure`: the newest failure that was seen. */
  readonly lastFailure?: number;
  /** Of `more-than` and `silence`: it is so, and was said. */
  readonly isRaised?: boolean;
  /** Of `returning-group`: said, with the time. */
  readonly said?: Readonly<Record<string, number>>;
}

export interface Judgement {
  /** What to say; nothing where there is nothing new. */
  readonly text: string | undefined;
  readonly memory: WatchMemory;
}

/** An error group counts as away after three days, as in the list of errors. */
export const awayFor = 3 * day;

/**
 * Whether a rule has something to say, which it says once: again only after it was over. At the first look (`memory` is `undefined`) what has
 * happened already is no news.
 */
export function judge(
  rule: WatchRule,
  facts: WatchFacts,
  memory: WatchMemory | undefined,
  now: number,
): Judgement {
  const judgement = judged(rule, facts, memory ?? {}, now);
  const isPast = rule.kind === 'first-failure' || rule.kind === 'returning-group';
  return memory === undefined && isPast ? { ...judgement, text: undefined } : judgement;
}

function judged(rule: WatchRule, facts: WatchFacts, memory: WatchMemory, now: number): Judgement {
  switch (rule.kind) {
    case 'first-failure':
      return firstFailure(rule.calmMinutes * minute, facts, memory);
    case 'more-than':
      return raised(
        facts.recent > rule.count,
        `${amount(facts.recent, 'message')} within ${amount(rule.minutes, 'minute')}`,
        memory,
      );
    case 'returning-group':
      return returningGroup(facts, memory, now);
    case 'silence':
      return raised(
        facts.now.isLoaded && facts.now.count === 0 && isUsual(facts.earlier),
        `No message for ${amount(rule.hours, 'hour')}, when there usually are some`,
        memory,
      );
  }
}

function firstFailure(calm: number, { failures }: WatchFacts, memory: WatchMemory): Judgement {
  const last = Math.max(memory.lastFailure ?? 0, failures.at(-1) ?? 0);
  const known = { ...(last > 0 && { lastFailure: last }) };
  let before = memory.lastFailure;
  for (const [index, failure] of failures.entries()) {
    if (before === undefined || failure - before >= calm) {
      const count = failures.length - index;
      const more = count === 1 ? '' : `, and ${count - 1} more since`;
      return {
        text: `First failed message after ${amount(calm / minute, 'minute')} without${more}`,
        memory: known,
      };
    }
    before = Math.max(before, failure);
  }
  return { text: undefined, memory: known };
}

function raised(isSo: boolean, text: string, memory: WatchMemory): Judgement {
  return { text: isSo && memory.isRaised !== true ? text : undefined, memory: { isRaised: isSo } };
}

function returningGroup({ groups }: WatchFacts, { said = {} }: WatchMemory, now: number): Judgement {
  const kept = Object.fromEntries(Object.entries(said).filter(([, at]) => now - at < awayFor));
  const back = groups.filter(
    ({ signature, first, before }) =>
      before !== undefined && first - before >= awayFor && !Object.hasOwn(kept, signature),
  );
  const memory = { said: { ...kept, ...Object.fromEntries(back.map(({ signature }) => [signature, now])) } };
  const [one] = back;
  if (!one) return { text: undefined, memory };
  const others = back.length === 1 ? '' : `, and ${amount(back.length - 1, 'other error')}`;
  return { text: `An error is back: ${one.title}${others}`, memory };
}

/** `90 minutes`, `1 day`, `4 hours` */
export function amount(count: number, unit: 'minute' | 'hour' | 'message' | 'other error'): string {
  if (unit === 'minute' && count >= 60 && count % 60 === 0) return amount(count / 60, 'hour');
  if (unit === 'hour' && count >= 24 && count % 24 === 0)
    return count === 24 ? '1 day' : `${count / 24} days`;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
