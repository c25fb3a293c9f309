import type { MessageColumn, MessageRow } from '../../src-shared/model/messages.ts';
import type { Sort } from '../../src-shared/model/rows.ts';

const ids: readonly MessageColumn[] = ['messageGuid', 'correlationId', 'applicationMessageId'];

type Key = string | number | undefined;

const keys: Readonly<Record<MessageColumn, (row: MessageRow) => Key>> = {
  status: ({ status }) => status,
  flowName: ({ flowName }) => withoutCase(flowName),
  start: ({ start }) => start,
  duration: ({ start, end }) => (end === undefined ? undefined : end - start),
  messageGuid: ({ messageGuid }) => messageGuid,
  correlationId: ({ correlationId }) => correlationId,
  applicationMessageId: ({ applicationMessageId }) => applicationMessageId,
  sender: ({ sender }) => withoutCase(sender),
  receiver: ({ receiver }) => withoutCase(receiver),
  customStatus: ({ customStatus }) => customStatus,
};

/** The order of a library (`message-rows.ts`) between rows of different ones: below 0 where `a` comes first. */
export function mergeOrder({
  column,
  direction,
}: Sort<MessageColumn>): (a: MessageRow, b: MessageRow) => number {
  const keyOf = keys[column];
  const way = direction === 'ascending' ? 1 : -1;
  return (a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    // Of equal ones the newest first, but durations and ids stand as their index has them.
    if (one === other)
      return ids.includes(column) ? 0 : (column === 'duration' ? way : -1) * (a.start - b.start);
    // Rows without a value come last either way.
    if (one === undefined) return 1;
    if (other === undefined) return -1;
    return one < other ? -way : way;
  };
}

/** As SQLite's NOCASE: letters of ASCII alone. */
function withoutCase(text: string | undefined): string | undefined {
  return text?.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
