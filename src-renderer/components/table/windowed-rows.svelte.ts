import { SvelteMap } from 'svelte/reactivity';

import type { ErrorData } from '../../../src-shared/errors.ts';
import { maximumWindow, type RowWindow } from '../../../src-shared/model/rows.ts';
import { errorData, isCancelled } from '../../lib/bridge/faults.ts';
import { RowSelection } from './row-selection.svelte.ts';

export const pageSize = 100;
const mostPages = 24;
/** Rows that are read twice at the border of two pieces: as many may go in between. */
const overlap = 50;

/** Answers the rows of a sorted, filtered list from `offset` on; `limit` is at most `maximumWindow`. */
export type ReadRows<Row> = (offset: number, limit: number, signal: AbortSignal) => Promise<RowWindow<Row>>;

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly generation: number;
}

interface Request {
  readonly generation: number;
  readonly controller: AbortController;
  readonly answered: Promise<void>;
}

/**
 * The rows around the window of a list that is never held whole: at most 2,400 of them, by pages. Old
 * rows stay until new ones are there, both when the data changed (`reload`) and when the question
 * did (`restart`).
 */
export class WindowedRows<Row> {
  total = $state(0);
  /** A first answer is there. */
  isKnown = $state(false);
  error = $state.raw<ErrorData>();
  isLoading = $state(false);
  /** What is marked belongs to one question. */
  readonly selection = new RowSelection<Row>();
  /** Counts the questions whose first rows have arrived; a table then starts at the top again. */
  starts = $state(0);

  #pages = new SvelteMap<number, Page<Row>>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on the screen depends on it
  #requests = new Map<number, Request>();
  #generation = 1;
  /** Pages before this generation answer another question. */
  #question = 1;
  /** The data changed while pages were read. */
  #isStale = false;
  #wanted: readonly [first: number, end: number] = [0, pageSize];
  readonly #read: ReadRows<Row>;
  readonly #keyOf: (row: Row) => string;

  constructor(read: ReadRows<Row>, keyOf: (row: Row) => string) {
    this.#read = read;
    this.#keyOf = keyOf;
  }

  keyOf(row: Row): string {
    return this.#keyOf(row);
  }

  rowAt(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.rows[index % pageSize];
  }

