import type { AppState } from './app-state.svelte.ts';
import { homeTab } from './targets.ts';

/** Brings a connection to the front, with the tabs it had or with its packages. */
export function enterConnection(app: AppState, connectionId: string): void {
  app.active.select(connectionId);
  const own = app.tabs.all.filter(({ target }) => target['connectionId'] === connectionId);
  if (own.length === 0) app.tabs.open(homeTab(connectionId));
  else if (app.tabs.front?.target['connectionId'] !== connectionId && own[0]) app.tabs.activate(own[0].id);
}
