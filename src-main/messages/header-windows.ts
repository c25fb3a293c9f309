import type { HeaderColumn } from '../../src-shared/model/messages.ts';
import type { Sort } from '../../src-shared/model/rows.ts';
import type { MessageSelection, Window } from './message-selection.ts';
import { allOf, type Condition } from './message-terms.ts';
import { fewMessages, type Keys } from './message-windows.ts';

/** Windows of keys, and how the rows of each are sorted. */
export interface OrderedKeys {
  readonly keys: readonly Keys[];
  readonly order: string;
}

/**
 * Finds windows of messages in the order of a custom header: first those that carry it, by its value (of several the lowest), read from the rows by
 * value until the window is full; then all others, newest first.
 */
export class HeaderWindows {
  readonly #asked: MessageSelection;
  readonly #few: number;

  constructor(asked: MessageSelection, few = fewMessages) {
    this.#asked = asked;
    this.#few = few;
  }

  /** `total`: how many messages there are to be shown. */
  async keys(
    { column, direction }: Sort<HeaderColumn>,
    { offset, limit }: Window,
    total: number,
    signal: AbortSignal,
  ): Promise<OrderedKeys> {
    const way = direction === 'ascending' ? 'ASC' : 'DESC';
    const name = await this.#nameKey(column.slice('header:'.length), signal);
    const value = `(SELECT min(h.value) FROM message_headers h WHERE h.message_key = m.message_key AND h.name = ${name})`;
    const order = `${value} ${way} NULLS LAST, CASE WHEN ${value} IS NULL THEN m.start END DESC, m.message_key ${way}`;
    if (offset >= total) return { keys: [], order };
    if (total <= this.#few) return { keys: [this.#sorted(order, { offset, limit })], order };
    const { sql, params } = this.#carriers(name);
    const carriers = await this.#asked.count(`SELECT 1 ${sql}`, params, signal);
    const found = Math.min(limit, Math.max(0, carriers - offset));
    const rest = { offset: Math.max(0, offset - carriers), limit: limit - found };
    return {
      keys: [
        ...(found > 0 ? [this.#byValue(name, way, { offset, limit: found })] : []),
        ...(rest.limit > 0 ? [this.#others(name, rest)] : []),
      ],
      order,
    };
  }

  /** 0 where no message carries it: keys begin with 1. A number may stand in SQL as it is. */
  async #nameKey(name: string, signal: AbortSignal): Promise<number> {
    const sql = 'SELECT name_key FROM header_names WHERE name = ?';
    return (await this.#asked.get<{ name_key: number }>(sql, [name], signal))?.name_key ?? 0;
  }

  #sorted(order: string, { offset, limit }: Window): Keys {
    const where = this.#asked.condition();
    return {
      sql: `SELECT m.message_key FROM messages m WHERE ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
      params: [...where.params, limit, offset],
    };
  }

  /** Those that carry it, each once. */
  #carriers(name: number): Condition {
    const where = this.#asked.condition('neither');
    return {
      sql: `FROM message_headers v CROSS JOIN messages m ON m.message_key = v.message_key
        WHERE v.name = ${name} AND NOT EXISTS (SELECT 1 FROM message_headers o
          WHERE o.message_key = v.message_key AND o.name = ${name} AND o.value < v.value) AND ${where.sql}`,
      params: where.params,
    };
  }

  #byValue(name: number, way: string, { offset, limit }: Window): Keys {
    const { sql, params } = this.#carriers(name);
    return {
      sql: `SELECT v.message_key ${sql} ORDER BY v.value ${way}, v.message_key ${way} LIMIT ? OFFSET ?`,
      params: [...params, limit, offset],
    };
  }

  #others(name: number, { offset, limit }: Window): Keys {
    const where = allOf([
      this.#asked.condition('times'),
      {
        sql: `NOT EXISTS (SELECT 1 FROM message_headers h WHERE h.message_key = m.message_key AND h.name = ${name})`,
        params: [],
      },
    ]);
    return {
      sql: `SELECT m.message_key FROM messages m INDEXED BY messages_time WHERE ${where.sql}
        ORDER BY m.start DESC, m.kind DESC, m."end" DESC, m.message_key DESC LIMIT ? OFFSET ?`,
      params: [...where.params, limit, offset],
    };
  }
}
