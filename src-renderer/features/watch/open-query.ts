import { readRuntimeId } from '../../../src-shared/connections/runtimes.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { queryTab } from '../../lib/targets/query-targets.ts';
import { watchTab } from '../../lib/targets/watch-targets.ts';

interface QueryToOpen {
  readonly queryId: string;
  readonly queryName?: string;
  readonly connectionId: string;
}

/** The messages of a query, in the tenant where something was noticed. */
export function openQuery(app: AppState, { queryId, queryName, connectionId }: QueryToOpen): void {
  const owner = readRuntimeId(connectionId).connectionId;
  if (app.connections.find(owner)) {
    app.active.select(owner);
    app.tabs.open(queryTab(connectionId, { id: queryId, name: queryName ?? 'Messages of a query' }));
  } else {
    app.tabs.open(watchTab());
  }
}

/** Follows clicks on notifications; answers how to stop. */
export function followNotifications(app: AppState): () => void {
  return app.api.watch.opened(({ queryId, connectionId }) => {
    if (queryId !== undefined && connectionId !== undefined) openQuery(app, { queryId, connectionId });
    else app.tabs.open(watchTab());
  });
}
