import { day, hour } from '../../src-shared/durations.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import type { MessageColumn } from '../../src-shared/model/messages.ts';
import type { Sort } from '../../src-shared/model/rows.ts';
import type { Library, SqlValue } from '../library/library.ts';
import {
  byGroup,
  byKind,
  collation,
  type Group,
  inGroups,
  type KindColumn,
  smallOnes,
} from './kind-groups.ts';
import { interval, ofKinds, order } from './message-rows.ts';
import { amongKinds, kindSums, pieces, type Stretch, stretches } from './message-sums.ts';
import { allOf, type AskedFilter, type Condition, kindCondition } from './message-terms.ts';

/** Which keys of messages stand in a window, in SQL; see `MessageWindows`. */
export interface Keys {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** So few messages are sorted; more are read from an index in their order. */
export const fewMessages = 3_000;
/** So many times as few are looked at along the index of times before sums are asked where a window begins. */
const nearLooks = 5;
/** So much longer than it would have to be is the time that is looked at for a window: messages come unevenly. */
const nearMargin = 4;

const newest = { column: 'start', direction: 'descending' } as const;
const newestFirst = order(newest);

interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** Messages of these kinds, and how many they are. */
interface Among {
  readonly kinds: Condition;
  readonly total: number;
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

  constructor(library: Library, filter: AskedFilter, now: number, few = fewMessages) {
    this.#library = library;
    this.#few = few;
    this.#range = interval(filter.range, now);
    this.#kinds = kindCondition(filter);
  }

  /** Whether windows in this order are found here; the filter has to be one of kinds alone. */
  static knows({ column }: Sort<MessageColumn>): boolean {
    return column === 'start' || column in byKind;
  }

  /** Several, one after the other; none is empty. `total`: how many messages there are to be shown. */
  async keys(
    sort: Sort<MessageColumn>,
    { offset, limit }: Window,
    total: () => Promise<number>,
    signal: AbortSignal,
  ): Promise<readonly Keys[]> {
    const { column } = sort;
    if (column in byKind) return this.#byGroup(column as KindColumn, sort, { offset, limit }, signal);
    // Where every message fits, the first ones need no sums.
    if (this.#kinds.sql === '1' && offset <= this.#few)
      return [walked(this.#range, this.#kinds, sort, { offset, limit })];
    return this.#byStart({ kinds: this.#kinds, total: await total() }, sort, { offset, limit }, signal);
  }

  async #byStart(
    { kinds, total }: Among,
    sort: Sort<MessageColumn>,
    window: Window,
    signal: AbortSignal,
  ): Promise<readonly Keys[]> {
    if (window.offset >= total) return [];
    if (kinds.sql !== '1' && total <= this.#few) return [sorted(this.#range, kinds, sort, window)];
    const near = await this.#near({ kinds, total }, sort, window, signal);
    if (near) return [near];
    const parts = await this.#parts(kinds, stretches(this.#range), signal);
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

  /**
   * A window at the beginning of many: they are met soon along the index of times, if they are as many there as anywhere else.
   * `undefined` where they are not.
   */
  async #near(
    { kinds, total }: Among,
    sort: Sort<MessageColumn>,
    window: Window,
    signal: AbortSignal,
  ): Promise<Keys | undefined> {
    const end = window.offset + window.limit;
    const known = await this.#library.get<{ all: number; first: number; last: number }>(
      `SELECT (SELECT max(message_key) FROM messages) AS "all", (SELECT min(start) FROM messages) AS first,
         (SELECT max(start) FROM messages) AS last`,
      [],
      signal,
    );
    if (!known || (end / total) * known.all > nearLooks * this.#few) return undefined;
    const begin = Math.max(this.#range.from, known.first);
    const to = Math.min(this.#range.to, known.last + 1);
    const length = Math.ceil((to - begin) * Math.min(1, (nearMargin * end) / total));
    const range =
      sort.direction === 'descending' ? { from: to - length, to } : { from: begin, to: begin + length };
    const { sql, params } = walked(range, kinds, sort, { offset: 0, limit: end });
    const found = await this.#library.get<{ n: number }>(
      `SELECT count(*) AS n FROM (${sql})`,
      params,
      signal,
    );
    return found?.n === end ? walked(range, kinds, sort, window) : undefined;
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
    while (wanted > 0 && place < groups.length) {
      // No more than the window needs: all of them are sorted.
      const together = smallOnes(groups, place, this.#few, skip + wanted);
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
          : await this.#byStart({ kinds, total }, newest, window, signal)),
      );
      wanted -= window.limit;
      place += together.length;
      skip = 0;
    }
    return found;
  }

  /** What the messages are sorted by, with their numbers, in order; '' means none, but a flow's name is what it is. */
  #groups(column: KindColumn, sort: Sort<MessageColumn>, signal: AbortSignal): Promise<readonly Group[]> {
    const sums = kindSums(this.#range);
    return this.#library.all<Group>(
      `SELECT value, sum(total) AS total FROM (
         SELECT ${byKind[column]} AS value, s.total, k.* FROM ${sums.sql} s JOIN message_kinds k ON k.kind = s.kind
       ) WHERE ${this.#kinds.sql} GROUP BY value ${collation(column)} ORDER BY ${byGroup(column, sort)}`,
      [...sums.params, ...this.#kinds.params],
      signal,
    );
  }
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
    sql: `SELECT m.message_key FROM messages m INDEXED BY messages_time WHERE ${where.sql} ORDER BY ${order(sort)} LIMIT ? OFFSET ?`,
    params: [...where.params, limit, offset],
  };
}

/** All messages of the kinds, then sorted; what they are sorted by is read from their kinds, so that the index has all of it. */
function sorted(
  { from: begin, to }: Interval,
  kinds: Condition,
  sort: Sort<MessageColumn>,
  { limit, offset }: Window,
): Keys {
  const { column } = sort;
  const [join, by] =
    column in byKind
      ? [
          'JOIN message_kinds k ON k.kind = m.kind',
          `${byGroup(column as KindColumn, sort, byKind)}, ${newestFirst}`,
        ]
      : ['', order(sort)];
  const of = ofKinds(kinds);
  return {
    sql: `SELECT m.message_key FROM messages m INDEXED BY messages_kind ${join}
      WHERE ${of.sql} AND m.start >= ? AND m.start < ? ORDER BY ${by} LIMIT ? OFFSET ?`,
    params: [...of.params, begin, to, limit, offset],
  };
}
