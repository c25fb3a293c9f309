import { hour } from '../../src-shared/durations.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import type { MessageFilter } from '../../src-shared/model/messages.ts';
import { condition, interval, needsRows } from '../messages/message-rows.ts';
import { pieces, type Stretch, sums } from '../messages/message-sums.ts';
import { type Condition, kindCondition } from '../messages/message-terms.ts';

/**
 * The messages that a filter selects as rows with the columns of `message_kinds` and `total`, from sums where those can tell.
 * For use after FROM.
 */
export function countedByKind(filter: MessageFilter, now: number): Condition {
  if (needsRows(filter)) {
    const where = condition(filter, now, true);
    return ofKinds({
      sql: `SELECT m.kind, count(*) AS total FROM messages m WHERE ${where.sql} GROUP BY 1`,
      params: where.params,
    });
  }
  const from = sums(interval(filter.range, now));
  const where = kindCondition(filter);
  return { sql: `(SELECT * FROM ${from.sql} WHERE ${where.sql})`, params: [...from.params, ...where.params] };
}

/** Equal pieces of time: `place` counts them, from 0 at `first`; ms. */
export interface Grain {
  readonly first: number;
  readonly step: number;
}

/** The same with `place`. Sums by hour serve where the pieces are of whole hours. */
export function countedByPlace(filter: MessageFilter, now: number, { first, step }: Grain): Condition {
  const place = (at: string): string => `(${at} - CAST(? AS INTEGER)) / CAST(? AS INTEGER) AS place`;
  if (needsRows(filter) || first % hour !== 0 || step % hour !== 0) {
    const where = condition(filter, now, true);
    return ofKinds({
      sql: `SELECT ${place('m.start')}, m.kind, count(*) AS total FROM messages m WHERE ${where.sql} GROUP BY 1, 2`,
      params: [first, step, ...where.params],
    });
  }
  const all = hourStretches(interval(filter.range, now)).map(pieces);
  const sql =
    all.map((piece) => piece.sql).join(' UNION ALL ') || 'SELECT 0 AS at, 0 AS kind, 0 AS total WHERE 0';
  const counted = ofKinds({
    sql: `SELECT ${place('at')}, kind, total FROM (${sql})`,
    params: [first, step, ...all.flatMap(({ params }) => params)],
  });
  const where = kindCondition(filter);
  return {
    sql: `(SELECT * FROM ${counted.sql} WHERE ${where.sql})`,
    params: [...counted.params, ...where.params],
  };
}

function ofKinds({ sql, params }: Condition): Condition {
  return { sql: `(SELECT k.*, c.* FROM (${sql}) c JOIN message_kinds k ON k.kind = c.kind)`, params };
}

/** Whole hours, and the messages of the broken ones around them. */
function hourStretches({ from, to }: Interval): readonly Stretch[] {
  const first = Math.ceil(from / hour) * hour;
  const last = Math.floor(to / hour) * hour;
  if (first >= last) return from < to ? brokenHours(from, to) : [];
  return [...brokenHours(from, first), { of: 'hours', from: first, to: last }, ...brokenHours(last, to)];
}

/** Each within one hour, because a piece stands where it begins. */
function brokenHours(from: number, to: number): readonly Stretch[] {
  const edge = Math.ceil((from + 1) / hour) * hour;
  if (from >= to) return [];
  if (edge >= to) return [{ of: 'messages', from, to }];
  return [
    { of: 'messages', from, to: edge },
    { of: 'messages', from: edge, to },
  ];
}
