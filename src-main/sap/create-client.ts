import type { AppError, ErrorCode } from '../../src-shared/errors.ts';
import { systemClock } from './clock.ts';
import { HttpTenantClient } from './http-tenant-client.ts';
import { type Clock, RequestQueues } from './limits.ts';
import type { ClientActivity, TenantClient } from './tenant-client.ts';
import { type TokenFacts, TokenSource } from './token-source.ts';
import type { Transport } from './transport.ts';

export interface ClientCredentials {
  readonly tenantUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly secret: () => Promise<string>;
}

export interface OpenClient {
  readonly client: TenantClient;
  readonly activity: () => ClientActivity;
  readonly token: (signal: AbortSignal) => Promise<TokenFacts>;
  readonly close: () => void;
}

export interface TenantClientsOptions {
  /** A transport with a partition of its own for each key. */
  readonly transportFor: (key: string) => Transport;
  readonly version: string;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly silence?: number;
}

const offlineCodes: ReadonlySet<ErrorCode> = new Set([
  'network.offline',
  'network.name-not-resolved',
  'network.refused',
  'network.timeout',
  'network.cut',
  'network.proxy',
]);
const refusedCodes: ReadonlySet<ErrorCode> = new Set([
  'auth.rejected',
  'auth.unauthorized',
  'network.tls-untrusted',
]);

/** Opens clients; requests of the same host and client share one queue, whoever makes them. */
export function createTenantClients(options: TenantClientsOptions) {
  const clock = options.clock ?? systemClock;
  const queues = new RequestQueues(clock);
  const userAgent = `TenantAtlas/${options.version}`;

  return (key: string, credentials: ClientCredentials, changed: () => void): OpenClient => {
    const transport = options.transportFor(key);
    const { host, origin } = new URL(credentials.tenantUrl);
    const queue = queues.of(host, credentials.clientId);
    let reach: ClientActivity['reach'] = 'unknown';
    let lastError: AppError | undefined;
    const tokens = new TokenSource({ ...credentials, transport, userAgent, now: () => clock.now(), changed });
    const client = new HttpTenantClient({
      origin,
      transport,
      tokens,
      queue,
      clock,
      userAgent,
      random: options.random ?? Math.random,
      ...(options.silence === undefined ? {} : { silence: options.silence }),
      answered: (failure) => {
        reach = reachAfter(failure);
        lastError = failure;
        changed();
      },
    });
    return {
      client,
      activity: () => ({
        tokenExpiresAt: tokens.facts()?.expiresAt,
        requests: queue.history(),
        allowedPerSecond: queue.allowedPerSecond(),
        reach,
        lastError,
      }),
      token: async (signal) => {
        signal.throwIfAborted();
        await tokens.authorization();
        return tokens.facts() ?? { expiresAt: undefined, scopes: [] };
      },
      close: () => {
        tokens.forget();
      },
    };
  };
}

/** A tenant that answers anything at all is online, also when one area is refused. */
function reachAfter(failure: AppError | undefined): ClientActivity['reach'] {
  if (!failure) return 'online';
  if (offlineCodes.has(failure.code)) return 'offline';
  return refusedCodes.has(failure.code) ? 'refused' : 'online';
}
