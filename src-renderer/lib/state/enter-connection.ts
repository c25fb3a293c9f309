import type { TabState } from '../../../src-shared/model/preferences.ts';
import { connectionsTab, homeTab } from '../targets/targets.ts';
import type { AppState } from './app-state.svelte.ts';
import type { PaneName } from './panes.svelte.ts';
import { paneOf } from './tabs.svelte.ts';

/** Brings a connection to the front, with the tabs it had or with its packages; in the pane where its tabs are. */
export function enterConnection(app: AppState, connectionId: string): void {
  const { panes } = app;
  const isElsewhere = !hasTabs(app, connectionId, panes.focused) && hasTabs(app, connectionId, panes.other);
  enterIn(app, connectionId, isElsewhere ? panes.other : panes.focused);
}

/** Shows a connection in the pane that has not the focus; splits the window where there is one pane. */
export function enterBeside(app: AppState, connectionId: string): void {
  const { panes, tabs } = app;
  if (!hasTabs(app, connectionId, panes.other) && connectionId === app.active.id) {
    const home = tabs.front && owns(connectionId)(tabs.front) ? tabs.front : undefined;
    const tab = home ?? tabs.all.find(owns(connectionId));
    if (tab) moveAcross(app, tab.id);
    return;
  }
  enterIn(app, connectionId, panes.other);
}

/** Moves a tab into the other pane. What it leaves behind is never nothing, but the list of connections. */
export function moveAcross(app: AppState, tabId: string): void {
  const { tabs } = app;
  const tab = tabs.all.find(({ id }) => id === tabId);
  if (!tab) return;
  const from = paneOf(tab);
  if (!tabs.isSplit && tabs.of(from).length === 1) tabs.open(connectionsTab, from);
  tabs.move(tabId, from === 'main' ? 'side' : 'main');
}

function enterIn(app: AppState, connectionId: string, pane: PaneName): void {
  const { active, tabs } = app;
  active.select(connectionId, pane);
  const own = tabs.all.find((tab) => owns(connectionId)(tab) && paneOf(tab) === pane);
  const front = tabs.frontOf(pane);
  if (!own) tabs.open(homeTab(connectionId), pane);
  else if (front && owns(connectionId)(front)) tabs.activate(front.id);
  else tabs.activate(own.id);
}

function hasTabs({ tabs }: AppState, connectionId: string, pane: PaneName): boolean {
  return tabs.all.some((tab) => owns(connectionId)(tab) && paneOf(tab) === pane);
}

function owns(connectionId: string): (tab: TabState) => boolean {
  return ({ target }) => target['connectionId'] === connectionId;
}
