import type { Sort } from '../../../src-shared/model/rows.ts';
import type { MenuItem } from '../overlay/menu-item.ts';
import type { TableColumn } from './table-column.ts';
import type { TableLayout } from './table-layout.svelte.ts';

/** What can be done with a visible column, besides sorting. */
export function columnActions<Row, Id extends string>(
  column: TableColumn<Row, Id>,
  layout: TableLayout<Row, Id>,
): readonly MenuItem[] {
  return [
    {
      id: 'pin',
      text: layout.isPinned(column) ? 'Unpin' : 'Pin to the left',
      icon: 'pin',
      separated: true,
      run: () => layout.togglePin(column),
    },
    {
      id: 'left',
      text: 'Move left',
      disabled: layout.neighbour(column, -1) === undefined,
      run: () => layout.move(column, -1),
    },
    {
      id: 'right',
      text: 'Move right',
      disabled: layout.neighbour(column, 1) === undefined,
      run: () => layout.move(column, 1),
    },
    { id: 'width', text: 'Width as it came', separated: true, run: () => layout.resetWidth(column) },
    {
      id: 'hide',
      text: 'Hide column',
      icon: 'eyeOff',
      disabled: layout.visible.length === 1,
      run: () => layout.toggle(column),
    },
  ];
}

/** Both ways to sort by a column. */
export function sortActions<Id extends string>(
  column: Id,
  sort: Sort<Id> | undefined,
  onSort: (sort: Sort<Id>) => void,
): readonly MenuItem[] {
  return (['ascending', 'descending'] as const).map((direction) => ({
    id: direction,
    text: `Sort ${direction}`,
    icon: direction === 'ascending' ? ('up' as const) : ('down' as const),
    disabled: sort?.column === column && sort.direction === direction,
    run: () => onSort({ column, direction }),
  }));
}
