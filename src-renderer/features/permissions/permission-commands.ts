import type { Command } from '../../lib/commands/command-registry.svelte.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { rolesTab } from '../../lib/targets/targets.ts';

/** What the key of a connection may do is an action of the connection; roles can also be chosen without one. */
export function permissionCommands({ active, guide, tabs }: AppState): readonly Command[] {
  return [
    {
      id: 'permissions.roles',
      title: 'Choose the roles of a service instance',
      group: 'Connections',
      icon: 'key',
      run: () => tabs.open(rolesTab(active.id)),
    },
    {
      id: 'guide.open',
      title: 'How to get a service key',
      group: 'Connections',
      icon: 'help',
      run: () => guide.open(),
    },
  ];
}
