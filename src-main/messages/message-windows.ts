import { day, hour } from '../../src-shared/durations.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import type { MessageColumn, MessageFilter } from '../../src-shared/model/messages.ts';
import type { Sort } from '../../src-shared/model/rows.ts';
import type { Library, SqlValue } from '../library/library.ts';
import { interval, ofKinds, order } from './message-rows.ts';
import { amongKinds, kindSums, pieces, type Stretch, stretches } from './message-sums.ts';
import { allOf, type Condition, kindCondition } from './message-terms.ts';

/** Which keys of messages stand in a window, in SQL; see `MessageWindows`. */
export interface Keys {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** So few messages are sorted; more are read from an index in their order. */
export const fewMessages = 3_000;

/** What a kind is sorted by; all of its messages have it in common. */
const byKind = {
  status: 'k.status',
  flowName: '(SELECT name FROM flows WHERE flow_key = k.flow)',
  sender: 'k.sender',
  receiver: 'k.receiver',
  customStatus: 'k.custom_status',
} as const satisfies Partial<Record<MessageColumn, string>>;

type KindColumn = keyof typeof byKind;

interface Window {
  readonly offset: number;
  readonly limit: number;
}

interface Part extends Interval {
  readonly of: Stretch['of'];
  readonly total: number;
}

/**
 * Finds windows of messages whose filter is one of kinds, however deep they lie: sums say in which hour of the range the window begins, so that
 * what comes before it is never read. Sorted by what a kind has, the list is one of groups of kinds, each newest first.
 */
export class MessageWindows {
  readonly #library: Library;
  readonly #range: Interval;
  readonly #kinds: Condition;
  readonly #few: number;

  constructor(library: Library, filter: MessageFilter, now: number, few = fewMessages) {
    this.#library = library;
    this.#few = few;
    this.#range = interval(filter.range, now);
    this.#kinds = kindCondition(filter);
  }

  /** Whether windows in this order are found here; the filter has to be one of kinds alone. */
  static knows({ column }: Sort<MessageColumn>): boolean {
    return column === 'start' || column in byKind;
  }

  /** Several, one after the other; none is empty. */
  async keys(
    sort: Sort<MessageColumn>,
    { offset, limit }: Window,
    signal: AbortSignal,
  ): Promise<readonly Keys[]> {
    const { column } = sort;
    if (!(column in byKind)) return this.#byStart(this.#kinds, sort, { offset, limit }, signal);
    return this.#byGroup(column as KindColumn, sort, { offset, limit }, signal);
  }

