import type { ConnectionSummary } from '../../../src-shared/model/connections.ts';
import type { Command } from '../../lib/commands/command-registry.svelte.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { downloadsTab } from '../../lib/targets/targets.ts';

/** Asks how to bring home everything that a tenant hands out. */
export function downloadTenant(
  { downloads }: AppState,
  { id, name }: Pick<ConnectionSummary, 'id' | 'name'>,
): void {
  downloads.open({ connectionId: id, title: `all content of ${name}`, scope: { of: 'tenant' } });
}

/** Of the connection in front, from anywhere in the window. */
export function downloadCommands(app: AppState): readonly Command[] {
  const { summary } = app.active;
  if (!summary) return [];
  const group = 'Content';
  return [
    {
      id: 'downloads.tenant',
      title: `Download all content of ${summary.name}`,
      group,
      icon: 'download',
      run: () => downloadTenant(app, summary),
    },
    {
      id: 'downloads.open',
      title: 'Show downloads',
      group,
      icon: 'download',
      run: () => app.tabs.open(downloadsTab(summary.id)),
    },
  ];
}
