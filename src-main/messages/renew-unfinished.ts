import { day, minute } from '../../src-shared/durations.ts';
import { finalStatuses } from '../../src-shared/model/messages.ts';
import type { Library, Row } from '../library/library.ts';
import { textLiteral } from '../sap/odata/address.ts';
import type { ReadRequest } from '../sap/tenant-client.ts';
import { readMessageLog, selectedProperties } from './message-log.ts';
import type { MessageSyncOptions } from './message-sync.ts';
import { MessageWriter } from './message-writer.ts';

const retention = 30 * day;
/** As long as a filter may become without trouble on the way. */
const guidsPerQuery = 40;
/** Of the newest in each sync, and of the older ones in turn: many stay as they are for ever, and none may be forgotten. */
const mostPerSync = 400;

interface Unfinished extends Row {
  readonly guid: string;
  readonly start: number;
  readonly message_key: number;
}

/** The last of the older ones that a sync asked for; the next sync goes on behind it. */
const askedUpTo = new WeakMap<Library, Unfinished>();

/** Asks anew for messages that may still change (catalogue 3.5), newest first, some dozen ids at once. */
export async function renewUnfinished(
  { client, library, now, changed }: MessageSyncOptions,
  signal: AbortSignal,
): Promise<void> {
  const rows = await unfinished(library, now(), signal);
  for (let at = 0; at < rows.length; at += guidsPerQuery) {
    const terms = rows.slice(at, at + guidsPerQuery).map(({ guid }) => `MessageGuid eq ${textLiteral(guid)}`);
    const request: ReadRequest = {
      path: 'MessageProcessingLogs',
      query: { $filter: terms.join(' or '), $select: selectedProperties },
      area: 'messages',
      signal,
    };
    const { entities } = await client.page(request, readMessageLog);
    await MessageWriter.of(library).write(entities);
    changed();
  }
}

async function unfinished(
  library: Library,
  now: number,
  signal: AbortSignal,
): Promise<readonly Unfinished[]> {
  const final = finalStatuses.map((status) => `'${status}'`).join(', ');
  const before = (start: number, key: number) =>
    library.all<Unfinished>(
      // Without COMPLETED the small index of unusual statuses serves.
      `SELECT guid, start, message_key FROM messages
       WHERE status <> 'COMPLETED' AND status NOT IN (${final}) AND start >= ? AND (start, message_key) < (?, ?)
       ORDER BY start DESC, message_key DESC LIMIT ?`,
      [now - retention, start, key, mostPerSync],
      signal,
    );
  const newest = await before(now - minute, 0);
  const last = newest.at(-1);
  if (!last || newest.length < mostPerSync) return newest;
  const from = askedUpTo.get(library);
  const behind = from && from.start < last.start ? from : last;
  const older = await before(behind.start, behind.message_key);
  const end = older.at(-1);
  if (end && older.length === mostPerSync) askedUpTo.set(library, end);
  else askedUpTo.delete(library);
  return [...newest, ...older];
}
