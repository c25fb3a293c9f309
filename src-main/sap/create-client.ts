import { usesOwnTls } from '../../src-shared/connections/own-tls.ts';
import { AppError, type ErrorCode, isUnknownHost } from '../../src-shared/errors.ts';
import { clientOf, usesCertificate } from '../../src-shared/model/access.ts';
import type { EdgeRuntime } from '../../src-shared/model/way.ts';
import type { TenantCredentials, TokenFacts } from './access.ts';
import { readClientKey } from './client-key.ts';
import { type Clock, systemClock } from './clock.ts';
import { CsrfWriter } from './csrf.ts';
import { edgeAddress, offersOf } from './edge.ts';
import { closedGate, type Gate } from './gate.ts';
import { GuardedTransport, proofGate } from './guarded-transport.ts';
import { type HttpClientOptions, HttpTenantClient } from './http-tenant-client.ts';
import { RequestQueues } from './limits.ts';
import { createProof, type ProofOptions } from './proofs/create-proof.ts';
import { localProof } from './proofs/local-proof.ts';
import type { ClientActivity, TenantClient } from './tenant-client.ts';
import { TenantClock } from './tenant-clock.ts';
import type { TransportFor } from './transport.ts';
import { watched } from './watched-transport.ts';

export interface OpenClient {
  readonly client: TenantClient;
  /**
   * Reads an Edge Integration Cell with fewer areas: through the tenant with its proof and queue, or at the cell's own
   * root, whose answers say nothing about the tenant.
   */
  readonly edgeClient: (runtime: EdgeRuntime) => TenantClient;
  readonly writer: CsrfWriter;
  readonly activity: () => ClientActivity;
  /** Fetches a token, or answers what is known of the one there is. */
  readonly token: (signal: AbortSignal) => Promise<TokenFacts>;
  /** Ends what is under way and forgets the token. */
  readonly close: () => void;
}

export interface TenantClientsOptions {
  /** A transport of its own for each key. */
  readonly transportFor: TransportFor;
  /** The gate for the writes of each key. Reads have one of their own, which is never open. */
  readonly gateFor: (key: string) => Gate;
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
  'network.proxy-login',
  'network.proxy-unsupported',
]);
const refusedCodes: ReadonlySet<ErrorCode> = new Set([
  'auth.rejected',
  'auth.unauthorized',
  'auth.user-rejected',
  'auth.grant-refused',
  'auth.certificate-expired',
  'auth.certificate-refused',
  'network.tls-untrusted',
  'network.tls-changed',
]);

const ownCodes: ReadonlySet<ErrorCode> = new Set([
  'auth.secret-missing',
  'auth.passphrase-wrong',
  'auth.key-unusable',
  'gate.refused',
]);

/** Opens clients; requests of the same host and client share one queue, whoever makes them. */
export function createTenantClients(options: TenantClientsOptions) {
  const clock = options.clock ?? systemClock;
  const queues = new RequestQueues(clock);
  const userAgent = `TenantAtlas/${options.version}`;

  return (key: string, credentials: TenantCredentials, changed: () => void): OpenClient => {
    const { access, proxy, trust, secrets } = credentials;
    const chosen = options.transportFor(key, {
      proxy,
      proxyPassword: () => secrets.find('proxyPassword'),
      trust,
      usesUndici: usesOwnTls(trust, access.kind),
      clientKey: usesCertificate(access) ? () => readClientKey(access, secrets) : undefined,
    });
    const { host, origin } = new URL(credentials.tenantUrl);
    const tenantClock = new TenantClock(host);
    const transport = watched(
      chosen,
      (answer) => {
        tenantClock.seen(answer);
        credentials.answered?.(answer);
      },
      () => clock.now(),
    );
    const queue = queues.of(host, clientOf(access), credentials.perSecond);
    const closing = new AbortController();
    const reads = new GuardedTransport(transport, closedGate);
    const shared = {
      userAgent,
      ...(options.silence === undefined ? {} : { silence: options.silence }),
    };
    let reach: ClientActivity['reach'] = 'unknown';
    let isRecognised = false;
    let lastError: AppError | undefined;
    const proving: ProofOptions = {
      credentials,
      ...shared,
      transport: new GuardedTransport(transport, proofGate),
      now: () => clock.now(),
      elapsed: () => clock.elapsed(),
      changed,
      signal: closing.signal,
    };
    const proofs = createProof(proving);
    const reading: HttpClientOptions = {
      ...shared,
      transport: reads,
      origin,
      proofs,
      queue,
      clock,
      ahead: () => tenantClock.ahead,
      random: options.random ?? Math.random,
      closed: closing.signal,
      recognised: () => {
        isRecognised = true;
      },
      answered: (failure) => {
        reach = failure && isOwn(failure) ? reach : reachAfter(failure);
        lastError = failure && isAbsence(failure) ? undefined : failure;
        changed();
      },
    };
    const client = new HttpTenantClient(reading);
    const writer = new CsrfWriter({
      ...shared,
      origin,
      reads,
      writes: new GuardedTransport(transport, options.gateFor(key)),
      proofs,
      queue,
      now: () => clock.now(),
      closed: closing.signal,
    });
    return {
      client,
      edgeClient: (runtime) => {
        const { origin: own, root } = edgeAddress(runtime);
        const offers = offersOf(runtime);
        if (own === undefined) return new HttpTenantClient({ ...reading, root, offers });
        return new HttpTenantClient({
          ...reading,
          origin: own,
          root,
          offers,
          proofs: localProof(proving),
          queue: queues.of(new URL(own).host, clientOf(access)),
          // Its clock is its own, and nobody has compared it.
          ahead: () => 0,
          recognised: () => undefined,
          answered: changed,
        });
      },
      writer,
      activity: () => ({
        tokenExpiresAt: proofs.facts()?.expiresAt,
        requests: queue.history(),
        allowedPerSecond: queue.allowedPerSecond(),
        reach,
        isRecognised,
        lastError,
      }),
      token: async (signal) => {
        await proofs.proof(signal);
        return proofs.facts() ?? { expiresAt: undefined, scopes: [] };
      },
      close: () => {
        closing.abort(new AppError('request.cancelled', 'The connection was closed.'));
        proofs.forget();
        transport.close?.();
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

/** Failed before anything was sent: nothing is learnt of the tenant. */
function isOwn({ code }: AppError): boolean {
  return ownCodes.has(code) || code.startsWith('secrets.');
}

/** "There is none" is an answer, not a fault of the connection. */
function isAbsence(failure: AppError): boolean {
  return failure.code === 'tenant.not-found' && !isUnknownHost(failure);
}
