import type { ChosenMessages } from '../../src-shared/model/exports.ts';
import type { HeaderColumn, MessageRow, SortColumn } from '../../src-shared/model/messages.ts';
import type { Sort } from '../../src-shared/model/rows.ts';
import type { Library } from '../library/library.ts';
import {
  condition,
  interval,
  type MessageRecord,
  messageRow,
  order,
  selectRows,
} from '../messages/message-rows.ts';
import type { Condition } from '../messages/message-terms.ts';

/** Rows read at once: main hands them on in less than a frame. */
const pieceSize = 500;
/** Keys in one text, which is read in a few milliseconds. */
const heapSize = 50_000;

/** For use after `FROM messages m … WHERE`. A moving range is held where it is at `now`. */
export function chosenCondition(messages: ChosenMessages, now: number): Condition {
  if (messages.kind === 'marked')
    return {
      sql: 'm.guid IN (SELECT value FROM json_each(?))',
      params: [JSON.stringify(messages.messageGuids)],
    };
  const { from, to } = interval(messages.filter.range, now);
  const range = { kind: 'between', from, to } as const;
  return condition({ ...messages.filter, range }, now, true);
}

export async function countChosen(library: Library, where: Condition, signal: AbortSignal): Promise<number> {
  const row = await library.get<{ total: number }>(
    `SELECT count(*) AS total FROM messages m WHERE ${where.sql}`,
    where.params,
    signal,
  );
  return row?.total ?? 0;
}

/**
 * In the order of the table, piece by piece. The order is that of one moment: messages that come in meanwhile move nothing and are left out,
 * those that go are missing.
 */
export async function* chosenRows(
  library: Library,
  where: Condition,
  sort: Sort<SortColumn>,
  signal: AbortSignal,
): AsyncGenerator<readonly MessageRow[]> {
  const { join, params, by } = orderOf(sort);
  // Keys as texts of numbers: a million of them cross the port in twenty rows.
  const heaps = await library.all<{ keys: string }>(
    `SELECT json_group_array(message_key ORDER BY place) AS keys FROM (
       SELECT m.message_key, row_number() OVER (ORDER BY ${by}) AS place
       FROM messages m JOIN flows f ON f.flow_key = m.flow ${join} WHERE ${where.sql})
     GROUP BY (place - 1) / ${heapSize} ORDER BY min(place)`,
    [...params, ...where.params],
    signal,
  );
  for (const { keys } of heaps) {
    const heap = JSON.parse(keys) as readonly number[];
    for (let from = 0; from < heap.length; from += pieceSize) {
      const piece = JSON.stringify(heap.slice(from, from + pieceSize));
      const records = await library.all<MessageRecord>(
        `${selectRows} JOIN json_each(?) piece ON piece.value = m.message_key ORDER BY piece.key`,
        [piece],
        signal,
      );
      yield records.map(messageRow);
    }
  }
}

/** As the table has it; of a custom header that a message carries several times the lowest value counts. */
function orderOf({ column, direction }: Sort<SortColumn>) {
  if (!isHeader(column)) return { join: '', params: [], by: order({ column, direction }) };
  const way = direction === 'ascending' ? 'ASC' : 'DESC';
  return {
    join: `LEFT JOIN (SELECT message_key, min(value) AS value FROM message_headers
      WHERE name = (SELECT name_key FROM header_names WHERE name = ?) GROUP BY message_key) h ON h.message_key = m.message_key`,
    params: [column.slice('header:'.length)],
    by: `h.value ${way} NULLS LAST, CASE WHEN h.value IS NULL THEN m.start END DESC, m.message_key ${way}`,
  };
}

function isHeader(column: SortColumn): column is HeaderColumn {
  return column.startsWith('header:');
}
