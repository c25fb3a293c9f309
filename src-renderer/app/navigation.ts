import type { AppState } from '../lib/state/app-state.svelte.ts';
import { type Area, areaOf } from './areas.ts';

/** Opens an area's list; one that needs a connection leads to the connections while there is none. */
export function openArea(app: AppState, area: Area): void {
  const connectionId = app.active.id;
  if (area.perConnection && connectionId === undefined) {
    openConnections(app);
    return;
  }
  const target = area.perConnection && connectionId !== undefined ? { connectionId } : {};
  app.tabs.open({ area: area.id, title: area.title, target });
}

/** Also takes the keyboard there. */
export function goToOtherPane({ panes, tabs }: AppState): void {
  tabs.focus(panes.other);
  document.getElementById(`tab-${tabs.front?.id ?? ''}`)?.focus();
}

export function openConnections(app: AppState): void {
  const area = areaOf('connections');
  if (area) openArea(app, area);
}
