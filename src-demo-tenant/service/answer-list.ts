import type { Entity } from '../odata/entity.ts';
import { valueAt } from '../odata/entity.ts';
import type { QueryOptions } from '../odata/options.ts';
import { entityPredicate } from '../odata/predicate.ts';
import type { ListAnswer } from '../sets/definition.ts';
import type { Target } from './resolve.ts';

/** At most 1,000 entities in an answer, whatever `$top` says (catalogue 3.1). */
export const pageSize = 1000;

export interface PageAnswer {
  readonly entities: readonly Entity[];
  readonly total: () => number;
  /** Skip token of the next page; undefined on the last one. */
  readonly nextToken: number | undefined;
}

type ListTarget = Extract<Target, { kind: 'list' }>;

/** Filter, order and paging over a short list, or handed to a set that answers by itself. */
export function answerList(target: ListTarget, options: QueryOptions): PageAnswer {
  const answer = target.list(options, pageSize);
  const list = isListAnswer(answer) ? answer : applied(answer, options, target);
  const limit = options.top ?? Number.POSITIVE_INFINITY;
  const entities = list.entities.slice(0, Math.min(limit, pageSize));
  const more = list.entities.length > pageSize && limit > pageSize;
  return { entities, total: list.total, nextToken: more ? options.token + pageSize : undefined };
}

function isListAnswer(answer: ListAnswer | readonly Entity[]): answer is ListAnswer {
  return !Array.isArray(answer);
}

function applied(all: readonly Entity[], options: QueryOptions, target: ListTarget): ListAnswer {
  const allowed = target.options.filter ?? [];
  const matching = options.filter ? all.filter(entityPredicate(options.filter, target.type, allowed)) : all;
  const ordered = options.orderBy.length === 0 ? matching : sorted(matching, options);
  return { entities: ordered.slice(options.skip), total: () => matching.length };
}

function sorted(entities: readonly Entity[], { orderBy }: QueryOptions): readonly Entity[] {
  return [...entities].sort((left, right) => {
    for (const { path, descending } of orderBy) {
      const a = valueAt(left, path) ?? '';
      const b = valueAt(right, path) ?? '';
      if (a !== b) return (a < b ? -1 : 1) * (descending ? -1 : 1);
    }
    return 0;
  });
}
