import type { VirtualScroll } from '../virtual/virtual-scroll.svelte.ts';
import { markStretch } from './row-marking.ts';
import { mostMarked } from './row-selection.svelte.ts';
import type { WindowedRows } from './windowed-rows.svelte.ts';

export interface TableCursorOf<Row> {
  readonly rows: WindowedRows<Row>;
  readonly scroll: VirtualScroll;
  /** The element that scrolls. */
  readonly grid: () => HTMLElement;
  /** Key of the selected row, which the table's owner keeps. */
  readonly selected: () => string | undefined;
  readonly setSelected: (key: string | undefined) => void;
  readonly onSelect: (row: Row) => void;
  readonly say: (text: string) => void;
  readonly fail: (caught: unknown) => void;
}

/** The row that has the keys, and what is marked from there. */
export class TableCursor<Row> {
  readonly #of: TableCursorOf<Row>;
  #index = $state(-1);
  #stretches = 0;

  constructor(of: TableCursorOf<Row>) {
    this.#of = of;
  }

  /** Place of the row that has the keys; -1: none has. */
  readonly active = $derived.by(() => {
    const { rows, selected } = this.#of;
    const key = selected();
    return key === undefined ? this.#index : (rows.indexOf(key, this.#index) ?? this.#index);
  });

  readonly row = $derived.by(() => (this.active < 0 ? undefined : this.#of.rows.rowAt(this.active)));

  toStart(): void {
    this.#of.scroll.toStart(this.#of.grid());
    this.#index = -1;
  }

  async moveTo(index: number, extend = false): Promise<void> {
    const { rows, scroll, grid, setSelected } = this.#of;
    const from = this.active;
    const target = Math.max(0, Math.min(rows.total - 1, index));
    if (rows.total === 0) return;
    if (extend) this.extend(from, target);
    else rows.selection.clear();
    this.#index = target;
    scroll.reveal(grid(), target);
    const known = rows.rowAt(target);
    if (known === undefined) setSelected(undefined);
    const row = known ?? (await rows.fetch(target));
    if (row !== undefined && this.#index === target) this.#select(row);
  }

  /** Gives the keys to a row that is drawn; answers where it stood before and stands now. */
  pointTo(row: Row): { readonly from: number; readonly index: number } {
    const { rows } = this.#of;
    const from = this.active;
    const index = rows.indexOf(rows.keyOf(row), this.#index) ?? -1;
    this.#index = index;
    this.#select(row);
    return { from, index };
  }

  /** From where the stretch began, or else from `from`. */
  extend(from: number, to: number): void {
    const { rows, say, fail } = this.#of;
    const { selection } = rows;
    if (selection.isEmpty || selection.anchor < 0) selection.anchor = Math.max(0, from);
    const stretch = ++this.#stretches;
    markStretch(rows, selection.anchor, to, () => stretch === this.#stretches).then((isWhole) => {
      if (!isWhole)
        say(
          `${mostMarked.toLocaleString('en')} rows are selected, the most by a stretch; Ctrl+A selects all`,
        );
    }, fail);
  }

  mark(row: Row, index: number): void {
    const { rows } = this.#of;
    rows.selection.anchor = index;
    rows.selection.toggle(rows.keyOf(row), row, index);
  }

  /** The row that had the keys before belongs to what is marked one by one. */
  markAlso(
    row: Row,
    before: { readonly row: Row | undefined; readonly from: number; readonly index: number },
  ): void {
    const { selection } = this.#of.rows;
    if (selection.isEmpty && before.row !== undefined && before.from !== before.index) {
      this.mark(before.row, before.from);
    }
    this.mark(row, before.index);
  }

  #select(row: Row): void {
    this.#of.setSelected(this.#of.rows.keyOf(row));
    this.#of.onSelect(row);
  }
}
