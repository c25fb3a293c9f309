import type { ConnectionId } from '../model/connections.ts';
import type { OverviewFacts } from '../model/overview.ts';
import { call, type Nothing, topic } from './call.ts';

/** The state of all connections at once. */
export const overview = {
  /** What is known without asking anybody; one entry for each connection. */
  list: call<Nothing, readonly OverviewFacts[]>(),
  /** Asks the tenants, one after the other on each host; over when all have answered. Cancelled with its call. */
  refresh: call<{ readonly connectionIds: readonly ConnectionId[] }, Nothing>(),
  changed: topic<Nothing>(),
};
