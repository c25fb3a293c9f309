import { minute } from '../../src-shared/durations.ts';
import { holes, type Interval } from '../../src-shared/messages/intervals.ts';
import type {
  HeaderColumn,
  HeldBack,
  LoadedRange,
  MessageCounts,
  MessageFilter,
  MessageRow,
  MessageWindow,
  SortColumn,
  TimeRange,
} from '../../src-shared/model/messages.ts';
import type { WindowOf } from '../../src-shared/model/rows.ts';
import type { Library, SqlValue } from '../library/library.ts';
import { readSyncState } from '../library/sync-state.ts';
import { askedFilter } from './asked-filter.ts';
import { HeaderWindows, type OrderedKeys } from './header-windows.ts';
import { tenantRetention } from './late-arrival.ts';
import { LoadedIntervals } from './loaded-intervals.ts';
import {
  condition,
  interval,
  type MessageRecord,
  messageRow,
  needsRows,
  order,
  selectRows,
} from './message-rows.ts';
import { MessageSelection } from './message-selection.ts';
import { kindCount, sumCondition, sums } from './message-sums.ts';
import { type AskedFilter, type Condition, errorCount, kindCondition } from './message-terms.ts';
import { MessageWindows } from './message-windows.ts';
import { RowWindows } from './row-windows.ts';

const mostFlows = 500;
/** The most messages that are answered for one id. */
export const mostFound = 500;

function rowCount({ sql, params }: Condition): Condition {
  return { sql: `SELECT count(*) AS total FROM messages m WHERE ${sql}`, params };
}

function isHeader(column: SortColumn): column is HeaderColumn {
  return column.startsWith('header:');
}

type Wanted = Omit<WindowOf<AskedFilter, SortColumn>, 'connectionId'>;

/** Everything that lists messages; every answer is a query on the library. */
export class MessageQueries {
  readonly #library: Library;
  readonly #now: () => number;
  readonly #few: number | undefined;

  /** `few`: how many messages are sorted rather than read in order (`MessageWindows`). */
  constructor(library: Library, now: () => number, few?: number) {
    this.#library = library;
    this.#now = now;
    this.#few = few;
  }

