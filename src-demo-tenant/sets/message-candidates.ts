import type { MessageBook } from '../messages/message-book.ts';
import type { Filter } from '../odata/filter.ts';

/** Rows among which all matches of a filter are, where its ids name them; undefined where any row may match. */
export function candidates(book: MessageBook, filter: Filter | undefined): ReadonlySet<number> | undefined {
  switch (filter?.kind) {
    case 'and':
      return smaller(candidates(book, filter.left), candidates(book, filter.right));
    case 'or': {
      const [left, right] = [candidates(book, filter.left), candidates(book, filter.right)];
      return left && right ? new Set([...left, ...right]) : undefined;
    }
    case 'compare':
      return filter.operator === 'eq' && typeof filter.value === 'string'
        ? named(book, filter.path, filter.value)
        : undefined;
    default:
      return undefined;
  }
}

function named(book: MessageBook, path: string, id: string): ReadonlySet<number> | undefined {
  switch (path) {
    case 'MessageGuid':
      return known([book.ids.rowOfGuid(id)]);
    case 'CorrelationId':
      return chains(book, known([book.ids.rowOfCorrelation(id)]));
    case 'ApplicationMessageId':
      return chains(book, book.rootsOfApplicationId(id));
    default:
      return undefined;
  }
}

function known(rows: readonly (number | undefined)[]): ReadonlySet<number> {
  return new Set(rows.filter((row) => row !== undefined));
}

function chains(book: MessageBook, roots: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...roots].flatMap((root) => book.chain(root)));
}

function smaller(
  left: ReadonlySet<number> | undefined,
  right: ReadonlySet<number> | undefined,
): ReadonlySet<number> | undefined {
  if (!left || !right) return left ?? right;
  return left.size <= right.size ? left : right;
}
