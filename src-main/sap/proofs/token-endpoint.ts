import {
  allowInsecureRequests,
  type AuthorizationServer,
  type ClientAuth,
  customFetch,
  genericTokenEndpointRequest,
  processGenericTokenEndpointResponse,
} from 'oauth4webapi';

import { isLoopback } from '../../../src-shared/connections/address.ts';
import { exchange, readText } from '../exchange.ts';
import type { GuardedTransport } from '../guarded-transport.ts';
import { retryAfterSeconds } from '../retry.ts';
import type { Issued } from './renewed-proof.ts';
import { claimsOf, oauthResponse, scopesOf, tokenFailure } from './token-answer.ts';

export interface TokenEndpointOptions {
  readonly transport: GuardedTransport;
  readonly userAgent: string;
  readonly now: () => number;
  /** Ends a request under way. */
  readonly signal?: AbortSignal;
  /** ms without a byte. */
  readonly silence?: number;
}

export interface Grant {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly auth: ClientAuth;
  readonly type: 'client_credentials' | 'password';
  readonly parameters?: Readonly<Record<string, string>>;
}

const largestAnswer = 1024 * 1024;

/** One token request (catalogue 1.4). Throws `auth.*`, `network.*`, `tenant.rate-limited`, `tenant.unavailable`. */
export async function requestToken(grant: Grant, options: TokenEndpointOptions): Promise<Issued> {
  const { tokenUrl, clientId, auth, type, parameters = {} } = grant;
  const { origin, host, hostname } = new URL(tokenUrl);
  const server: AuthorizationServer = { issuer: origin, token_endpoint: tokenUrl };
  const client = { client_id: clientId };
  try {
    const answer = await genericTokenEndpointRequest(
      server,
      client,
      auth,
      type,
      { ...parameters },
      {
        [customFetch]: (url, init) => post(url, init, options),
        // The demo tenant and tests speak http on this machine; nowhere else does a secret go out in the clear.
        // oxlint-disable-next-line typescript/no-deprecated -- marked so to be seen, not because it goes away
        [allowInsecureRequests]: isLoopback(hostname),
      },
    );
    const result = await processGenericTokenEndpointResponse(server, client, answer);
    const seconds = result.expires_in ?? 0;
    return {
      proof: { authorization: `Bearer ${result.access_token}` },
      // 0 is what Neo says for "unknown" (catalogue 1.2).
      expiresAt: seconds > 0 ? options.now() + seconds * 1000 : undefined,
      scopes: scopesOf(result.scope, result.access_token),
      claims: claimsOf(result.access_token),
    };
  } catch (cause) {
    throw tokenFailure(cause, host, type);
  }
}

/** Reads the body as text first, so that a page of HTML and a refusal without JSON are told apart. */
async function post(
  url: string,
  init: { body?: unknown; headers: Record<string, string>; method: string },
  { transport, userAgent, now, signal, silence }: TokenEndpointOptions,
): Promise<Response> {
  const headers = { ...init.headers, 'user-agent': userAgent };
  const open = await exchange({
    transport,
    request: { url, method: init.method, headers, body: String(init.body) },
    signal,
    ...(silence === undefined ? {} : { silence }),
  });
  const { text } = await readText(open, largestAnswer);
  const { status, headers: answered } = open.answer;
  return oauthResponse(
    status,
    text,
    new URL(url).host,
    retryAfterSeconds(answered.get('retry-after'), now()),
  );
}

/**
 * Basic without percent-encoding: RFC 6749 asks for it, but the authorization server of SAP BTP takes id and secret as
 * they are and has refused encoded ones (catalogue 1.3).
 */
export function plainBasic(secret: string): ClientAuth {
  return (_server, client, _body, headers) => {
    headers.set('authorization', basic(client.client_id, secret));
  };
}

export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
