import type { ErrorData } from '../errors.ts';
import type { ConnectionId } from './connections.ts';

/** The most requests that refreshing one connection makes: a token, a count of messages, the keystore. */
export const requestsPerRefresh = 3;

/**
 * `locked` and `no-secret`: nobody was asked, because the secret cannot be read now or is not there. `unknown`: not asked yet.
 */
export const overviewStates = ['unknown', 'reachable', 'unreachable', 'locked', 'no-secret'] as const;
export type OverviewState = (typeof overviewStates)[number];

/** Keys and certificates of a tenant's keystore that end soon. */
export interface Expiring {
  /** Within 60 days, those that have ended included. */
  readonly count: number;
  /** The first of them, ms since 1970. */
  readonly firstAt: number | undefined;
}

/** What is known of a connection, each with its own time; times are ms since 1970. */
export interface OverviewFacts {
  readonly connectionId: ConnectionId;
  readonly state: OverviewState;
  /** When the state was found out. */
  readonly checkedAt: number | undefined;
  readonly error: ErrorData | undefined;
  /** When the figures were read: they stay while the tenant cannot be reached. */
  readonly readAt: number | undefined;
  /** In the hour before `readAt`; `undefined` where the tenant did not tell. */
  readonly failedMessages: number | undefined;
  readonly expiring: Expiring | undefined;
  /** When packages, runtime or messages were last synced. */
  readonly syncedAt: number | undefined;
  readonly isRefreshing: boolean;
}