  async window(
    asked: WindowOf<MessageFilter, SortColumn>,
    signal: AbortSignal,
    hold?: HeldBack,
  ): Promise<MessageWindow> {
    const wanted = { ...asked, filter: await askedFilter(this.#library, asked.filter, signal) };
    // Asked for before the rows: one that comes in between counts as new although it is shown, never the other way round.
    const lastKey = await this.#lastKey(signal);
    // Nothing came in: windows of all rows are found in much less time.
    const heldBack = hold && hold.afterKey < lastKey ? hold : undefined;
    const all = this.total(wanted.filter, signal);
    const holding = heldBack ? this.#held(wanted.filter, heldBack, signal) : Promise.resolve(0);
    const countShown = async (): Promise<number> => (await all) - (await holding);
    const [rows, total, held] = await Promise.all([
      this.#rows(wanted, countShown, signal, heldBack),
      countShown(),
      holding,
    ]);
    return { rows, offset: wanted.offset, total, lastKey, held };
  }

  async #lastKey(signal: AbortSignal): Promise<number> {
    const sql = 'SELECT max(message_key) AS last FROM messages';
    return (await this.#library.get<{ last: number | null }>(sql, [], signal))?.last ?? 0;
  }

  async #held(filter: MessageFilter, { afterKey, start }: HeldBack, signal: AbortSignal): Promise<number> {
    const where = condition(filter, this.#now(), true);
    const counted = await this.#library.get<{ n: number }>(
      // By key first: those are few, and the index of times would be walked through for them.
      `SELECT count(*) AS n FROM messages m WHERE m.message_key IN
         (SELECT message_key FROM messages WHERE message_key > ? AND +start >= ?) AND ${where.sql}`,
      [afterKey, start, ...where.params],
      signal,
    );
    return counted?.n ?? 0;
  }

  /** The keys first, from an index where there is one; everything else of a row is read for the window alone. */
  async rows(asked: Wanted, signal: AbortSignal): Promise<readonly MessageRow[]> {
    const wanted = { ...asked, filter: await askedFilter(this.#library, asked.filter, signal) };
    return this.#rows(wanted, () => this.total(wanted.filter, signal), signal);
  }

  async #rows(
    wanted: Wanted,
    countAll: () => Promise<number>,
    signal: AbortSignal,
    heldBack?: HeldBack,
  ): Promise<readonly MessageRow[]> {
    const { keys, order: by } = await this.#keys(wanted, countAll, signal, heldBack);
    const found = await Promise.all(
      keys.map(({ sql, params }) =>
        this.#library.all<MessageRecord>(
          `${selectRows} WHERE m.message_key IN (${sql}) ORDER BY ${by}`,
          params,
          signal,
        ),
      ),
    );
    return found.flat().map(messageRow);
  }

  async #keys(
    { filter, sort: { column, direction }, limit, offset }: Wanted,
    countAll: () => Promise<number>,
    signal: AbortSignal,
    heldBack?: HeldBack,
  ): Promise<OrderedKeys> {
    const now = this.#now();
    const window = { offset, limit };
    const asked = new MessageSelection(this.#library, { filter, heldBack }, now);
    if (isHeader(column)) {
      const windows = new HeaderWindows(asked, this.#few);
      return windows.keys({ column, direction }, window, await countAll(), signal);
    }
    const sort = { column, direction };
    const keys =
      !heldBack && !needsRows(filter) && MessageWindows.knows(sort)
        ? await new MessageWindows(this.#library, filter, now, this.#few).keys(sort, window, countAll, signal)
        : await new RowWindows(asked, this.#few).keys(sort, window, await countAll(), signal);
    return { keys, order: order(sort) };
  }

  /** How many messages the filter selects. */
  async total(asked: AskedFilter, signal: AbortSignal): Promise<number> {
    const now = this.#now();
    const filter = await askedFilter(this.#library, asked, signal);
    const { sql, params } = needsRows(filter)
      ? (errorCount(filter, interval(filter.range, now)) ?? rowCount(condition(filter, now, true)))
      : kindCount(interval(filter.range, now), kindCondition(filter));
    const row = await this.#library.get<{ total: number | null }>(sql, params, signal);
    return row?.total ?? 0;
  }

  async counts(filter: MessageFilter, signal: AbortSignal): Promise<MessageCounts> {
    const rows = await this.#library.all<{ status: string; total: number }>(
      ...this.#counting(await askedFilter(this.#library, filter, signal)),
      signal,
    );
    return Object.fromEntries(rows.map(({ status, total }) => [status, total]));
  }

  #counting(filter: AskedFilter): [sql: string, params: readonly SqlValue[]] {
    if (needsRows(filter)) {
      const where = condition(filter, this.#now(), false);
      return [
        `SELECT k.status, sum(n.total) AS total FROM (
           SELECT m.kind, count(*) AS total FROM messages m WHERE ${where.sql} GROUP BY +m.kind
         ) n JOIN message_kinds k ON k.kind = n.kind GROUP BY k.status`,
        where.params,
      ];
    }
    const from = sums(interval(filter.range, this.#now()));
    const where = sumCondition(filter, false);
    return [
      `SELECT status, sum(total) AS total FROM ${from.sql} WHERE ${where.sql} GROUP BY status`,
      [...from.params, ...where.params],
    ];
  }

  async flows(
    range: TimeRange,
    signal: AbortSignal,
  ): Promise<readonly { id: string; name: string; count: number }[]> {
    const from = sums(interval(range, this.#now()));
    return this.#library.all<{ id: string; name: string; count: number }>(
      `SELECT f.id, max(f.name) AS name, sum(c.total) AS count
       FROM (SELECT flow, sum(total) AS total FROM ${from.sql} GROUP BY flow) c
       JOIN flows f ON f.flow_key = c.flow
       GROUP BY f.id ORDER BY count DESC, name LIMIT ?`,
      [...from.params, mostFlows],
      signal,
    );
  }

  /** Without what only the sync knows: whether it runs, and how many the tenant counted. */
  async loaded(
    range: TimeRange,
    signal: AbortSignal,
  ): Promise<Pick<LoadedRange, 'loaded' | 'complete' | 'gaps' | 'forgotten' | 'syncedAt' | 'error'>> {
    const whole = interval(range, this.#now());
    const loaded = LoadedIntervals.of(this.#library);
    const [covered, { syncedAt, error }] = await Promise.all([
      loaded.read(signal),
      readSyncState(this.#library, 'messages', signal),
    ]);
    // What has begun since the last sync is no gap: the sync's time says how old the picture is.
    const until =
      range.kind === 'last' && syncedAt !== undefined
        ? Math.min(whole.to, Math.max(whole.from, syncedAt))
        : Math.min(whole.to, this.#now());
    const from = sums(whole);
    const counted = await this.#library.get<{ total: number | null }>(
      `SELECT sum(total) AS total FROM ${from.sql}`,
      from.params,
      signal,
    );
    const open = holes({ from: whole.from, to: until }, covered).toReversed();
    const { gaps, forgotten } = whatIsMissing(open, this.#now() - tenantRetention);
    const complete = gaps.length === 0 && forgotten === undefined && until > whole.from;
    return { loaded: counted?.total ?? 0, complete, gaps, forgotten, syncedAt, error };
  }

  async byGuid(guid: string, signal?: AbortSignal): Promise<MessageRow | undefined> {
    const record = await this.#library.get<MessageRecord>(`${selectRows} WHERE m.guid = ?`, [guid], signal);
    return record && messageRow(record);
  }

  /** Rows whose column is exactly the text, newest first, at most `mostFound`. */
  async by(
    column: 'guid' | 'correlation_id' | 'application_id',
    text: string,
    signal: AbortSignal,
  ): Promise<readonly MessageRow[]> {
    const records = await this.#library.all<MessageRecord>(
      `${selectRows} WHERE m.${column} = ? ORDER BY m.start DESC LIMIT ?`,
      [text, mostFound],
      signal,
    );
    return records.map(messageRow);
  }
}

/** The tenant's edge moves on while one reads along it, and its clock may be another one. */
const edgeWidth = 20 * minute;

/** Open stretches, newest first, by whether the tenant still has their messages; `edge`: what began before is forgotten. */
function whatIsMissing(open: readonly Interval[], edge: number): Pick<LoadedRange, 'gaps' | 'forgotten'> {
  const gaps = open.flatMap(({ from, to }) =>
    to > edge + edgeWidth ? [{ from: Math.max(from, edge), to }] : [],
  );
  const gone = open.filter(({ from }) => from < edge - edgeWidth);
  const [newest, oldest] = [gone[0], gone.at(-1)];
  return { gaps, forgotten: newest && oldest && { from: oldest.from, to: Math.min(edge, newest.to) } };
}
