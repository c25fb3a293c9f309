import type { MenuItem } from '../overlay/menu-item.ts';
import type { TableLayout } from './table-layout.svelte.ts';

/** Everything about a table's layout but what belongs to one column. `tenants`: to which it could be given, too. */
export function layoutActions<Row, Id extends string>(
  layout: TableLayout<Row, Id>,
  tenants: readonly string[],
): readonly MenuItem[] {
  return [
    {
      id: 'compact',
      text: 'Compact rows',
      checked: layout.density === 'compact',
      separated: true,
      run: () => layout.setDensity(layout.density === 'compact' ? 'comfortable' : 'compact'),
    },
    ...(tenants.length > 1
      ? [
          {
            id: 'all-tenants',
            text: 'This layout for all tenants',
            separated: true,
            run: () => layout.copyTo(tenants),
          },
        ]
      : []),
    {
      id: 'reset',
      text: 'Layout as it came',
      separated: tenants.length < 2,
      disabled: !layout.isChanged,
      run: () => layout.reset(),
    },
  ];
}
