import type { ChosenMessages } from '../../src-shared/model/exports.ts';
import type { MessageRow } from '../../src-shared/model/messages.ts';
import type { Library } from '../library/library.ts';
import { condition, interval, type MessageRecord, messageRow, selectRows } from '../messages/message-rows.ts';
import type { Condition } from '../messages/message-terms.ts';

/** Rows read at once: main hands them on in less than a frame. */
const pieceSize = 500;

/** For use after `FROM messages m … WHERE`. A moving range is held where it is at `now`; `before` ends it earlier. */
export function chosenCondition(
  messages: ChosenMessages,
  now: number,
  before = Number.MAX_SAFE_INTEGER,
): Condition {
  if (messages.kind === 'marked')
    return {
      sql: 'm.guid IN (SELECT value FROM json_each(?))',
      params: [JSON.stringify(messages.messageGuids)],
    };
  const { from, to } = interval(messages.filter.range, now);
  // One bound above, not two: SQLite searches an index by one, and it has to be the one that moves.
  const range = { kind: 'between', from, to: Math.min(to, before) } as const;
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
 * Newest first, piece by piece. Each piece begins where the one before ended, so that none reads what was read, and messages
 * that come in meanwhile move nothing.
 */
export async function* chosenRows(
  library: Library,
  messages: ChosenMessages,
  now: number,
  signal: AbortSignal,
): AsyncGenerator<readonly MessageRow[]> {
  let last: { readonly message_key: number; readonly start: number } | undefined;
  for (;;) {
    const where = chosenCondition(messages, now, last && last.start + 1);
    const keys = await library.all<{ message_key: number; start: number }>(
      `SELECT m.message_key, m.start FROM messages m WHERE ${where.sql}
         ${last ? 'AND (m.start < ? OR (m.start = ? AND m.message_key < ?))' : ''}
       ORDER BY m.start DESC, m.message_key DESC LIMIT ?`,
      [...where.params, ...(last ? [last.start, last.start, last.message_key] : []), pieceSize],
      signal,
    );
    last = keys.at(-1);
    if (!last) return;
    const records = await library.all<MessageRecord>(
      `${selectRows} WHERE m.message_key IN (SELECT value FROM json_each(?))
       ORDER BY m.start DESC, m.message_key DESC`,
      [JSON.stringify(keys.map(({ message_key: key }) => key))],
      signal,
    );
    yield records.map(messageRow);
    if (keys.length < pieceSize) return;
  }
}
