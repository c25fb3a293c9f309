import type { MessageBook } from '../messages/message-book.ts';
import type { RequestContext } from './definition.ts';

/** The row, unless its message is forgotten, not yet readable or behind an access policy. */
export function visibleRow(
  book: MessageBook,
  row: number | undefined,
  { now, seesHidden }: RequestContext,
): number | undefined {
  if (row === undefined) return undefined;
  const [from, to] = book.range(now);
  const isKept = row >= from && row < to && book.isVisible(row, now);
  return isKept && (seesHidden || !book.flow(row).hidden) ? row : undefined;
}
