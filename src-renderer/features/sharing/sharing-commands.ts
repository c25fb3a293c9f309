import type { Command } from '../../lib/commands/command-registry.svelte.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';

const group = 'Connections';

/** Files of connections, from anywhere in the window. */
export function sharingCommands({ sharing, connections }: AppState): readonly Command[] {
  const own = connections.all.filter(({ isDemo }) => !isDemo);
  const bring: Command = {
    id: 'sharing.import',
    title: 'Import connections',
    group,
    icon: 'folder',
    run: () => sharing.import(),
  };
  if (own.length === 0) return [bring];
  const all: Command = {
    id: 'sharing.export',
    title: 'Export connections',
    group,
    icon: 'download',
    run: () => sharing.export(own.map(({ id }) => id)),
  };
  return [bring, all];
}
