import type { ForeseenPermissions, PermissionReport } from '../model/permissions.ts';
import { call, topic } from './call.ts';

interface One {
  readonly connectionId: string;
}

/** What the key of a connection may do. */
export const permissions = {
  /** What the last check found for the key there is now; kept in the library. */
  known: call<One, PermissionReport | undefined>(),
  /** What a view may expect before it asks: the last check, else what the token names. `undefined`: nothing is known. */
  foreseen: call<One, ForeseenPermissions | undefined>(),
  /** Asks the tenant with a new token, one cheap read per area. */
  check: call<One, PermissionReport>(),
  changed: topic<One>(),
};
