import { type ChainMessage, mostInChain } from '../../src-shared/model/chain.ts';
import type { Library, Statement } from '../library/library.ts';
import { type MessageRecord, messageRow, selectRows } from '../messages/message-rows.ts';

export interface Link {
  readonly guid: string;
  /** `undefined`: the tenant names none. */
  readonly predecessor: string | undefined;
}

/** One more than a chain shows tells that there are more. */
export async function keptChain(
  library: Library,
  connectionId: string,
  correlationId: string,
  signal: AbortSignal,
): Promise<readonly ChainMessage[]> {
  const [records, links] = await Promise.all([
    library.all<MessageRecord>(
      `${selectRows} WHERE m.correlation_id = ? ORDER BY m.start, m.message_key LIMIT ?`,
      [correlationId, mostInChain + 1],
      signal,
    ),
    library.all<{ guid: string; predecessor: string }>(
      `SELECT l.guid, l.predecessor FROM messages m JOIN message_links l ON l.guid = m.guid
       WHERE m.correlation_id = ? AND l.predecessor IS NOT NULL`,
      [correlationId],
      signal,
    ),
  ]);
  const predecessors = new Map(links.map(({ guid, predecessor }) => [guid, predecessor]));
  return records.map((record) => ({
    connectionId,
    row: messageRow(record),
    predecessor: predecessors.get(record.guid),
  }));
}

export function storeLinks(links: readonly Link[]): Statement {
  return {
    sql: 'INSERT OR REPLACE INTO message_links (guid, predecessor) VALUES (?, ?)',
    rows: links.map(({ guid, predecessor }) => [guid, predecessor ?? null]),
  };
}
