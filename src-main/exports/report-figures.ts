import type { Report } from '../../src-shared/exports/report-html.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import { failedStatuses } from '../../src-shared/model/failures.ts';
import type { Library } from '../library/library.ts';
import type { Condition } from '../messages/message-terms.ts';

type Figures = Pick<Report, 'counts' | 'flows' | 'chart' | 'groups'>;

const pieces = 60;
const mostFlows = 50;
const mostGroups = 100;

/** What a report says of all messages; error groups are those whose texts are known. */
export async function reportFigures(
  library: Library,
  where: Condition,
  range: Interval | undefined,
  signal: AbortSignal,
): Promise<Figures> {
  await library.signErrors(signal);
  const within = range ?? (await rangeOf(library, where, signal));
  const [series, flows, groups] = await Promise.all([
    within ? seriesOf(library, where, within, signal) : [],
    flowsOf(library, where, signal),
    groupsOf(library, where, signal),
  ]);
  return {
    counts: series.map(({ status, counts }) => ({
      status,
      count: counts.reduce((sum, one) => sum + one, 0),
    })),
    chart: within && { ...within, series },
    flows,
    groups,
  };
}

async function rangeOf(
  library: Library,
  where: Condition,
  signal: AbortSignal,
): Promise<Interval | undefined> {
  const row = await library.get<{ first: number | null; last: number | null }>(
    `SELECT min(m.start) AS first, max(m.start) AS last FROM messages m WHERE ${where.sql}`,
    where.params,
    signal,
  );
  return row?.first == null || row.last === null ? undefined : { from: row.first, to: row.last + 1 };
}

/** Busiest status first. */
async function seriesOf(library: Library, where: Condition, { from, to }: Interval, signal: AbortSignal) {
  const rows = await library.all<{ status: string; piece: number; total: number }>(
    `SELECT m.status, CAST(min(${pieces} - 1, ((m.start - ?) * ${pieces}) / ?) AS INTEGER) AS piece, count(*) AS total
     FROM messages m WHERE ${where.sql} GROUP BY 1, 2`,
    [from, Math.max(1, to - from), ...where.params],
    signal,
  );
  const found = new Map<string, number[]>();
  for (const { status, piece, total } of rows) {
    const counts = found.get(status) ?? Array.from({ length: pieces }, () => 0);
    counts[Math.max(0, piece)] = total;
    found.set(status, counts);
  }
  const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
  return [...found]
    .map(([status, counts]) => ({ status, counts }))
    .toSorted((a, b) => sum(b.counts) - sum(a.counts));
}

function flowsOf(library: Library, where: Condition, signal: AbortSignal) {
  return library.all<{ name: string; count: number; failed: number }>(
    `SELECT coalesce(nullif(max(f.name), ''), f.id) AS name, count(*) AS count,
       sum(m.status IN (SELECT value FROM json_each(?))) AS failed
     FROM messages m JOIN flows f ON f.flow_key = m.flow WHERE ${where.sql}
     GROUP BY f.id ORDER BY count DESC, name LIMIT ?`,
    [JSON.stringify(failedStatuses), ...where.params, mostFlows],
    signal,
  );
}

async function groupsOf(library: Library, where: Condition, signal: AbortSignal) {
  const rows = await library.all<{
    title: string;
    count: number;
    first: number;
    last: number;
    note: string | null;
  }>(
    `SELECT max(s.title) AS title, count(*) AS count, min(m.start) AS first, max(m.start) AS last, max(k.note) AS note
     FROM messages m JOIN message_errors e ON e.message_key = m.message_key
     JOIN error_signatures s ON s.signature = e.signature
     LEFT JOIN known_errors k ON k.signature = e.signature
     WHERE ${where.sql} GROUP BY e.signature ORDER BY count DESC, title LIMIT ?`,
    [...where.params, mostGroups],
    signal,
  );
  return rows.map(({ title, count, first, last, note }) => ({
    title,
    count,
    firstSeen: first,
    lastSeen: last,
    note: note ?? undefined,
  }));
}
