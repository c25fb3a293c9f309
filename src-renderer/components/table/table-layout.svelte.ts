import type { LayoutState } from '../../lib/state/layout.svelte.ts';
import { narrowestColumn, type TableColumn } from './table-column.ts';

/** Widths and choice of a table's columns, remembered under the table's id. */
export class TableLayout<Row> {
  readonly #layout: LayoutState;
  readonly #id: () => string;
  readonly #columns: () => readonly TableColumn<Row, string>[];

  constructor(layout: LayoutState, id: () => string, columns: () => readonly TableColumn<Row, string>[]) {
    this.#layout = layout;
    this.#id = id;
    this.#columns = columns;
  }

  readonly #kept = $derived.by(() => this.#layout.record(`table.${this.#id()}`));

  readonly visible = $derived.by(() => this.#columns().filter((column) => this.isShown(column)));

  /** For `grid-template-columns`. */
  readonly template = $derived.by(() => {
    const growing = this.visible.filter((column) => column.grows && !this.#isSet(column));
    // Something has to take what is left over, also where the person has set every width.
    const [only] = growing.length > 0 ? [] : this.visible.filter((column) => column.grows);
    return this.visible
      .map((column) => {
        const width = `${this.width(column)}px`;
        return growing.includes(column) || column === only ? `minmax(${width}, ${column.grows}fr)` : width;
      })
      .join(' ');
  });

  /** Below this width the table scrolls sideways. */
  readonly narrowest = $derived.by(() => this.visible.reduce((sum, column) => sum + this.width(column), 0));

  #isSet(column: TableColumn<Row, string>): boolean {
    return this.#kept[`${column.id}.width`] !== undefined;
  }

  width(column: TableColumn<Row, string>): number {
    const kept = Number(this.#kept[`${column.id}.width`] ?? Number.NaN);
    return Number.isFinite(kept) ? Math.max(narrowestColumn, kept) : column.width;
  }

  isShown(column: TableColumn<Row, string>): boolean {
    const kept = this.#kept[`${column.id}.shown`];
    return kept === undefined ? column.isHidden !== true : kept === 'yes';
  }

  resize(column: TableColumn<Row, string>, width: number): void {
    this.#set(`${column.id}.width`, String(Math.round(Math.max(narrowestColumn, width))));
  }

  /** Back to the width the table came with. */
  reset(column: TableColumn<Row, string>): void {
    const rest = Object.entries(this.#kept).filter(([name]) => name !== `${column.id}.width`);
    this.#layout.set(`table.${this.#id()}`, Object.fromEntries(rest));
  }

  /** The last column cannot be taken away. */
  toggle(column: TableColumn<Row, string>): void {
    const shown = this.isShown(column);
    if (shown && this.visible.length === 1) return;
    this.#set(`${column.id}.shown`, shown ? 'no' : 'yes');
  }

  #set(name: string, value: string): void {
    this.#layout.set(`table.${this.#id()}`, { ...this.#kept, [name]: value });
  }
}
