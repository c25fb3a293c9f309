import type { MessageColumn } from '../../src-shared/model/messages.ts';
import type { Sort } from '../../src-shared/model/rows.ts';
import { isId, needsRows, order, sortedValue } from './message-rows.ts';
import type { MessageSelection, Window } from './message-selection.ts';
import { allOf, type Condition, kindCondition } from './message-terms.ts';
import { fewMessages, type Keys } from './message-windows.ts';

/** Indexes that have the messages in an order; each of them holds times and kinds as well. */
const ordered: Readonly<Partial<Record<MessageColumn, string>>> = {
  start: 'messages_time',
  duration: 'messages_duration',
};

/** Finding so many keys takes as long as looking at one message along the index of an id. */
const keysPerLook = 50;
/** So many times as few messages are few keys: of them, few are met along such an index. */
const fewKeys = 16;

interface Valued {
  readonly keys: Keys;
  readonly before: number;
}

/**
 * Finds windows of messages for which sums do not suffice, because of the filter or of the order. Few messages are looked up and sorted; of many
 * the index that has them in order is read until the window is full.
 */
export class RowWindows {
  readonly #asked: MessageSelection;
  readonly #few: number;

  constructor(asked: MessageSelection, few = fewMessages) {
    this.#asked = asked;
    this.#few = few;
  }

  /** `total`: how many messages there are to be shown. */
  async keys(
    sort: Sort<MessageColumn>,
    { offset, limit }: Window,
    total: number,
    signal: AbortSignal,
  ): Promise<readonly Keys[]> {
    if (offset >= total) return [];
    if (total <= this.#few) return [this.#sorted(sort, { offset, limit })];
    const value = sortedValue(sort);
    if (value === undefined) return [this.#walked(sort, undefined, { offset, limit }, total)];
    const { keys, before } =
      sort.column === 'duration'
        ? await this.#byDuration(sort, { offset, limit }, total, signal)
        : await this.#valued(sort, value, { offset, limit }, total, signal);
    const found = Math.min(limit, Math.max(0, before - offset));
    const rest = { offset: Math.max(0, offset - before), limit: limit - found };
    return [
      ...(found > 0 ? [keys] : []),
      ...(rest.limit > 0 ? [this.#walked(sort, `${value} IS NULL`, rest, total)] : []),
    ];
  }

  /** Those of the window that have a value, looked up here; `before`: how many rows have one, or at least where the window's end. */
  async #valued(
    sort: Sort<MessageColumn>,
    value: string,
    { offset, limit }: Window,
    total: number,
    signal: AbortSignal,
  ): Promise<Valued> {
    const { sql, params } = this.#walked(sort, `${value} IS NOT NULL`, { offset, limit }, total);
    const found = await this.#asked.all<{ message_key: number }>(sql, params, signal);
    const list = JSON.stringify(found.map((row) => row.message_key));
    const keys = { sql: 'SELECT value FROM json_each(?)', params: [list] };
    if (found.length > 0 || limit === 0) return { keys, before: offset + found.length };
    const all = allOf([this.#asked.condition(), { sql: `${value} IS NOT NULL`, params: [] }]);
    const rows = `SELECT 1 FROM messages m WHERE ${all.sql}`;
    return { keys, before: await this.#asked.count(rows, all.params, signal) };
  }

  /** Few messages run at a time, and they have an index of their own. Beyond the middle the way from the end is the shorter one. */
  async #byDuration(
    sort: Sort<MessageColumn>,
    { offset, limit }: Window,
    total: number,
    signal: AbortSignal,
  ): Promise<Valued> {
    const ended = 'm."end" IS NOT NULL';
    const running = allOf([this.#asked.condition('times'), { sql: 'm."end" IS NULL', params: [] }]);
    const rows = `SELECT 1 FROM messages m INDEXED BY messages_running WHERE ${running.sql}`;
    const before = total - (await this.#asked.count(rows, running.params, signal));
    if (offset <= before / 2) return { keys: this.#walked(sort, ended, { offset, limit }, total), before };
    const found = Math.min(limit, Math.max(0, before - offset));
    const back = { ...sort, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' } as const;
    const fromEnd = { offset: Math.max(0, before - offset - found), limit: found };
    return { keys: this.#walked(back, ended, fromEnd, total), before };
  }

  #sorted(sort: Sort<MessageColumn>, { offset, limit }: Window): Keys {
    const where = this.#asked.condition();
    const isOfKinds = !needsRows(this.#asked.filter) && kindCondition(this.#asked.filter).sql !== '1';
    const index = isOfKinds ? 'INDEXED BY messages_kind' : '';
    return selected(index, where, sort, order(sort), { offset, limit });
  }

  #walked(sort: Sort<MessageColumn>, which: string | undefined, window: Window, total: number): Keys {
    const has = which?.endsWith('NOT NULL') === true;
    const looks = window.offset + window.limit;
    if (
      isId(sort) &&
      (has || which === undefined) &&
      (total <= fewKeys * this.#few || looks > total / keysPerLook)
    )
      return selected(
        '',
        allOf([this.#amongKeys(), ...(which === undefined ? [] : [{ sql: which, params: [] }])]),
        sort,
        order(sort, has),
        window,
      );
    const index = which === undefined || has ? ordered[sort.column] : undefined;
    // The order of ids is that of their own index: no other one may be taken.
    const where = this.#asked.condition(index === undefined ? 'neither' : 'times');
    const all = which === undefined ? where : allOf([where, { sql: which, params: [] }]);
    return selected(index === undefined ? '' : `INDEXED BY ${index}`, all, sort, order(sort, has), window);
  }

  /** The index of an id holds ids and keys: where the keys are known, no message is looked at. */
  #amongKeys(): Condition {
    const { sql, params } = this.#asked.condition();
    return { sql: `+m.message_key IN (SELECT m.message_key FROM messages m WHERE ${sql})`, params };
  }
}

function selected(
  index: string,
  where: Condition,
  { column }: Sort<MessageColumn>,
  by: string,
  { offset, limit }: Window,
): Keys {
  const flows = column === 'flowName' ? 'JOIN flows f ON f.flow_key = m.flow' : '';
  return {
    sql: `SELECT m.message_key FROM messages m ${index} ${flows} WHERE ${where.sql} ORDER BY ${by} LIMIT ? OFFSET ?`,
    params: [...where.params, limit, offset],
  };
}
