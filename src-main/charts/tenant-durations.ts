import { AppError } from '../../src-shared/errors.ts';
import type { SlowMessage, TimeColumns } from '../../src-shared/model/charts.ts';
import type { Library, Row, SqlValue } from '../library/library.ts';
import { condition, interval, needsRows } from '../messages/message-rows.ts';
import type { AskedFilter } from '../messages/message-terms.ts';

/** Of the messages of one column. */
export interface Took extends Row {
  readonly place: number;
  /** Joined with commas, ms. */
  readonly times: string;
  readonly slowest: number;
  readonly message_key: number;
}

/** A clock that was set back makes a duration 0, not less. The bare `message_key` is that of the maximum. */
const took = `group_concat(max(0, m."end" - m.start)) AS times, max(max(0, m."end" - m.start)) AS slowest, m.message_key`;

export interface TenantDurationsOptions {
  readonly connectionId: string;
  readonly library: Library;
  readonly filter: AskedFilter;
  readonly columns: TimeColumns;
  readonly now: number;
}

/** How long the messages of one tenant took. */
export class TenantDurations {
  readonly connectionId: string;
  readonly #options: TenantDurationsOptions;
  #fault: AppError | undefined;

  constructor(options: TenantDurationsOptions) {
    this.connectionId = options.connectionId;
    this.#options = options;
  }

  /** Why its library stopped answering. */
  get fault(): AppError | undefined {
    return this.#fault;
  }

  /**
   * Every column in its place, `undefined` for one without messages. Each is read when it is asked for, from an index that holds all
   * it needs: nothing is sorted by SQL, what crosses the port is one text a column, and other questions come in between.
   * Only what asks for messages one by one is read in one go; its texts are let go one by one.
   */
  async *columns(signal: AbortSignal): AsyncGenerator<Took | undefined, void> {
    const { filter, columns, now } = this.#options;
    const { first, step, count } = columns;
    // Its own range: columns of several tenants hold more where their clocks differ.
    const { from, to } = interval(filter.range, now);
    if (needsRows(filter)) {
      yield* this.#inOneGo(signal);
      return;
    }
    for (let place = 0; place < count; place++) {
      const begin = first + place * step;
      const range = { kind: 'between', from: Math.max(from, begin), to: Math.min(to, begin + step) } as const;
      const where = condition({ ...filter, range }, now, true);
      const [row] = await this.#all<Took>(
        `SELECT CAST(? AS INTEGER) AS place, ${took} FROM messages m WHERE ${where.sql} AND m."end" IS NOT NULL HAVING count(*) > 0`,
        [place, ...where.params],
        signal,
      );
      yield row;
    }
  }

  async messages(keys: readonly number[], signal: AbortSignal): Promise<ReadonlyMap<number, SlowMessage>> {
    const { connectionId } = this.#options;
    const found = await this.#all<{ message_key: number; guid: string; start: number; name: string }>(
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

  async *#inOneGo(signal: AbortSignal): AsyncGenerator<Took | undefined, void> {
    const { filter, columns, now } = this.#options;
    const where = condition(filter, now, true);
    const rows = await this.#all<Took>(
      `SELECT (m.start - CAST(? AS INTEGER)) / CAST(? AS INTEGER) AS place, ${took}
       FROM messages m WHERE ${where.sql} AND m."end" IS NOT NULL GROUP BY 1`,
      [columns.first, columns.step, ...where.params],
      signal,
    );
    const left = new Map(rows.map((row) => [row.place, row]));
    for (let place = 0; place < columns.count; place++) {
      const row = left.get(place);
      left.delete(place);
      yield row;
    }
  }

  async #all<R extends Row>(
    sql: string,
    params: readonly SqlValue[],
    signal: AbortSignal,
  ): Promise<readonly R[]> {
    try {
      return await this.#options.library.all<R>(sql, params, signal);
    } catch (fault) {
      if (fault instanceof AppError && fault.code !== 'request.cancelled') this.#fault = fault;
      throw fault;
    }
  }
}
