import type { ConnectionSummary } from '../../src-shared/model/connections.ts';
import type { Library } from '../library/library.ts';
import type { TenantClient } from '../sap/tenant-client.ts';

/** An opened runtime of a connection: what the domain services work with. */
export interface Session {
  /** Its id names the runtime, see `runtimes.ts`: that of the connection where it is the tenant's own. */
  readonly connection: ConnectionSummary;
  readonly client: TenantClient;
  readonly library: Library;
  /** Where packages and artifacts are read to, for a runtime that has none of its own. */
  readonly designTime?: Library;
}

/** Answers the session of a runtime, opening it where needed. Throws `connection.not-found`, `library.*`. */
export interface Sessions {
  get(runtimeId: string): Promise<Session>;
}
