import type { HeldBack } from '../../src-shared/model/messages.ts';
import type { Library, SqlValue } from '../library/library.ts';
import { condition } from './message-rows.ts';
import { allOf, type AskedFilter, type Condition } from './message-terms.ts';

/** Rows of a list: how many come before, and how many are wanted. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** What is asked for: a filter, and what came in since that is not shown yet. */
export interface AskedMessages {
  readonly filter: AskedFilter;
  readonly heldBack?: HeldBack | undefined;
}

/** The messages of a library that a list shows. */
export class MessageSelection {
  readonly filter: AskedFilter;
  readonly #library: Library;
  readonly #shown: Condition | undefined;
  readonly #now: number;

  constructor(library: Library, { filter, heldBack }: AskedMessages, now: number) {
    this.filter = filter;
    this.#library = library;
    this.#shown = heldBack && {
      sql: '(m.message_key <= ? OR m.start < ?)',
      params: [heldBack.afterKey, heldBack.start],
    };
    this.#now = now;
  }

  /** On `messages m`; `first` as in `condition` of message-rows. */
  condition(first?: 'times' | 'neither'): Condition {
    const where = condition(this.filter, this.#now, true, first);
    return this.#shown ? allOf([where, this.#shown]) : where;
  }

  get<Row extends Record<string, SqlValue>>(sql: string, params: readonly SqlValue[], signal: AbortSignal) {
    return this.#library.get<Row>(sql, params, signal);
  }

  all<Row extends Record<string, SqlValue>>(sql: string, params: readonly SqlValue[], signal: AbortSignal) {
    return this.#library.all<Row>(sql, params, signal);
  }

  async count(rows: string, params: readonly SqlValue[], signal: AbortSignal): Promise<number> {
    const row = await this.get<{ total: number }>(`SELECT count(*) AS total FROM (${rows})`, params, signal);
    return row?.total ?? 0;
  }
}
