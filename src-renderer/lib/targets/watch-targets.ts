import type { TabToOpen } from '../state/tabs.svelte.ts';

/** Rules, settings and history of watching; `queryId`: begins with the rules of that query. */
export function watchTab(queryId?: string): TabToOpen {
  return { area: 'watch', title: 'Watching', target: queryId === undefined ? {} : { queryId } };
}
