import type { ConnectionSummary } from '../../src-shared/model/connections.ts';
import type { Library } from '../library/library.ts';
import type { TenantClient } from '../sap/tenant-client.ts';

/** An opened connection: what the domain services work with. */
export interface Session {
  readonly connection: ConnectionSummary;
  readonly client: TenantClient;
  readonly library: Library;
}

/** Answers the session of a connection, opening it where needed. Throws `connection.not-found`, `library.*`. */
export interface Sessions {
  get(connectionId: string): Promise<Session>;
}
