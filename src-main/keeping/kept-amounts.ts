import { hour } from '../../src-shared/durations.ts';
import { failedStatuses } from '../../src-shared/model/failures.ts';
import type { Library } from '../library/library.ts';

export interface KeptAmounts {
  readonly messages: number;
  /** ms since 1970; `undefined`: there is no message. */
  readonly oldest: number | undefined;
  /** Before the edge. */
  readonly beyond: number;
  readonly failed: number;
}

/** How much a library holds of messages. `edge`: ms since 1970, at a full hour. */
export async function keptAmounts(library: Library, edge: number, signal: AbortSignal): Promise<KeptAmounts> {
  const all = await library.get<{ messages: number; oldest: number | null; beyond: number; failed: number }>(
    `SELECT (SELECT coalesce(sum(total), 0) FROM kind_days) AS messages,
       (SELECT min(start) FROM messages) AS oldest,
       (SELECT coalesce(sum(total), 0) FROM kind_hours WHERE hour < ?) AS beyond,
       (SELECT coalesce(sum(total), 0) FROM message_hours WHERE status IN (SELECT value FROM json_each(?))) AS failed`,
    [edge / hour, JSON.stringify(failedStatuses)],
    signal,
  );
  return {
    messages: all?.messages ?? 0,
    oldest: all?.oldest ?? undefined,
    beyond: all?.beyond ?? 0,
    failed: all?.failed ?? 0,
  };
}

/** Whether a message began before the edge. */
export async function isAnyBefore(library: Library, edge: number): Promise<boolean> {
  const found = await library.get('SELECT hour FROM kind_hours WHERE hour < ? LIMIT 1', [edge / hour]);
  return found !== undefined;
}