  async #byStart(
    kinds: Condition,
    sort: Sort<MessageColumn>,
    window: Window,
    signal: AbortSignal,
  ): Promise<readonly Keys[]> {
    // Where every message fits, the first ones need no sums.
    if (kinds.sql === '1' && window.offset <= this.#few) return [walked(this.#range, kinds, sort, window)];
    const parts = await this.#parts(kinds, stretches(this.#range), signal);
    const total = parts.reduce((sum, part) => sum + part.total, 0);
    if (window.offset >= total) return [];
    if (kinds.sql !== '1' && total <= this.#few) return [sorted(this.#range, kinds, sort, window)];
    let { range, offset } = from(parts, this.#range, sort, window.offset);
    // A day has some ten thousand messages, an hour hundreds.
    const ofDay = parts.find(
      (part) =>
        part.of === 'days' &&
        (sort.direction === 'descending' ? part.to === range.to : part.from === range.from),
    );
    if (ofDay && offset > this.#few) {
      const hours = await this.#parts(kinds, [{ ...ofDay, of: 'hours' }], signal);
      ({ range, offset } = from(hours, range, sort, offset));
    }
    return [walked(range, kinds, sort, { offset, limit: window.limit })];
  }

  /** In each part of the stretches, oldest first: days and hours one by one. */
  async #parts(kinds: Condition, of: readonly Stretch[], signal: AbortSignal): Promise<readonly Part[]> {
    const all = of.map(pieces);
    const rows = await this.#library.all<{ at: number; place: number; total: number }>(
      all
        .map(
          ({ sql }, place) =>
            `SELECT ${place} AS place, at, sum(total) AS total FROM (${sql}) WHERE ${amongKinds(kinds)} GROUP BY at`,
        )
        .join(' UNION ALL '),
      all.flatMap(({ params }) => [...params, ...kinds.params]),
      signal,
    );
    return rows
      .flatMap(({ at, place, total }): Part[] => {
        const stretch = of[place];
        if (!stretch) return [];
        const length = { days: day, hours: hour, messages: stretch.to - at }[stretch.of];
        return [{ of: stretch.of, from: at, to: at + length, total }];
      })
      .toSorted((a, b) => a.from - b.from);
  }

  async #byGroup(
    column: KindColumn,
    sort: Sort<MessageColumn>,
    { offset, limit }: Window,
    signal: AbortSignal,
  ): Promise<readonly Keys[]> {
    const groups = await this.#groups(column, sort, signal);
    const found: Keys[] = [];
    let before = 0;
    let wanted = limit;
    let place = groups.findIndex(({ total }) => (before += total) > offset);
    if (place < 0) return [];
    let skip = offset - (before - (groups[place]?.total ?? 0));
    const newest = { column: 'start', direction: 'descending' } as const;
    while (wanted > 0 && place < groups.length) {
      const together = smallOnes(groups, place, this.#few);
      const total = together.reduce((sum, group) => sum + group.total, 0);
      const kinds = allOf([
        this.#kinds,
        inGroups(
          column,
          together.map(({ value }) => value),
        ),
      ]);
      const window = { offset: skip, limit: Math.min(wanted, total - skip) };
      found.push(
        ...(total <= this.#few
          ? [sorted(this.#range, kinds, sort, window)]
          : await this.#byStart(kinds, newest, window, signal)),
      );
      wanted -= window.limit;
      place += together.length;
      skip = 0;
    }
    return found;
  }

  /** What the messages are sorted by, with their numbers, in order; '' means none, but a flow's name is what it is. */
  #groups(
    column: KindColumn,
    { direction }: Sort<MessageColumn>,
    signal: AbortSignal,
  ): Promise<readonly { value: string; total: number }[]> {
    const sums = kindSums(this.#range);
    const way = direction === 'ascending' ? 'ASC' : 'DESC';
    const noneLast = column === 'flowName' ? '' : "(value = ''), ";
    return this.#library.all<{ value: string; total: number }>(
      `SELECT value, sum(total) AS total FROM (
         SELECT ${byKind[column]} AS value, s.total, k.* FROM ${sums.sql} s JOIN message_kinds k ON k.kind = s.kind
       ) WHERE ${this.#kinds.sql} GROUP BY value ${collation(column)} ORDER BY ${noneLast}value ${collation(column)} ${way}`,
      [...sums.params, ...this.#kinds.params],
      signal,
    );
  }
}

/** One group alone where it is large, else as many as are few together. */
function smallOnes(groups: readonly { value: string; total: number }[], place: number, few: number) {
  let total = 0;
  const end = groups.findIndex((group, index) => index >= place && (total += group.total) > few);
  return groups.slice(place, end < 0 ? groups.length : Math.max(end, place + 1));
}

function inGroups(column: KindColumn, values: readonly string[]): Condition {
  const value = byKind[column].replaceAll('k.', '');
  const list = values.map(() => '?').join(', ');
  return { sql: `${value} ${collation(column)} IN (${list})`, params: values };
}

/** As the rows of a window are sorted (`order`). */
function collation(column: KindColumn): string {
  return column === 'status' || column === 'customStatus' ? '' : 'COLLATE NOCASE';
}

/** The range from the part in which the row at `offset` lies, and its place there. */
function from(
  parts: readonly Part[],
  range: Interval,
  { direction }: Sort<MessageColumn>,
  offset: number,
): { range: Interval; offset: number } {
  let before = 0;
  for (const part of direction === 'descending' ? parts.toReversed() : parts) {
    if (offset < before + part.total)
      return {
        range:
          direction === 'descending' ? { from: range.from, to: part.to } : { from: part.from, to: range.to },
        offset: offset - before,
      };
    before += part.total;
  }
  return { range, offset };
}

/** Along the index of times, looking at the kind of each message. */
function walked(
  { from: begin, to }: Interval,
  kinds: Condition,
  sort: Sort<MessageColumn>,
  { limit, offset }: Window,
): Keys {
  const where = allOf([
    { sql: 'm.start >= ? AND m.start < ?', params: [begin, to] },
    ...(kinds.sql === '1' ? [] : [ofKinds(kinds)]),
  ]);
  return {
    sql: `SELECT m.message_key FROM messages m INDEXED BY messages_start_kind WHERE ${where.sql} ORDER BY ${order(sort)} LIMIT ? OFFSET ?`,
    params: [...where.params, limit, offset],
  };
}

/** All messages of the kinds, then sorted. */
function sorted(
  { from: begin, to }: Interval,
  kinds: Condition,
  sort: Sort<MessageColumn>,
  { limit, offset }: Window,
): Keys {
  const flows = sort.column === 'flowName' ? 'JOIN flows f ON f.flow_key = m.flow' : '';
  const of = ofKinds(kinds);
  return {
    sql: `SELECT m.message_key FROM messages m INDEXED BY messages_kind ${flows}
      WHERE ${of.sql} AND m.start >= ? AND m.start < ? ORDER BY ${order(sort)} LIMIT ? OFFSET ?`,
    params: [...of.params, begin, to, limit, offset],
  };
}
