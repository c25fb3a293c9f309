import { minute } from '../../src-shared/durations.ts';
import { finalStatuses } from '../../src-shared/model/messages.ts';
import type { Library, Row, Statement } from '../library/library.ts';
import { textLiteral } from '../sap/odata/address.ts';
import type { ReadRequest } from '../sap/tenant-client.ts';
import { tenantRetention } from './late-arrival.ts';
import { readMessageLog, selectedProperties } from './message-log.ts';
import type { MessageSyncOptions } from './message-sync.ts';
import { MessageWriter } from './message-writer.ts';

/** As long as a filter may become without trouble on the way. */
const guidsPerQuery = 40;
/** Of the newest in each sync, and of the older ones in turn: many stay as they are for ever, and none may be forgotten. */
const mostPerSync = 400;

interface Unfinished extends Row {
  readonly guid: string;
  readonly start: number;
  readonly message_key: number;
}

type Place = Pick<Unfinished, 'start' | 'message_key'>;

/**
 * Where the last of the older ones stands that a sync asked for; the next sync goes on behind it. Kept in the library: in
 * memory each start of the app would begin anew, and who syncs once a day would never come to the older ones.
 */
const askedUpTo = {
  read: async (library: Library, signal: AbortSignal): Promise<Place | undefined> => {
    const sql = "SELECT value FROM library_meta WHERE name = 'unfinished'";
    const row = await library.get<{ value: string }>(sql, [], signal);
    return row && (JSON.parse(row.value) as Place);
  },
  statement: (place: Place | undefined): Statement =>
    place
      ? {
          sql: "INSERT OR REPLACE INTO library_meta (name, value) VALUES ('unfinished', ?)",
          params: [JSON.stringify({ start: place.start, message_key: place.message_key })],
        }
      : { sql: "DELETE FROM library_meta WHERE name = 'unfinished'" },
};

/** Asks anew for messages that may still change (catalogue 3.5), newest first, some dozen ids at once. */
export async function renewUnfinished(
  { client, library, now, changed }: MessageSyncOptions,
  signal: AbortSignal,
): Promise<void> {
  const { rows, next } = await unfinished(library, now(), signal);
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
  // Only now: a sync that is given up before asks for the same ones again.
  if (next) await library.write([next]);
}

async function unfinished(
  library: Library,
  now: number,
  signal: AbortSignal,
): Promise<{ readonly rows: readonly Unfinished[]; readonly next?: Statement }> {
  const final = finalStatuses.map((status) => `'${status}'`).join(', ');
  const before = (start: number, key: number) =>
    library.all<Unfinished>(
      // Without COMPLETED the small index of unusual statuses serves.
      `SELECT guid, start, message_key FROM messages
       WHERE status <> 'COMPLETED' AND status NOT IN (${final}) AND start >= ? AND (start, message_key) < (?, ?)
       ORDER BY start DESC, message_key DESC LIMIT ?`,
      [now - tenantRetention, start, key, mostPerSync],
      signal,
    );
  const newest = await before(now - minute, 0);
  const last = newest.at(-1);
  if (!last || newest.length < mostPerSync) return { rows: newest };
  const from = await askedUpTo.read(library, signal);
  const behind = from && from.start < last.start ? from : last;
  const older = await before(behind.start, behind.message_key);
  const next = older.length === mostPerSync ? older.at(-1) : undefined;
  return { rows: [...newest, ...older], next: askedUpTo.statement(next) };
}
