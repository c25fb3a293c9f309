import type { Command } from '../../lib/commands/command-registry.svelte.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { watchTab } from '../../lib/targets/watch-targets.ts';

const group = 'Watching';

/** Notifications, from anywhere in the window. */
export function watchCommands({ api, notices, tabs }: AppState): readonly Command[] {
  const pause = (minutes: number) => (): void => {
    api.watch.pause({ minutes }).catch(notices.fail);
  };
  return [
    {
      id: 'watch.open',
      title: 'Watching: rules, settings, history',
      group,
      icon: 'bell',
      run: () => tabs.open(watchTab()),
    },
    { id: 'watch.pause', title: 'No notifications for an hour', group, icon: 'bell', run: pause(60) },
    { id: 'watch.resume', title: 'Notify again', group, icon: 'bell', run: pause(0) },
  ];
}
