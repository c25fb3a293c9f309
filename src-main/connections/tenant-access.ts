import type { ClientActivity, TenantClient } from '../sap/tenant-client.ts';

/** What a client needs to know about a connection. The secret is read when a token is fetched. */
export interface TenantCredentials {
  readonly tenantUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly secret: () => Promise<string>;
}

export interface TokenFacts {
  /** `undefined` where the token server does not say (catalogue 1.2). */
  readonly expiresAt: number | undefined;
  readonly scopes: readonly string[];
}

/** A client with its own session, limits and token, and what can be told about it. */
export interface TenantAccess {
  readonly client: TenantClient;
  readonly activity: () => ClientActivity;
  /** Fetches a token, or answers the one there is. */
  readonly token: (signal: AbortSignal) => Promise<TokenFacts>;
  readonly close: () => void;
}

/** Builds an access; `changed` is told after each request, token and failure. `key` names its partition. */
export type OpenAccess = (key: string, credentials: TenantCredentials, changed: () => void) => TenantAccess;
