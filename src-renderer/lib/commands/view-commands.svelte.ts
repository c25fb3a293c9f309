import { getAppState } from '../state/app-state.svelte.ts';
import { getTabView } from '../state/tab-view.svelte.ts';
import type { Command } from './command-registry.svelte.ts';

/**
 * Offers a view's actions while its tab is in front. The ids `view.refresh` (F5) and `view.filter`
 * (Ctrl/Cmd+F) have keys of their own. To be called while the component is set up.
 */
export function offerViewCommands(commands: () => readonly Command[]): void {
  const app = getAppState();
  const view = getTabView();
  $effect(() => (view.isFront ? app.commands.add(commands) : undefined));
}
