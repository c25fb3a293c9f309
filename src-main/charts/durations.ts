import type { DurationChart, Durations, SlowMessage } from '../../src-shared/model/charts.ts';
import type { MessageFilter } from '../../src-shared/model/messages.ts';
import type { Library, Row } from '../library/library.ts';
import { condition, interval } from '../messages/message-rows.ts';
import { timeColumns } from './time-columns.ts';

interface Ranked extends Row {
  /** Of the column; -1: of all together. */
  readonly place: number;
  readonly count: number | null;
  readonly median: number;
  readonly p95: number;
  readonly slowest: number;
  readonly message_key: number | null;
}

/** Durations to three digits: a few thousand different ones, where a million messages have as many. */
const bin = `CASE WHEN took < 1000 THEN took WHEN took < 10000 THEN took / 10 * 10
  WHEN took < 100000 THEN took / 100 * 100 WHEN took < 1000000 THEN took / 1000 * 1000 ELSE took / 10000 * 10000 END`;

/** The longest duration of the first bin that reaches a share of all: no guess between two, one that a message had. */
const ranks = `min(CASE WHEN below * 2 >= total THEN longest END) AS median,
  min(CASE WHEN below * 20 >= total * 19 THEN longest END) AS p95`;

/**
 * One pass over the messages; bins and ranks are made where the messages are, so that what crosses the port are a hundred
 * rows. A clock that was set back makes a duration 0, not less.
 */
export async function durations(
  library: Library,
  filter: MessageFilter,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
  signal: AbortSignal,
): Promise<DurationChart> {
  const columns = timeColumns(interval(filter.range, now), timeZone);
  const where = condition(filter, now, true);
  const rows = await library.all<Ranked>(
    `WITH bins AS MATERIALIZED (
       SELECT place, ${bin} AS bin, count(*) AS n, max(took) AS longest, message_key FROM (
         SELECT (m.start - CAST(? AS INTEGER)) / CAST(? AS INTEGER) AS place, max(0, m."end" - m.start) AS took, m.message_key
         FROM messages m WHERE ${where.sql} AND m."end" IS NOT NULL
       ) GROUP BY 1, 2
     ), ranked AS (
       SELECT place, longest, message_key, sum(n) OVER (PARTITION BY place ORDER BY bin) AS below,
         sum(n) OVER (PARTITION BY place) AS total, max(longest) OVER (PARTITION BY place) AS slowest FROM bins
     ), together AS (
       SELECT longest, sum(n) OVER (ORDER BY bin) AS below, sum(n) OVER () AS total
       FROM (SELECT bin, sum(n) AS n, max(longest) AS longest FROM bins GROUP BY bin)
     )
     SELECT place, max(total) AS count, ${ranks}, max(slowest) AS slowest,
       min(CASE WHEN longest = slowest THEN message_key END) AS message_key FROM ranked GROUP BY place
     UNION ALL SELECT -1, max(total), ${ranks}, max(longest), NULL FROM together`,
    [columns.first, columns.step, ...where.params],
    signal,
  );
  const messages = await slowMessages(library, rows, signal);
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  return {
    ...columns,
    whole: durationsOf(byPlace.get(-1)),
    columns: Array.from({ length: columns.count }, (_, place) => {
      const row = byPlace.get(place);
      const known = durationsOf(row);
      return known && { ...known, message: messages.get(row?.message_key ?? -1) };
    }),
  };
}

function durationsOf(row: Ranked | undefined): Durations | undefined {
  if (!row || row.count === null) return undefined;
  const { count, median, p95, slowest } = row;
  return { count, median, p95, slowest };
}

async function slowMessages(
  library: Library,
  rows: readonly Ranked[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, SlowMessage>> {
  const keys = rows.flatMap(({ message_key: key }) => key ?? []);
  const found = await library.all<{ message_key: number; guid: string; start: number; name: string }>(
    `SELECT m.message_key, m.guid, m.start, CASE WHEN f.name = '' THEN f.id ELSE f.name END AS name
     FROM messages m JOIN flows f ON f.flow_key = m.flow
     WHERE m.message_key IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(keys)],
    signal,
  );
  return new Map(
    found.map(({ message_key: key, guid, start, name }) => [
      key,
      { messageGuid: guid, flowName: name, start },
    ]),
  );
}
