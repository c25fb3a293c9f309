import { minute } from '../../src-shared/durations.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import type { MessageColumn, MessageRow, MessageTerm, TimeRange } from '../../src-shared/model/messages.ts';
import type { Sort } from '../../src-shared/model/rows.ts';
import type { Row } from '../library/library.ts';
import {
  allOf,
  type AskedFilter,
  type Condition,
  isOfKind,
  kindCondition,
  rowCondition,
} from './message-terms.ts';

/** A row of `messages` joined with its flow. */
export interface MessageRecord extends Row {
  readonly guid: string;
  readonly start: number;
  readonly end: number | null;
  readonly status: string;
  readonly correlation_id: string | null;
  readonly application_id: string | null;
  readonly application_type: string | null;
  readonly sender: string | null;
  readonly receiver: string | null;
  readonly custom_status: string | null;
  readonly log_level: string | null;
  readonly flow_id: string;
  readonly flow_name: string;
  readonly package_id: string;
}

export const selectRows = `SELECT m.guid, m.start, m."end", m.status, m.correlation_id, m.application_id, m.application_type,
    m.sender, m.receiver, m.custom_status, m.log_level, f.id AS flow_id, f.name AS flow_name, f.package_id
  FROM messages m JOIN flows f ON f.flow_key = m.flow`;

export function messageRow(record: MessageRecord): MessageRow {
  return {
    messageGuid: record.guid,
    correlationId: record.correlation_id ?? undefined,
    applicationMessageId: record.application_id ?? undefined,
    applicationMessageType: record.application_type ?? undefined,
    flowId: record.flow_id,
    flowName: record.flow_name,
    packageId: record.package_id === '' ? undefined : record.package_id,
    status: record.status,
    customStatus: record.custom_status ?? undefined,
    start: record.start,
    end: record.end ?? undefined,
    sender: record.sender ?? undefined,
    receiver: record.receiver ?? undefined,
    logLevel: record.log_level ?? undefined,
  };
}

/** A moving range ends now; `to` is not included. */
export function interval(range: TimeRange, now: number): Interval {
  return range.kind === 'between'
    ? { from: range.from, to: range.to }
    : { from: now - range.minutes * minute, to: now + 1 };
}

/**
 * What the messages of a filter have, on `messages m`. `withStatuses: false` leaves the statuses out, for the counts of the chips. Where the
 * filter asks for what few messages have, those are looked up first and times and kinds are looked at after; `first` decides otherwise.
 */
export function condition(
  filter: AskedFilter,
  now: number,
  withStatuses: boolean,
  first: 'few' | 'times' | 'neither' = 'few',
): Condition {
  const { from, to } = interval(filter.range, now);
  const kinds = kindCondition(withStatuses ? filter : { ...filter, statuses: [] });
  const isOfKinds = kinds.sql !== '1';
  // A sign before a column keeps SQLite from taking the index of times.
  const sign = first === 'neither' || (first === 'few' && asksForFew(filter, isOfKinds)) ? '+' : '';
  return allOf([
    { sql: `${sign}m.start >= ? AND ${sign}m.start < ?`, params: [from, to] },
    ...(isOfKinds ? [ofKinds(kinds, sign)] : []),
    ...[rowCondition(filter, isOfKinds && sign === '')].filter(({ sql }) => sql !== '1'),
  ]);
}

/**
 * Many messages last as long as is asked for: where kinds are named, their index holds all that is needed. So it does for error texts where kinds
 * are few: thousands of messages looked up one by one take longer than all that are not completed do in the index.
 */
function asksForFew(
  { errorGroup, textFinds, terms = [], statuses }: AskedFilter,
  isOfKinds: boolean,
): boolean {
  const isUnusual = statuses.length > 0 && !statuses.includes('COMPLETED');
  const isOfIndex = ({ field }: MessageTerm): boolean =>
    (isOfKinds && field === 'duration') || (isOfKinds && isUnusual && field === 'error');
  return (
    textFinds === 'ids' ||
    errorGroup !== undefined ||
    terms.some((term) => term.not !== true && !isOfKind(term) && !isOfIndex(term))
  );
}

/** Messages of the kinds that a condition on kinds selects. */
export function ofKinds({ sql, params }: Condition, sign = ''): Condition {
  return { sql: `${sign}m.kind IN (SELECT kind FROM message_kinds WHERE ${sql})`, params };
}

/** Whether the messages themselves have to be looked at, because sums cannot tell. */
export function needsRows(filter: Pick<AskedFilter, 'text' | 'textFinds' | 'errorGroup' | 'terms'>): boolean {
  return rowCondition(filter).sql !== '1';
}

const columns: Readonly<Record<MessageColumn, string>> = {
  status: 'm.status',
  flowName: 'f.name COLLATE NOCASE',
  start: 'm.start',
  duration: '(m."end" - m.start)',
  messageGuid: 'm.guid',
  correlationId: 'm.correlation_id',
  applicationMessageId: 'm.application_id',
  sender: 'm.sender COLLATE NOCASE',
  receiver: 'm.receiver COLLATE NOCASE',
  customStatus: 'm.custom_status',
};

/** Columns that every message has, and those whose equals need no further order: their index has none. */
const always: readonly MessageColumn[] = ['start', 'status', 'flowName', 'messageGuid'];
const ids: readonly MessageColumn[] = ['messageGuid', 'correlationId', 'applicationMessageId'];

/**
 * Rows without a value come last either way; equal ones newest first, but where an index has an order it is the order of that
 * index, so that nothing has to be sorted. `hasAll`: every row has a value.
 */
export function order({ column, direction }: Sort<MessageColumn>, hasAll = false): string {
  const way = direction === 'ascending' ? 'ASC' : 'DESC';
  if (column === 'start') return byTime(way);
  const first = `${columns[column]} ${way}${hasAll || always.includes(column) ? '' : ' NULLS LAST'}`;
  if (ids.includes(column)) return `${first}, m.message_key ${way}`;
  // Where start and duration are equal, the end is.
  if (column === 'duration') return `${first}, m.start ${way}, m.kind ${way}, m.message_key ${way}`;
  return `${first}, ${byTime('DESC')}`;
}

/** As the index of times has them. */
function byTime(way: 'ASC' | 'DESC'): string {
  return `m.start ${way}, m.kind ${way}, m."end" ${way}, m.message_key ${way}`;
}

/** Whether rows are sorted by an id, for which there is an index. */
export function isId({ column }: Sort<MessageColumn>): boolean {
  return ids.includes(column);
}

/** What rows are sorted by, on `messages m`, where not every one has it. */
export function sortedValue({ column }: Sort<MessageColumn>): string | undefined {
  if (always.includes(column)) return undefined;
  return column === 'duration' ? 'm."end"' : columns[column].split(' ')[0];
}
