import type { Watch, WatchCost, WatchEvent, WatchSettings, WatchState } from '../model/watch.ts';
import { call, type Nothing, topic } from './call.ts';

/** Watching queries: a notification by the system when something is noticed. */
export const watch = {
  state: call<Nothing, WatchState>(),
  /** In place of the watch of the same query. */
  save: call<Watch, Nothing>(),
  /** The query is watched no more. */
  remove: call<{ readonly queryId: string }, Nothing>(),
  /** What watching a query would ask of its tenants; from the libraries, no tenant is asked. */
  cost: call<{ readonly queryId: string }, readonly WatchCost[]>(),
  writeSettings: call<WatchSettings, Nothing>(),
  /** No notifications for so many minutes; 0: again from now on. */
  pause: call<{ readonly minutes: number }, Nothing>(),
  /** What was noticed, newest first, of all tenants that are watched. */
  history: call<Nothing, readonly WatchEvent[]>(),
  /** Shows a notification, to see whether and how the system does. */
  test: call<Nothing, Nothing>(),
  changed: topic<Nothing>(),
  /** A notification was clicked: its query is to be shown; without one, what was noticed. */
  opened: topic<{ readonly queryId?: string; readonly connectionId?: string }>(),
};
