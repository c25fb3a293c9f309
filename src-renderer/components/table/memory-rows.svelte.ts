import type { Sort } from '../../../src-shared/model/rows.ts';
import type { TableColumn } from './table-column.ts';
import { WindowedRows } from './windowed-rows.svelte.ts';

const inOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Rows that the window holds whole, sorted and filtered here by what their columns show. */
export class MemoryRows<Row, Id extends string> {
  sort = $state.raw<Sort<Id>>();
  text = $state('');
  readonly rows: WindowedRows<Row>;
  readonly #all: () => readonly Row[];
  readonly #columns: () => readonly TableColumn<Row, Id>[];

  constructor(
    all: () => readonly Row[],
    columns: () => readonly TableColumn<Row, Id>[],
    keyOf: (row: Row) => string,
  ) {
    this.#all = all;
    this.#columns = columns;
    this.rows = new WindowedRows((offset, limit) => {
      const found = this.#found;
      return Promise.resolve({ rows: found.slice(offset, offset + limit), offset, total: found.length });
    }, keyOf);
  }

  readonly #found = $derived.by((): readonly Row[] => {
    const wanted = this.text.trim().toLowerCase();
    const columns = this.#columns();
    const rows =
      wanted === ''
        ? this.#all()
        : this.#all().filter((row) => columns.some(({ text }) => text(row).toLowerCase().includes(wanted)));
    const { sort } = this;
    const by = columns.find(({ id }) => id === sort?.column);
    if (!sort || !by) return rows;
    const sign = sort.direction === 'ascending' ? 1 : -1;
    return rows.toSorted((one, other) => sign * inOrder.compare(by.text(one), by.text(other)));
  });

  readonly setSort = (sort: Sort<Id>): void => {
    this.sort = sort;
    this.rows.restart();
  };

  readonly setText = (text: string): void => {
    this.text = text;
    this.rows.restart();
  };
}
