import { getAppState } from '../state/app-state.svelte.ts';
import { getTabView } from '../state/tab-view.svelte.ts';
import type { Command } from './command-registry.svelte.ts';

const filter = 'view.filter';

/**
 * Offers a view's actions while its tab is in front. The ids `view.refresh` (F5) and `view.filter`
 * (Ctrl/Cmd+F) have keys of their own. To be called while the component is set up.
 */
export function offerViewCommands(commands: () => readonly Command[]): void {
  const app = getAppState();
  const view = getTabView();
  const offered = (): readonly Command[] => commands().map((one) => (one.id === filter ? anew(one) : one));
  $effect(() => (view.isFront ? app.commands.add(offered) : undefined));
}

/** What is typed next takes the place of what stands there. */
function anew(command: Command): Command {
  const run = (): void => {
    command.run();
    const { activeElement } = document;
    if (activeElement instanceof HTMLInputElement) activeElement.select();
  };
  return { ...command, run };
}
