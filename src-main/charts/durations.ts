import { setImmediate as nextTurn } from 'node:timers/promises';

import type { DurationChart, Durations, SlowMessage, TimeColumns } from '../../src-shared/model/charts.ts';
import type { MessageFilter } from '../../src-shared/model/messages.ts';
import type { Library, Row } from '../library/library.ts';
import { askedFilter } from '../messages/asked-filter.ts';
import { condition, needsRows } from '../messages/message-rows.ts';
import type { AskedFilter } from '../messages/message-terms.ts';

/** Of the messages of one column, or of all. */
interface Took extends Row {
  readonly place: number;
  /** Joined with commas, ms. */
  readonly times: string;
  readonly slowest: number;
  readonly message_key: number;
}

/** A clock that was set back makes a duration 0, not less. The bare `message_key` is that of the maximum. */
const took = `group_concat(max(0, m."end" - m.start)) AS times, max(max(0, m."end" - m.start)) AS slowest, m.message_key`;

/** Of one library, in one column. */
interface ColumnTimes {
  /** The shortest first, ms. */
  readonly times: Float64Array;
  readonly slowest: number;
  readonly message: SlowMessage | undefined;
}

/**
 * Columns are read one after the other, each from an index that holds all it needs: nothing is sorted by SQL, what crosses the port is
 * one text a column, and other questions come in between. Only what asks for messages one by one is read in one go.
 */
export async function tookByColumn(
  { library, connectionId }: { readonly library: Library; readonly connectionId: string },
  filter: MessageFilter,
  { now, columns }: { readonly now: number; readonly columns: TimeColumns },
  signal: AbortSignal,
): Promise<ReadonlyMap<number, ColumnTimes>> {
  const asked = await askedFilter(library, filter, signal);
  const found = new Map<number, Omit<ColumnTimes, 'message'> & { readonly key: number }>();
  for await (const { place, times, slowest, message_key: key } of read(
    library,
    asked,
    columns,
    now,
    signal,
  )) {
    found.set(place, { times: Float64Array.from(times.split(','), Number).toSorted(), slowest, key });
    await nextTurn();
  }
  const keys = [...found.values()].map(({ key }) => key);
  const messages = await slowMessages(library, connectionId, keys, signal);
  return new Map(
    [...found].map(([place, { key, ...one }]) => [place, { ...one, message: messages.get(key) }]),
  );
}

/** Durations of the messages of all libraries. */
export async function durationChart(
  columns: TimeColumns,
  found: readonly ReadonlyMap<number, ColumnTimes>[],
): Promise<DurationChart> {
  const together = new Together();
  const drawn: DurationChart['columns'][number][] = [];
  for (let place = 0; place < columns.count; place++) {
    const of = found.flatMap((one) => one.get(place) ?? []);
    const [first, ...others] = of;
    if (!first) {
      drawn.push(undefined);
      continue;
    }
    const times = others.length === 0 ? first.times : merged(of.map((one) => one.times));
    const { slowest, message } = others.reduce(
      (most, one) => (one.slowest > most.slowest ? one : most),
      first,
    );
    const rank = (share: number): number => times[Math.ceil(times.length * share) - 1] ?? slowest;
    together.add(times);
    drawn.push({ count: times.length, median: rank(0.5), p95: rank(0.95), slowest, message });
    await nextTurn();
  }
  return { ...columns, whole: together.durations(), columns: drawn };
}

function merged(all: readonly Float64Array[]): Float64Array {
  const times = new Float64Array(all.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of all) {
    times.set(one, at);
    at += one.length;
  }
  return times.sort();
}

async function* read(
  library: Library,
  filter: AskedFilter,
  { from, to, first, step, count }: TimeColumns,
  now: number,
  signal: AbortSignal,
): AsyncIterable<Took> {
  if (needsRows(filter)) {
    const where = condition(filter, now, true);
    yield* await library.all<Took>(
      `SELECT (m.start - CAST(? AS INTEGER)) / CAST(? AS INTEGER) AS place, ${took}
       FROM messages m WHERE ${where.sql} AND m."end" IS NOT NULL GROUP BY 1`,
      [first, step, ...where.params],
      signal,
    );
    return;
  }
  for (let place = 0; place < count; place++) {
    const begin = first + place * step;
    const range = { kind: 'between', from: Math.max(from, begin), to: Math.min(to, begin + step) } as const;
    const where = condition({ ...filter, range }, now, true);
    const [row] = await library.all<Took>(
      `SELECT CAST(? AS INTEGER) AS place, ${took} FROM messages m WHERE ${where.sql} AND m."end" IS NOT NULL HAVING count(*) > 0`,
      [place, ...where.params],
      signal,
    );
    if (row) yield row;
  }
}

/** Durations of all columns, to three digits: a few thousand different ones, where a million messages have as many. */
class Together {
  readonly #bins = new Map<number, { count: number; longest: number }>();
  #count = 0;

  add(times: Iterable<number>): void {
    for (const time of times) {
      const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, time))) - 2);
      const at = Math.floor(time / unit) * unit;
      const bin = this.#bins.get(at);
      if (bin) {
        bin.count += 1;
        bin.longest = Math.max(bin.longest, time);
      } else this.#bins.set(at, { count: 1, longest: time });
      this.#count += 1;
    }
  }

  /** Ranks are the longest of the first bin that reaches them: no guess between two, one that a message had. */
  durations(): Durations | undefined {
    const bins = [...this.#bins].toSorted(([a], [b]) => a - b).map(([, bin]) => bin);
    const slowest = bins.at(-1)?.longest;
    if (slowest === undefined) return undefined;
    const rank = (share: number): number => {
      let below = 0;
      return bins.find(({ count }) => (below += count) >= this.#count * share)?.longest ?? slowest;
    };
    return { count: this.#count, median: rank(0.5), p95: rank(0.95), slowest };
  }
}

async function slowMessages(
  library: Library,
  connectionId: string,
  keys: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, SlowMessage>> {
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
      { connectionId, messageGuid: guid, flowName: name, start },
    ]),
  );
}
