import type { TableColumn } from './table-column.ts';
import type { TableLayout } from './table-layout.svelte.ts';

/** Pixels of movement that make a press a drag. */
const slack = 6;

/** A column that is dragged by its name to another place. */
export class ColumnDrag<Row, Id extends string> {
  /** The column under the pointer, and the side at which the dragged one would land. */
  target = $state.raw<{ readonly column: TableColumn<Row, Id>; readonly side: 'before' | 'after' }>();
  column = $state.raw<TableColumn<Row, Id>>();
  #pressed: { readonly column: TableColumn<Row, Id>; readonly x: number } | undefined;
  #hasEnded = false;
  readonly #layout: () => TableLayout<Row, Id>;

  constructor(layout: () => TableLayout<Row, Id>) {
    this.#layout = layout;
  }

  /** The click that follows a drag is none. */
  get hasJustEnded(): boolean {
    return this.#hasEnded;
  }

  start(event: PointerEvent, column: TableColumn<Row, Id>): void {
    this.#hasEnded = false;
    if (event.button === 0) this.#pressed = { column, x: event.clientX };
  }

  /** `cells` are the headings, in the order of the visible columns. */
  move(event: PointerEvent, cells: readonly Element[]): void {
    if (!this.#pressed || (!this.column && Math.abs(event.clientX - this.#pressed.x) < slack)) return;
    if (!this.column) {
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      this.column = this.#pressed.column;
    }
    const at = cells.findIndex((cell) => event.clientX < cell.getBoundingClientRect().right);
    const cell = cells.at(at);
    const column = this.#layout().visible.at(at);
    if (!cell || !column || column === this.column) {
      this.target = undefined;
      return;
    }
    const { left, width } = cell.getBoundingClientRect();
    this.target = { column, side: event.clientX < left + width / 2 ? 'before' : 'after' };
  }

  end(): void {
    if (this.column) {
      this.#hasEnded = true;
      if (this.target) this.#layout().place(this.column, this.target.column, this.target.side);
    }
    this.giveUp();
  }

  giveUp(): void {
    this.#pressed = undefined;
    this.column = undefined;
    this.target = undefined;
  }
}
