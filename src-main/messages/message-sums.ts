import { day, hour } from '../../src-shared/durations.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import { type AskedFilter, type Condition, kindCondition } from './message-terms.ts';

/** A stretch of whole days, of whole hours, or of messages that are counted one by one; ms since 1970. */
export interface Stretch extends Interval {
  readonly of: 'days' | 'hours' | 'messages';
}

/** Parameters of `forgetDay` and `sumDay`: the day, its first hour and the first one after it, ms divided by their length. */
export function hoursOf(ofDay: number): [day: number, from: number, to: number] {
  return [ofDay, ofDay * 24, (ofDay + 1) * 24];
}

/** The sums of a day, before those of its hours change: these name its kinds, and the day's table begins with the kind. */
export const forgetDay = `DELETE FROM kind_days
  WHERE day = ?1 AND kind IN (SELECT kind FROM kind_hours WHERE hour >= ?2 AND hour < ?3)`;

/** From the sums of its hours. */
export const sumDay = `INSERT INTO kind_days (day, kind, total)
  SELECT ?1, kind, sum(total) FROM kind_hours WHERE hour >= ?2 AND hour < ?3 GROUP BY kind`;

/** A range in stretches, oldest first: days in its middle, hours around them, messages at both ends. */
export function stretches({ from, to }: Interval): readonly Stretch[] {
  const found: Stretch[] = [];
  const add = (of: Stretch['of'], begin: number, end: number): void => {
    if (begin < end) found.push({ of, from: begin, to: end });
  };
  const [firstHour, lastHour] = [up(from, hour), down(to, hour)];
  if (firstHour >= lastHour) {
    add('messages', from, to);
    return found;
  }
  const [firstDay, lastDay] = [up(from, day), down(to, day)];
  add('messages', from, firstHour);
  if (firstDay >= lastDay) add('hours', firstHour, lastHour);
  else {
    add('hours', firstHour, firstDay);
    add('days', firstDay, lastDay);
    add('hours', lastDay, lastHour);
  }
  add('messages', lastHour, to);
  return found;
}

/** `at` (ms, where the piece begins), `kind` and `total` of one stretch. */
export function pieces(stretch: Stretch): Condition {
  const { of, from, to } = stretch;
  if (of === 'messages')
    return {
      sql: 'SELECT CAST(? AS INTEGER) AS at, kind, 1 AS total FROM messages WHERE start >= ? AND start < ?',
      params: [from, from, to],
    };
  const [table, column, length] =
    of === 'days' ? (['kind_days', 'day', day] as const) : (['kind_hours', 'hour', hour] as const);
  return {
    sql: `SELECT ${column} * ${length} AS at, kind, total FROM ${table} WHERE ${column} >= ? AND ${column} < ?`,
    params: [from / length, to / length],
  };
}

/** `kind` and `total` of a range, for use after FROM; each kind once. */
export function kindSums(range: Interval): Condition {
  const all = stretches(range).map(pieces);
  // A range without length has no piece.
  const sql =
    all
      .map((one) => `SELECT kind, sum(total) AS total FROM (${one.sql}) GROUP BY kind`)
      .join(' UNION ALL ') || 'SELECT 0 AS kind, 0 AS total WHERE 0';
  return {
    sql: `(SELECT kind, sum(total) AS total FROM (${sql}) GROUP BY kind)`,
    params: all.flatMap(({ params }) => params),
  };
}

/** How many messages of a range have one of the kinds, as `total`. */
export function kindCount(range: Interval, kinds: Condition): Condition {
  const all = stretches(range).map((stretch) => {
    const { sql, params } = pieces(stretch);
    return {
      sql: `SELECT sum(total) AS total FROM (${sql}) WHERE ${amongKinds(kinds)}`,
      params: [...params, ...kinds.params],
    };
  });
  return {
    sql: `SELECT sum(total) AS total FROM (${all.map(({ sql }) => sql).join(' UNION ALL ') || 'SELECT 0 AS total'})`,
    params: all.flatMap(({ params }) => params),
  };
}

/** A condition on kinds as one on rows with the number of a kind. */
export function amongKinds({ sql }: Condition): string {
  return sql === '1' ? '1' : `kind IN (SELECT kind FROM message_kinds WHERE ${sql})`;
}

/**
 * Messages of a stretch of time as rows of flow, status and total, and of what else a kind has: days and hours from their sums,
 * the beginning and the end of the stretch from the messages themselves. For use after FROM.
 */
export function sums(range: Interval): Condition {
  const { sql, params } = kindSums(range);
  return { sql: `(SELECT k.*, s.total FROM ${sql} s JOIN message_kinds k ON k.kind = s.kind)`, params };
}

/** What sums can tell apart; everything else needs the messages themselves (`needsRows`). */
export function sumCondition(
  filter: Pick<AskedFilter, 'statuses' | 'flows' | 'terms' | 'text' | 'textFinds'>,
  withStatuses: boolean,
): Condition {
  const { sql, params } = kindCondition(withStatuses ? filter : { ...filter, statuses: [] });
  return { sql, params };
}

function up(at: number, length: number): number {
  return Math.ceil(at / length) * length;
}

function down(at: number, length: number): number {
  return Math.floor(at / length) * length;
}
