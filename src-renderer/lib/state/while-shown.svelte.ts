import { untrack } from 'svelte';

import { getTabView } from './tab-view.svelte.ts';

/** Makes of an action one that waits while its view is hidden. */
export type Defer = (action: () => void) => () => void;

/**
 * Actions of a hidden tab wait until it is shown again, and come then once: a sync would otherwise have a dozen lists that nobody
 * sees asked anew with each page. To be called while the component is set up.
 */
export function whileShown(): Defer {
  const view = getTabView();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on the screen depends on it
  const due = new Set<() => void>();
  $effect(() => {
    if (!view.isShown || due.size === 0) return;
    const waiting = [...due];
    due.clear();
    untrack(() => {
      for (const action of waiting) action();
    });
  });
  return (action) => () => {
    if (untrack(() => view.isShown)) action();
    else due.add(action);
  };
}
