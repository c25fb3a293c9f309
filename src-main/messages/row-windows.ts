import type { HeldBack, MessageColumn, MessageFilter } from '../../src-shared/model/messages.ts';
import type { Sort } from '../../src-shared/model/rows.ts';
import type { Library, SqlValue } from '../library/library.ts';
import { condition, needsRows, order, sortedValue } from './message-rows.ts';
import { allOf, type Condition, kindCondition } from './message-terms.ts';
import { fewMessages, type Keys } from './message-windows.ts';

interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** Indexes that have the messages in an order; each of them holds times and kinds as well. */
const ordered: Readonly<Partial<Record<MessageColumn, string>>> = {
  start: 'messages_start_kind',
  duration: 'messages_duration',
};

/**
 * Finds windows of messages for which sums do not suffice, because of the filter or of the order. Few messages are looked up and sorted; of many
 * the index that has them in order is read until the window is full.
 */
export class RowWindows {
  readonly #library: Library;
  readonly #filter: MessageFilter;
  readonly #shown: Condition;
  readonly #now: number;
  readonly #few: number;

  constructor(
    library: Library,
    { filter, heldBack }: { readonly filter: MessageFilter; readonly heldBack?: HeldBack | undefined },
    now: number,
    few = fewMessages,
  ) {
    this.#library = library;
    this.#filter = filter;
    this.#shown = heldBack
      ? { sql: '(m.message_key <= ? OR m.start < ?)', params: [heldBack.afterKey, heldBack.start] }
      : { sql: '1', params: [] };
    this.#now = now;
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
    if (value === undefined) return [this.#walked(sort, undefined, { offset, limit })];
    const valued = this.#walked(sort, `${value} IS NOT NULL`, { offset, limit });
    const before = await this.#before(sort, value, valued, { offset, limit }, total, signal);
    const found = Math.min(limit, Math.max(0, before - offset));
    const rest = { offset: Math.max(0, offset - before), limit: limit - found };
    return [
      ...(found > 0 ? [valued] : []),
      ...(rest.limit > 0 ? [this.#walked(sort, `${value} IS NULL`, rest)] : []),
    ];
  }

  /** How many rows have a value to be sorted by; where a window lies before that, only that it does. */
  async #before(
    { column }: Sort<MessageColumn>,
    value: string,
    valued: Keys,
    { offset, limit }: Window,
    total: number,
    signal: AbortSignal,
  ): Promise<number> {
    if (column === 'duration') {
      // Few messages run at a time, and they have an index of their own.
      const running = allOf([this.#condition('times'), { sql: `${value} IS NULL`, params: [] }]);
      const rows = `SELECT 1 FROM messages m INDEXED BY messages_running WHERE ${running.sql}`;
      return total - (await this.#count(rows, running.params, signal));
    }
    const found = await this.#count(`SELECT 1 FROM (${valued.sql})`, valued.params, signal);
    if (found > 0 || limit === 0) return offset + found;
    const all = allOf([this.#condition(), { sql: `${value} IS NOT NULL`, params: [] }]);
    return this.#count(`SELECT 1 FROM messages m WHERE ${all.sql}`, all.params, signal);
  }

  #sorted(sort: Sort<MessageColumn>, { offset, limit }: Window): Keys {
    const where = this.#condition();
    const isOfKinds = !needsRows(this.#filter) && kindCondition(this.#filter).sql !== '1';
    const index = isOfKinds ? 'INDEXED BY messages_kind' : '';
    return selected(index, where, sort, order(sort), { offset, limit });
  }

  #walked(sort: Sort<MessageColumn>, which: string | undefined, window: Window): Keys {
    const has = which?.endsWith('NOT NULL') === true;
    const index = which === undefined || has ? ordered[sort.column] : undefined;
    // The order of ids is that of their own index: no other one may be taken.
    const where = this.#condition(index === undefined ? 'neither' : 'times');
    const all = which === undefined ? where : allOf([where, { sql: which, params: [] }]);
    return selected(index === undefined ? '' : `INDEXED BY ${index}`, all, sort, order(sort, has), window);
  }

  #condition(first?: 'times' | 'neither'): Condition {
    const where = condition(this.#filter, this.#now, true, first);
    return this.#shown.sql === '1' ? where : allOf([where, this.#shown]);
  }

  async #count(rows: string, params: readonly SqlValue[], signal: AbortSignal): Promise<number> {
    const row = await this.#library.get<{ total: number }>(
      `SELECT count(*) AS total FROM (${rows})`,
      params,
      signal,
    );
    return row?.total ?? 0;
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
