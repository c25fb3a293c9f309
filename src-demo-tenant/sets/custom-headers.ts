import type { MessageBook } from '../messages/message-book.ts';
import type { MessageDetails } from '../messages/message-details.ts';
import { typeOfSet } from '../metadata/model.ts';
import { textOf } from '../odata/entity.ts';
import type { Filter } from '../odata/filter.ts';
import { entityPredicate } from '../odata/predicate.ts';
import type { RequestContext, SetDefinition } from './definition.ts';
import { visibleRow } from './message-access.ts';
import { headerEntities, logEntity } from './message-entities.ts';
import { locate } from './message-keys.ts';
import type { MessageQuery } from './message-query.ts';

const looksBack = 5_000;
const filterable = ['Name', 'Value'];

/** The search the other way round: `$filter=Name eq '…' and Value eq '…'&$expand=Log` (catalogue 2.5). */
export function customHeaderSet(
  book: MessageBook,
  details: MessageDetails,
  query: MessageQuery,
): SetDefinition {
  const headers = (row: number, { now }: RequestContext) => headerEntities(book, details, row, now);
  const type = typeOfSet('MessageProcessingLogCustomHeaderProperties');
  return {
    set: 'MessageProcessingLogCustomHeaderProperties',
    query: (options, context, pageSize) => {
      const [name, value] = [wanted(options.filter, 'Name'), wanted(options.filter, 'Value')];
      const fits = options.filter ? entityPredicate(options.filter, type, filterable) : () => true;
      if (name === undefined || value === undefined) {
        const all = latestRows(book, context).flatMap((row) => headers(row, context));
        const matching = all.filter(fits);
        return { entities: matching.slice(options.skip), total: () => matching.length };
      }
      const rows = query.withHeader(name, value, context);
      const page = rows.slice(options.skip, options.skip + pageSize + 1);
      return {
        entities: page.flatMap((row) => headers(row, context).filter(fits)),
        total: () => rows.length,
      };
    },
    find: ([id = ''], context) => {
      const row = visibleRow(book, locate(book, id, 'h')?.row, context);
      return row === undefined ? undefined : headers(row, context).find((one) => one['Id'] === id);
    },
    navigation: {
      Log: (entity, { now }) => {
        const found = locate(book, textOf(entity, 'Id'), 'h');
        return found && logEntity(book, found.row, now);
      },
    },
  };
}

/** The value that a filter asks of a property in all cases. */
function wanted(filter: Filter | undefined, path: string): string | undefined {
  if (filter?.kind === 'and') return wanted(filter.left, path) ?? wanted(filter.right, path);
  const isOne = filter?.kind === 'compare' && filter.path === path && filter.operator === 'eq';
  return isOne && typeof filter.value === 'string' ? filter.value : undefined;
}

/** Without a name and a value the latest messages alone are looked at. */
function latestRows(book: MessageBook, context: RequestContext): readonly number[] {
  const [from, to] = book.range(context.now);
  const rows: number[] = [];
  for (let row = to - 1; row >= Math.max(from, to - looksBack); row--) {
    if (visibleRow(book, row, context) !== undefined) rows.push(row);
  }
  return rows;
}
