import { hour } from '../../src-shared/durations.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import type { MessageFilter } from '../../src-shared/model/messages.ts';
import type { SqlValue } from '../library/library.ts';
import { type Condition, flowCondition } from './message-terms.ts';

/**
 * Messages of a stretch of time as rows of flow, status and total: whole hours from their sums, the
 * beginning and the end of the stretch from the messages themselves. For use after FROM.
 */
export function sums({ from, to }: Interval): Condition {
  const first = Math.ceil(from / hour);
  const last = Math.floor(to / hour);
  if (first >= last) {
    return { sql: `(${counted})`, params: [from, to] };
  }
  const params: SqlValue[] = [first, last, from, first * hour, last * hour, to];
  return {
    sql: `(SELECT flow, status, total FROM message_hours WHERE hour >= ? AND hour < ?
           UNION ALL ${counted} UNION ALL ${counted})`,
    params,
  };
}

const counted = 'SELECT flow, status, 1 AS total FROM messages WHERE start >= ? AND start < ?';

/** What sums can tell apart; a text needs the messages themselves. */
export function sumCondition(
  { statuses, flows }: Pick<MessageFilter, 'statuses' | 'flows'>,
  withStatuses: boolean,
): Condition {
  const parts = ['1'];
  const params: SqlValue[] = [];
  if (withStatuses && statuses.length > 0) {
    parts.push('status IN (SELECT value FROM json_each(?))');
    params.push(JSON.stringify(statuses));
  }
  if (flows.length > 0) {
    const of = flowCondition('flow', flows);
    parts.push(of.sql);
    params.push(...of.params);
  }
  return { sql: parts.join(' AND '), params };
}
