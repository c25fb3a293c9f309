import type { ChosenMessages } from '../../src-shared/model/exports.ts';
import type { MessageRow } from '../../src-shared/model/messages.ts';
import type { Library, SqlValue } from '../library/library.ts';
import { condition, type MessageRecord, messageRow, selectRows } from '../messages/message-rows.ts';
import type { Condition } from '../messages/message-terms.ts';

/** Rows read at once: main hands them on in less than a frame. */
const pieceSize = 500;

/** For use after `FROM messages m … WHERE`. A moving range is held where it is at `now`. */
export function chosenCondition(messages: ChosenMessages, now: number): Condition {
  return messages.kind === 'query'
    ? condition(messages.filter, now, true)
    : {
        sql: 'm.guid IN (SELECT value FROM json_each(?))',
        params: [JSON.stringify(messages.messageGuids)],
      };
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
 * Newest first, piece by piece. Each piece begins where the one before ended, so that none reads what was read, and messages
 * that come in meanwhile move nothing.
 */
export async function* chosenRows(
  library: Library,
  where: Condition,
  signal: AbortSignal,
): AsyncGenerator<readonly MessageRow[]> {
  let after: readonly SqlValue[] | undefined;
  for (;;) {
    const keys = await library.all<{ message_key: number; start: number }>(
      `SELECT m.message_key, m.start FROM messages m WHERE ${where.sql}
         ${after ? 'AND m.start <= ? AND (m.start < ? OR m.message_key < ?)' : ''}
       ORDER BY m.start DESC, m.message_key DESC LIMIT ?`,
      [...where.params, ...(after ?? []), pieceSize],
      signal,
    );
    const last = keys.at(-1);
    if (!last) return;
    const records = await library.all<MessageRecord>(
      `${selectRows} WHERE m.message_key IN (SELECT value FROM json_each(?))
       ORDER BY m.start DESC, m.message_key DESC`,
      [JSON.stringify(keys.map(({ message_key: key }) => key))],
      signal,
    );
    yield records.map(messageRow);
    if (keys.length < pieceSize) return;
    after = [last.start, last.start, last.message_key];
  }
}
