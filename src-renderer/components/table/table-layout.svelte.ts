import { readRuntimeId } from '../../../src-shared/connections/runtimes.ts';
import type { LayoutState } from '../../lib/state/layout.svelte.ts';
import { inOrder, placedBeside } from './column-order.ts';
import { narrowestColumn, type TableColumn } from './table-column.ts';

/** Pixels of a row; the design's 28, and 24 as the smallest a pointer is sure to hit. */
const rowHeights = { comfortable: 28, compact: 24 } as const;
export type Density = keyof typeof rowHeights;

export interface TableLayoutOf<Row, Id extends string> {
  readonly layout: LayoutState;
  /** Name of the table, such as "messages". */
  readonly id: () => string;
  /** Tenant whose layout it is; `undefined`: a table that belongs to none. */
  readonly connectionId: () => string | undefined;
  readonly columns: () => readonly TableColumn<Row, Id>[];
}

/**
 * What a person made of a table: choice, widths, order and pinning of its columns, height of its rows. Remembered under the
 * table's id, for each tenant by itself.
 */
export class TableLayout<Row, Id extends string> {
  readonly #of: TableLayoutOf<Row, Id>;

  constructor(of: TableLayoutOf<Row, Id>) {
    this.#of = of;
  }

  readonly #kept = $derived.by(() => this.#of.layout.record(this.#nameFor(this.#of.connectionId())));

  /** All columns as they stand from left to right, pinned ones first. */
  readonly ordered = $derived.by(() => {
    const placed = inOrder(this.#of.columns(), idsIn(this.#kept['order']));
    return [
      ...placed.filter((column) => this.isPinned(column)),
      ...placed.filter((column) => !this.isPinned(column)),
    ];
  });

  readonly visible = $derived.by(() => this.ordered.filter((column) => this.isShown(column)));

  readonly density = $derived.by((): Density =>
    this.#kept['rows'] === 'compact' ? 'compact' : 'comfortable',
  );
  readonly rowHeight = $derived.by(() => rowHeights[this.density]);

  /** For `grid-template-columns`. */
  readonly template = $derived.by(() => {
    // A pinned column has the width that those beside it are moved by.
    const able = this.visible.filter((column) => column.grows && !this.isPinned(column));
    const growing = able.filter((column) => !this.#isSet(column));
    // Something has to take what is left over, also where the person has set every width.
    const [only] = growing.length > 0 ? [] : able;
    return this.visible
      .map((column) => {
        const width = `${this.width(column)}px`;
        return growing.includes(column) || column === only ? `minmax(${width}, ${column.grows}fr)` : width;
      })
      .join(' ');
  });

  /** Below this width the table scrolls sideways. */
  readonly narrowest = $derived.by(() => this.visible.reduce((sum, column) => sum + this.width(column), 0));

  /** How far from the left edge a pinned column stays. */
  readonly offsets: ReadonlyMap<string, number> = $derived.by(() => {
    let left = 0;
    const pinned = this.visible.filter((column) => this.isPinned(column));
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- made anew whenever it changes
    return new Map(
      pinned.map((column) => {
        const entry = [column.id, left] as const;
        left += this.width(column);
        return entry;
      }),
    );
  });

  /** The last of the pinned columns, which has an edge. */
  readonly lastPinned = $derived.by(() => this.visible.findLast((column) => this.isPinned(column)));

  readonly isChanged = $derived.by(() => Object.keys(this.#kept).length > 0);

  width(column: TableColumn<Row, Id>): number {
    const kept = Number(this.#kept[`${column.id}.width`] ?? Number.NaN);
    return Number.isFinite(kept) ? Math.max(narrowestColumn, kept) : column.width;
  }

  isShown(column: TableColumn<Row, Id>): boolean {
    const kept = this.#kept[`${column.id}.shown`];
    return kept === undefined ? column.isHidden !== true : kept === 'yes';
  }

  isPinned(column: TableColumn<Row, Id>): boolean {
    return this.#kept[`${column.id}.pinned`] === 'yes';
  }

  resize(column: TableColumn<Row, Id>, width: number): void {
    this.#set({ [`${column.id}.width`]: String(Math.round(Math.max(narrowestColumn, width))) });
  }

  /** Back to the width the table came with. */
  resetWidth(column: TableColumn<Row, Id>): void {
    this.#without(`${column.id}.width`);
  }

  /** The last column cannot be taken away. */
  toggle(column: TableColumn<Row, Id>): void {
    const shown = this.isShown(column);
    if (shown && this.visible.length === 1) return;
    this.#set({ [`${column.id}.shown`]: shown ? 'no' : 'yes' });
  }

  togglePin(column: TableColumn<Row, Id>): void {
    if (this.isPinned(column)) this.#without(`${column.id}.pinned`);
    else this.#set({ [`${column.id}.pinned`]: 'yes' });
  }

  /** The visible column that a column would change places with; pinned ones move among themselves. */
  neighbour(column: TableColumn<Row, Id>, by: -1 | 1): TableColumn<Row, Id> | undefined {
    const movable = this.visible.filter((one) => this.isPinned(one) === this.isPinned(column));
    return movable[movable.findIndex(({ id }) => id === column.id) + by];
  }

  move(column: TableColumn<Row, Id>, by: -1 | 1): void {
    const neighbour = this.neighbour(column, by);
    if (neighbour) this.place(column, neighbour, by < 0 ? 'before' : 'after');
  }

  /** Beside a pinned column it is pinned, too. */
  place(column: TableColumn<Row, Id>, beside: TableColumn<Row, Id>, side: 'before' | 'after'): void {
    const order = placedBeside(this.ordered, column, beside, side).map(({ id }) => id);
    this.#set({
      order: JSON.stringify(order),
      [`${column.id}.pinned`]: this.isPinned(beside) ? 'yes' : 'no',
    });
  }

  setDensity(density: Density): void {
    this.#set({ rows: density });
  }

  /** Everything as the table came. */
  reset(): void {
    this.#keep({});
  }

  /** The same for the tables of these tenants, in place of what they had. */
  copyTo(connectionIds: readonly string[]): void {
    for (const id of connectionIds) this.#of.layout.set(this.#nameFor(id), this.#kept);
  }

  #isSet(column: TableColumn<Row, Id>): boolean {
    return this.#kept[`${column.id}.width`] !== undefined;
  }

  #set(changes: Readonly<Record<string, string>>): void {
    this.#keep({ ...this.#kept, ...changes });
  }

  #without(name: string): void {
    this.#keep(Object.fromEntries(Object.entries(this.#kept).filter(([other]) => other !== name)));
  }

  #keep(all: Readonly<Record<string, string>>): void {
    this.#of.layout.set(this.#nameFor(this.#of.connectionId()), all);
  }

  /** With the connection's id in it the layout goes when the connection does. */
  #nameFor(connectionId: string | undefined): string {
    const name = `table.${this.#of.id()}`;
    return connectionId === undefined ? name : `${name} ${readRuntimeId(connectionId).connectionId}`;
  }
}

function idsIn(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  } catch {
    // Written by another version: a layout is never worth an error.
    return [];
  }
}
