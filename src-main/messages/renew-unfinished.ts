import { day, minute } from '../../src-shared/durations.ts';
import { finalStatuses } from '../../src-shared/model/messages.ts';
import { textLiteral } from '../sap/odata/address.ts';
import type { ReadRequest } from '../sap/tenant-client.ts';
import { readMessageLog, selectedProperties } from './message-log.ts';
import type { MessageSyncOptions } from './message-sync.ts';
import { MessageWriter } from './message-writer.ts';

const retention = 30 * day;
/** As long as a filter may become without trouble on the way. */
const guidsPerQuery = 40;
const mostPerSync = 800;

/** Asks anew for messages that may still change (catalogue 3.5), newest first, some dozen ids at once. */
export async function renewUnfinished(
  { client, library, now, changed }: MessageSyncOptions,
  signal: AbortSignal,
): Promise<void> {
  const final = finalStatuses.map((status) => `'${status}'`).join(', ');
  // Without COMPLETED the small index of unusual statuses serves.
  const rows = await library.all<{ guid: string }>(
    `SELECT guid FROM messages
     WHERE status <> 'COMPLETED' AND status NOT IN (${final}) AND start >= ? AND start < ?
     ORDER BY start DESC LIMIT ?`,
    [now() - retention, now() - minute, mostPerSync],
    signal,
  );
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
