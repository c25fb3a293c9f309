import type { Snippet } from 'svelte';

import type { Sort } from '../../../src-shared/model/rows.ts';
import type { MenuItem } from '../overlay/menu-item.ts';
import type { TableColumn } from './table-column.ts';
import type { WindowedRows } from './windowed-rows.svelte.ts';

export interface DataTableProps<Row, Id extends string> {
  /** Name under which the layout is remembered. */
  readonly id: string;
  /** Whose layout it is; a table of no tenant, or of several, has one for all. */
  readonly connectionId?: string | undefined;
  /** Accessible name, such as "Artifacts". */
  readonly label: string;
  readonly rows: WindowedRows<Row>;
  readonly columns: readonly TableColumn<Row, Id>[];
  /** Cells that are more than text. */
  readonly cells?: Partial<Record<Id, Snippet<[Row]>>>;
  readonly sort?: Sort<Id> | undefined;
  readonly onSort?: ((sort: Sort<Id>) => void) | undefined;
  /** Key of the selected row; it stays selected when rows move or are read again. */
  selected?: string | undefined;
  readonly onSelect?: ((row: Row) => void) | undefined;
  /** A click or Space: show it in the inspector. */
  readonly onInspect?: ((row: Row) => void) | undefined;
  /** Told which rows are on the screen, `end` not included. */
  readonly onLook?: ((first: number, end: number) => void) | undefined;
  /** A double click or Enter. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** What else can be done with a row, for its menu under the right button and the palette. */
  readonly actionsOf?: ((row: Row) => readonly MenuItem[]) | undefined;
  /** What can be done with the cell that the menu was opened on; without a column where it was opened by keys. */
  readonly cellActionsOf?: ((row: Row, column: Id | undefined) => readonly MenuItem[]) | undefined;
  /** Shown in place of rows where there are none. */
  readonly empty: Snippet;
}
