import { offerViewCommands } from '../../lib/commands/view-commands.svelte.ts';
import { formatAmount } from '../../lib/format/numbers.ts';
import type { MenuItem } from '../overlay/menu-item.ts';

interface RowActions<Row> {
  /** The row that has the keys. */
  readonly row: () => Row | undefined;
  /** How many rows are marked. */
  readonly marked: () => number;
  readonly open: () => ((row: Row) => void) | undefined;
  readonly inspect: () => ((row: Row) => void) | undefined;
  readonly actionsOf: () => ((row: Row) => readonly MenuItem[]) | undefined;
  readonly copy: () => void;
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
      {
        id: 'copy',
        text: marked > 1 ? `Copy ${formatAmount(marked, 'row')}` : 'Copy row',
        icon: 'copy',
        separated: true,
        run: of.copy,
      },
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
