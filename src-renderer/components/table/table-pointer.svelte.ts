import type { TableCursor } from './table-cursor.svelte.ts';
import type { WindowedRows } from './windowed-rows.svelte.ts';

export interface TablePointerOf<Row> {
  readonly rows: WindowedRows<Row>;
  readonly cursor: TableCursor<Row>;
  readonly inspect: (row: Row) => void;
  readonly open: (row: Row) => void;
}

/** The inspector moves rows when it opens. Between the two clicks of a double click nothing may move. */
const doubleClick = 250;

/** What clicks in the rows do. To be made while the table is set up. */
export class TablePointer<Row> {
  readonly #of: TablePointerOf<Row>;
  #inspecting: ReturnType<typeof setTimeout> | undefined;

  constructor(of: TablePointerOf<Row>) {
    this.#of = of;
    $effect(() => () => clearTimeout(this.#inspecting));
  }

  rowOf(event: MouseEvent): Row | undefined {
    const element = (event.target as Element).closest<HTMLElement>('[data-index]');
    return element ? this.#of.rows.rowAt(Number(element.dataset['index'])) : undefined;
  }

  /** Of the columns as they are drawn, the one whose cell is under the pointer. */
  columnOf<Id>(event: MouseEvent, columns: readonly { readonly id: Id }[]): Id | undefined {
    const cell = (event.target as Element).closest('[role="gridcell"]');
    const place = [...(cell?.parentElement?.children ?? [])].findIndex((one) => one === cell);
    return columns[place]?.id;
  }

  readonly click = (event: MouseEvent): void => {
    const { rows, cursor, inspect } = this.#of;
    const row = this.rowOf(event);
    if (row === undefined) return;
    clearTimeout(this.#inspecting);
    const isMarking = event.ctrlKey || event.metaKey;
    const before = cursor.row;
    if (!event.shiftKey && !isMarking) rows.selection.clear();
    const { from, index } = cursor.pointTo(row);
    if (event.shiftKey) cursor.extend(from, index);
    else if (isMarking) cursor.markAlso(row, { row: before, from, index });
    else if (event.detail < 2) this.#inspecting = setTimeout(() => inspect(row), doubleClick);
  };

  readonly doubleClick = (event: MouseEvent): void => {
    clearTimeout(this.#inspecting);
    const row = this.rowOf(event);
    if (row !== undefined) this.#of.open(row);
  };
}
