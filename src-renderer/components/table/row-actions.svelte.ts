import { offerViewCommands } from '../../lib/commands/view-commands.svelte.ts';
import { formatAmount } from '../../lib/format/numbers.ts';
import type { MenuItem } from '../overlay/menu-item.ts';
import type { CopyForm } from './rows-as-text.ts';

interface RowActions<Row> {
  /** The row that has the keys. */
  readonly row: () => Row | undefined;
  /** How many rows are marked. */
  readonly marked: () => number;
  readonly open: () => ((row: Row) => void) | undefined;
  readonly inspect: () => ((row: Row) => void) | undefined;
  readonly actionsOf: () => ((row: Row) => readonly MenuItem[]) | undefined;
  readonly copy: (form: CopyForm) => void;
  readonly markAll: () => void;
}

/**
 * What can be done with the row that has the keys: offered in the palette, and answered for its menu. To be
 * called while the table is set up.
 */
export function offerRowActions<Row>(of: RowActions<Row>): () => readonly MenuItem[] {
  function actions(): readonly MenuItem[] {
    const row = of.row();
    if (row === undefined) return [];
    const [open, inspect, marked] = [of.open(), of.inspect(), of.marked()];
    const rows = marked > 1 ? formatAmount(marked, 'row') : 'row';
    return [
      ...(open
        ? [{ id: 'open', text: 'Open', icon: 'file' as const, keys: 'Enter', run: () => open(row) }]
        : []),
      ...(inspect
        ? [
            {
              id: 'inspect',
              text: 'Inspect',
              icon: 'panelRight' as const,
              keys: 'Space',
              run: () => inspect(row),
            },
          ]
        : []),
      { id: 'copy', text: `Copy ${rows}`, icon: 'copy', separated: true, run: () => of.copy('text') },
      { id: 'copy-csv', text: `Copy ${rows} as CSV`, run: () => of.copy('csv') },
      { id: 'copy-json', text: `Copy ${rows} as JSON`, run: () => of.copy('json') },
      ...(of.actionsOf()?.(row) ?? []),
    ];
  }

  offerViewCommands(() => [
    ...actions().map(({ id, text, icon, run }) => ({
      id: `row.${id}`,
      title: text,
      group: 'Selected row',
      ...(icon && { icon }),
      run,
    })),
    { id: 'table.mark-all', title: 'Select all rows', group: 'Table', icon: 'check', run: of.markAll },
  ]);
  return actions;
}
