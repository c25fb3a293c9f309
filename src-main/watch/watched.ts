import type { SavedQuery } from '../../src-shared/model/queries.ts';
import type { Watch } from '../../src-shared/model/watch.ts';

/** A watch that is on, with its query. */
export interface Watched {
  readonly watch: Watch;
  readonly query: SavedQuery;
}

/** A query that was removed is watched no more. */
export function watchedOf(watches: readonly Watch[], queries: readonly SavedQuery[]): readonly Watched[] {
  return watches.flatMap((watch) => {
    const query = queries.find(({ id }) => id === watch.queryId);
    return query && watch.isOn && watch.rules.length > 0 ? [{ watch, query }] : [];
  });
}

export function tenantsOf(watched: readonly Watched[]): readonly string[] {
  return [...new Set(watched.flatMap(({ query }) => query.connectionIds))];
}

/** How far back its rules look; what is loaded already is not asked for again. */
export function minutesOf({ watch }: Watched): number {
  const each = watch.rules.map((rule) => {
    if (rule.kind === 'more-than') return rule.minutes;
    if (rule.kind === 'silence') return rule.hours * 60;
    return rule.kind === 'first-failure' ? rule.calmMinutes : 0;
  });
  return Math.max(0, ...each);
}
