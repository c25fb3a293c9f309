import type { PermissionReport } from '../model/permissions.ts';
import { call, topic } from './call.ts';

interface One {
  readonly connectionId: string;
}

/** What the key of a connection may do. */
export const permissions = {
  /** What the last check found for the key there is now; kept in the library. */
  known: call<One, PermissionReport | undefined>(),
  /** Asks the tenant with a new token, one cheap read per area. */
  check: call<One, PermissionReport>(),
  changed: topic<One>(),
};