  /** Where a row is, if it is among those held now; `near` is looked at first. */
  indexOf(key: string, near: number): number | undefined {
    const close = this.rowAt(near);
    if (close !== undefined && this.#keyOf(close) === key) return near;
    for (const [page, { rows }] of this.#pages) {
      const index = rows.findIndex((row) => this.#keyOf(row) === key);
      if (index >= 0) return page * pageSize + index;
    }
    return undefined;
  }

  /** Tells which rows are on the screen; reads what is missing and gives up what is out of sight. */
  want(first: number, end: number): void {
    this.#wanted = [first, Math.max(end, first + 1)];
    this.#readMissing();
  }

  /** A row that may have to be read first. */
  async fetch(index: number): Promise<Row | undefined> {
    if (this.rowAt(index) === undefined) {
      this.want(index, index + 1);
      await this.#requests.get(Math.floor(index / pageSize))?.answered;
    }
    return this.rowAt(index);
  }

  /** Rows from `first` to before `end`, in pieces that are read now and not kept: to copy, to export. */
  async *pieces(first: number, end: number, signal: AbortSignal): AsyncGenerator<readonly Row[]> {
    for (let offset = first; offset < end; offset += maximumWindow) {
      const { rows } = await this.#read(offset, Math.min(maximumWindow, end - offset), signal);
      if (rows.length === 0) return;
      yield rows;
    }
  }

  /**
   * The whole list, in pieces as above. What comes in meanwhile pushes rows into later pieces, what goes pulls them into earlier
   * ones: pieces repeat rows, and leave none out that was there from the beginning to the end.
   */
  async *all(signal: AbortSignal): AsyncGenerator<readonly Row[]> {
    let known = 0;
    for (let offset = 0; ;) {
      const { rows, total } = await this.#read(offset, maximumWindow, signal);
      const gone = known - total;
      known = total;
      if (rows.length > 0) yield rows;
      const end = offset + rows.length;
      if (gone > overlap) offset = Math.max(0, offset - gone - overlap);
      else if (rows.length === 0 || end >= total) return;
      else offset = Math.max(offset + 1, end - overlap);
    }
  }

  /**
   * The data changed: reads what is on the screen again, after what is being read. Given up at every change, a list would
   * show nothing new for as long as a sync goes on.
   */
  readonly reload = (): void => {
    if (this.#requests.size > 0) {
      this.#isStale = true;
      return;
    }
    this.#generation += 1;
    this.#readMissing();
  };

  /** Filter or sort changed: another list. */
  readonly restart = (): void => {
    this.#isStale = false;
    this.#generation += 1;
    this.#question = this.#generation;
    this.selection.clear();
    this.#wanted = [0, pageSize];
    this.#readMissing();
  };

  readonly cancel = (): void => {
    this.#isStale = false;
    for (const { controller } of this.#requests.values()) controller.abort();
  };

  #readMissing(): void {
    const firstPage = Math.floor(this.#wanted[0] / pageSize);
    const lastPage = Math.floor((this.#wanted[1] - 1) / pageSize);
    for (const [page, request] of this.#requests) {
      if (page < firstPage || page > lastPage || request.generation < this.#generation) {
        this.#requests.delete(page);
        request.controller.abort();
      }
    }
    for (let page = firstPage; page <= lastPage; page += 1) {
      if (this.#pages.get(page)?.generation !== this.#generation && !this.#requests.has(page)) {
        this.#request(page);
      }
    }
    this.isLoading = this.#requests.size > 0;
  }

  #request(page: number): void {
    const controller = new AbortController();
    const generation = this.#generation;
    const answered = this.#readPage(page, generation, controller.signal);
    this.#requests.set(page, { generation, controller, answered });
  }

  async #readPage(page: number, generation: number, signal: AbortSignal): Promise<void> {
    // The request is entered before its answer can arrive.
    await Promise.resolve();
    try {
      const { rows, total } = await this.#read(page * pageSize, pageSize, signal);
      if (signal.aborted) return;
      this.#accept(page, { rows, generation }, total);
    } catch (caught) {
      if (isCancelled(caught) && this.#requests.get(page)?.generation !== generation) return;
      this.error = isCancelled(caught) ? this.error : errorData(caught);
    } finally {
      if (this.#requests.get(page)?.controller.signal === signal) this.#requests.delete(page);
      this.isLoading = this.#requests.size > 0;
      if (this.#isStale && !this.isLoading) {
        this.#isStale = false;
        this.reload();
      }
    }
  }

  #accept(page: number, answer: Page<Row>, total: number): void {
    const held = this.#pages.values().next().value;
    const isNewQuestion = held === undefined || held.generation < this.#question;
    if (isNewQuestion) {
      this.#pages.clear();
      this.starts += 1;
    }
    this.#pages.delete(page);
    this.#pages.set(page, answer);
    this.#forgetFarPages(page);
    this.total = total;
    this.isKnown = true;
    this.error = undefined;
  }

  /** Stale pages out of sight would show what is no longer true; more than enough pages cost memory. */
  #forgetFarPages(near: number): void {
    for (const [page, { generation }] of this.#pages) {
      const isNear = Math.abs(page - near) <= 1;
      if (generation < this.#generation && !isNear) this.#pages.delete(page);
    }
    const byDistance = [...this.#pages.keys()].toSorted((a, b) => Math.abs(b - near) - Math.abs(a - near));
    for (const page of byDistance.slice(0, Math.max(0, byDistance.length - mostPages)))
      this.#pages.delete(page);
  }
}
