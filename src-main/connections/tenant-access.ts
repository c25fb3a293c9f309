import type { EdgeRuntime } from '../../src-shared/model/way.ts';
import type { TenantCredentials, TokenFacts } from '../sap/access.ts';
import type { ClientActivity, TenantClient } from '../sap/tenant-client.ts';

export type { TenantCredentials } from '../sap/access.ts';

/** A client with its own session, limits and token, and what can be told about it. */
export interface TenantAccess {
  readonly client: TenantClient;
  readonly edgeClient: (runtime: EdgeRuntime) => TenantClient;
  readonly activity: () => ClientActivity;
  /** Fetches a token, or answers the one there is. */
  readonly token: (signal: AbortSignal) => Promise<TokenFacts>;
  readonly close: () => void;
}

/** Builds an access; `changed` is told after each request, token and failure. `key` names its partition: `passing` where it is closed after a moment. */
export type OpenAccess = (key: string, credentials: TenantCredentials, changed: () => void) => TenantAccess;
