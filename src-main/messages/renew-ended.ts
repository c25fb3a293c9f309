import { datetimeLiteral } from '../sap/odata/dates.ts';
import type { ReadRequest } from '../sap/tenant-client.ts';
import { readMessageLog, selectedProperties } from './message-log.ts';
import type { MessageSyncOptions } from './message-sync.ts';
import { MessageWriter } from './message-writer.ts';

/**
 * Logs that began before `since` and ended after it: their status, custom status and end are other ones than when they were read, also
 * where they counted as final. Few messages run across such an instant, so this is one small page.
 */
export async function renewEnded(
  { client, library, changed }: MessageSyncOptions,
  since: number,
  signal: AbortSignal,
): Promise<void> {
  const request: ReadRequest = {
    path: 'MessageProcessingLogs',
    query: {
      $filter: `LogEnd ge ${datetimeLiteral(since)} and LogStart lt ${datetimeLiteral(since)}`,
      $orderby: 'LogEnd desc',
      $select: selectedProperties,
    },
    area: 'messages',
    signal,
  };
  for await (const { entities } of client.pages(request, readMessageLog)) {
    // A tenant that does not filter as asked says nothing about older logs.
    const ended = entities.filter(
      ({ start, end }) => start !== undefined && end !== undefined && end >= since,
    );
    if (ended.length === 0) return;
    await MessageWriter.of(library).write(ended);
    changed();
  }
}
