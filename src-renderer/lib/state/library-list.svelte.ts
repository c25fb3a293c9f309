import type { RowWindow, Sort } from '../../../src-shared/model/rows.ts';
import { WindowedRows } from '../../components/table/windowed-rows.svelte.ts';
import { Loaded } from './loaded.svelte.ts';
import { afterPause } from './pause.ts';

/** A filter with what stands in the filter field; without the field while that is empty. */
export type WithText<Filter> = Filter & { readonly text?: string };

export interface Question<Filter, Column extends string> {
  readonly filter: WithText<Filter>;
  readonly sort: Sort<Column>;
  readonly offset: number;
  readonly limit: number;
}

export interface ListSource<Row, Filter, Column extends string, Counts> {
  readonly read: (question: Question<Filter, Column>, signal: AbortSignal) => Promise<RowWindow<Row>>;
  /** Counts for the chips, for the same filter. */
  readonly count: (filter: WithText<Filter>, signal: AbortSignal) => Promise<Counts>;
  readonly keyOf: (row: Row) => string;
}

/**
 * A filtered, sorted list of the library with the counts of its chips. Rows and counts always answer the
 * same question: what is typed becomes part of it after a pause, and the latest question wins.
 */
export class LibraryList<Row, Filter extends { readonly text?: string }, Column extends string, Counts> {
  /** As it stands in the filter field. */
  text = $state('');
  sort: Sort<Column>;
  readonly rows: WindowedRows<Row>;
  readonly counts: Loaded<Counts>;
  /** Key of the selected row. */
  selected = $state<string>();
  /** The row in the inspector; `undefined`: it is closed. */
  inspected = $state.raw<Row>();

  #filter: Filter;
  #asked: { readonly filter: WithText<Filter>; readonly sort: Sort<Column> };
  readonly #textPause = afterPause(() => this.#ask());

  constructor(source: ListSource<Row, Filter, Column, Counts>, filter: Filter, sort: Sort<Column>) {
    this.#filter = $state.raw(filter);
    this.sort = $state.raw(sort);
    this.#asked = $state.raw({ filter, sort });
    this.rows = new WindowedRows(
      (offset, limit, signal) => source.read({ ...this.#asked, offset, limit }, signal),
      source.keyOf,
    );
    this.counts = new Loaded((signal) => source.count(this.#asked.filter, signal));
  }

  get filter(): Filter {
    return this.#filter;
  }

  /** What rows and counts answer: the filter with the text that was typed, once the person stopped typing. */
  get askedFilter(): WithText<Filter> {
    return this.#asked.filter;
  }

  /** Whether anything but the whole list may be shown, by the filter field. */
  get hasText(): boolean {
    return (this.#asked.filter.text ?? '') !== '';
  }

  readonly setFilter = (filter: Filter): void => {
    this.#filter = filter;
    this.#ask();
  };

  readonly setText = (text: string): void => {
    if (text === this.text) return;
    this.text = text;
    this.#textPause.call();
  };

  readonly setSort = (sort: Sort<Column>): void => {
    this.sort = sort;
    this.#asked = { ...this.#asked, sort };
    this.rows.restart();
  };

  /** The selection moved: an open inspector follows it. */
  readonly follow = (row: Row): void => {
    if (this.inspected !== undefined) this.inspected = row;
  };

  readonly inspect = (row: Row): void => {
    this.inspected = row;
  };

  readonly closeInspector = (): void => {
    this.inspected = undefined;
  };

  /** The data changed: asks the same again, old rows stay meanwhile. */
  readonly reload = (): void => {
    this.rows.reload();
    this.counts.reload();
  };

  stop(): void {
    this.#textPause.stop();
    this.rows.cancel();
    this.counts.cancel();
  }

  #ask(): void {
    this.#textPause.stop();
    const text = this.text.trim();
    this.#asked = { filter: text === '' ? this.#filter : { ...this.#filter, text }, sort: this.sort };
    this.rows.restart();
    void this.counts.load();
  }
}
