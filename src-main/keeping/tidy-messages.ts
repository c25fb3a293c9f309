import { day, hour } from '../../src-shared/durations.ts';
import type { JobRun } from '../jobs/jobs.ts';
import type { Library, Statement } from '../library/library.ts';
import { LoadedIntervals } from '../messages/loaded-intervals.ts';
import { forgetDay, hoursOf, sumDay } from '../messages/message-sums.ts';

/** Whole days by UTC, so that sums by day stay whole. */
export function edgeOf(days: number, now: number): number {
  return Math.floor((now - days * day) / day) * day;
}

/**
 * Removes all messages that began before `edge` with everything that belongs to them, an hour of messages at a time, so that neither
 * a reader nor a sync waits long, and a kill leaves whole hours. Answers how many went.
 */
export async function tidyMessages(library: Library, edge: number, job: JobRun): Promise<number> {
  const all = await library.get<{ n: number }>(
    'SELECT coalesce(sum(total), 0) AS n FROM kind_hours WHERE hour < ?',
    [edge / hour],
    job.signal,
  );
  job.progress(0, all?.n ?? 0);
  // First it is no longer said to be loaded, then it goes.
  await LoadedIntervals.of(library).add({ from: 0, to: 0 }, [], { stale: { from: 0, to: edge } });
  let removed = 0;
  for (;;) {
    job.signal.throwIfAborted();
    const oldest = await library.get<{ hour: number; n: number }>(
      'SELECT hour, sum(total) AS n FROM kind_hours WHERE hour < ? GROUP BY hour ORDER BY hour LIMIT 1',
      [edge / hour],
      job.signal,
    );
    if (!oldest) break;
    await library.write(removal(oldest.hour));
    removed += oldest.n;
    job.progress(removed, Math.max(removed, all?.n ?? 0));
  }
  if (removed > 0) await library.write(withoutMessages);
  return removed;
}

/** Messages of an hour (`start` divided by its length), what hangs below them, and their sums. */
function removal(at: number): readonly Statement[] {
  const within = [at * hour, (at + 1) * hour];
  const ofHour = 'SELECT guid FROM messages WHERE start >= ? AND start < ?';
  const ofDay = hoursOf(Math.floor(at / 24));
  return [
    // Before their messages: what is derived from parts is found by them. Runs and headers go by triggers.
    { sql: `DELETE FROM message_parts WHERE guid IN (${ofHour})`, params: within },
    {
      sql: `DELETE FROM message_errors WHERE message_key IN
              (SELECT message_key FROM messages WHERE start >= ? AND start < ?)`,
      params: within,
    },
    { sql: 'DELETE FROM messages WHERE start >= ? AND start < ?', params: within },
    { sql: forgetDay, params: ofDay },
    { sql: 'DELETE FROM kind_hours WHERE hour = ?', params: [at] },
    { sql: sumDay, params: ofDay },
  ];
}

/** What no message refers to any more. Groups that a person has marked stay with their note. */
const withoutMessages: readonly Statement[] = [
  {
    sql: `DELETE FROM error_signatures WHERE signature NOT IN (SELECT signature FROM message_errors WHERE signature IS NOT NULL)
            AND signature NOT IN (SELECT signature FROM known_errors)`,
  },
];
