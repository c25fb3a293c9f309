import {
  allowInsecureRequests,
  type AuthorizationServer,
  type ClientAuth,
  clientCredentialsGrantRequest,
  customFetch,
  processClientCredentialsResponse,
} from 'oauth4webapi';

import { isLoopback } from '../../src-shared/connections/address.ts';
import type { AppError, ErrorCode } from '../../src-shared/errors.ts';
import { exchange, readText } from './exchange.ts';
import { retryAfterSeconds } from './retry.ts';
import { oauthResponse, scopesOf, tokenFailure } from './token-answer.ts';
import type { Transport } from './transport.ts';
import { untilCancelled } from './until-cancelled.ts';

export interface TokenFacts {
  /** ms since 1970; undefined where the token server does not say: renewed on a 401 alone (catalogue 1.2). */
  readonly expiresAt: number | undefined;
  readonly scopes: readonly string[];
}

export interface TokenSourceOptions {
  readonly transport: Transport;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly secret: () => Promise<string>;
  readonly userAgent: string;
  readonly now: () => number;
  /** ms that only grow. */
  readonly elapsed: () => number;
  /** Told when a token was fetched or refused. */
  readonly changed: () => void;
  /** Ends a request under way; what it brings then is not kept. */
  readonly signal?: AbortSignal;
  /** ms without a byte. */
  readonly silence?: number;
}

interface Token extends TokenFacts {
  readonly text: string;
}

/** Renewed a minute before it ends (catalogue 1.4). */
const early = 60_000;
/** After these the token server is left alone for a while; seconds where it does not say how long. */
const pausing: ReadonlySet<ErrorCode> = new Set(['tenant.rate-limited', 'tenant.unavailable']);
const usualPause = 0.5;
const largestAnswer = 1024 * 1024;

/** Client credentials; tokens live in memory only, one request at a time. */
export class TokenSource {
  readonly #options: TokenSourceOptions;
  #token: Token | undefined;
  #running: Promise<Token> | undefined;
  #pause: { readonly until: number; readonly fault: AppError } | undefined;

  constructor(options: TokenSourceOptions) {
    this.#options = options;
  }

  /** What may be told about the token there is; never its text. */
  facts(): TokenFacts | undefined {
    return this.#token && { expiresAt: this.#token.expiresAt, scopes: this.#token.scopes };
  }

  /** Value for the Authorization header, fetched where there is none or it ends soon. Throws `auth.*`, `secrets.*`, `network.*`. */
  async authorization(signal?: AbortSignal): Promise<string> {
    const kept = this.#token;
    const fresh = kept && (kept.expiresAt === undefined || kept.expiresAt - early > this.#options.now());
    return `Bearer ${(fresh ? kept : await untilCancelled(this.#fetch(), signal)).text}`;
  }

  /** The newest one, without asking anybody. */
  latest(): string | undefined {
    return this.#token && `Bearer ${this.#token.text}`;
  }

  /** After a 401: forgets the token that was refused, unless another request has renewed it already. */
  refused(authorization: string): void {
    if (this.latest() === authorization) this.#token = undefined;
  }

  forget(): void {
    this.#token = undefined;
  }

  #fetch(): Promise<Token> {
    // Hundreds of requests may wait for a token: after a refusal each of them would ask on its own.
    if (this.#pause && this.#pause.until > this.#options.elapsed()) return Promise.reject(this.#pause.fault);
    this.#running ??= this.#request().finally(() => {
      this.#running = undefined;
      this.#options.changed();
    });
    return this.#running;
  }

  async #request(): Promise<Token> {
    const { tokenUrl, clientId, now, signal } = this.#options;
    const { origin, host, hostname } = new URL(tokenUrl);
    const server: AuthorizationServer = { issuer: origin, token_endpoint: tokenUrl };
    const client = { client_id: clientId };
    const secret = await this.#options.secret();
    try {
      const answer = await clientCredentialsGrantRequest(
        server,
        client,
        plainBasic(secret),
        new URLSearchParams(),
        {
          [customFetch]: (url, init) => this.#post(url, init),
          // The demo tenant and tests speak http on this machine; nowhere else does a secret go out in the clear.
          [allowInsecureRequests]: isLoopback(hostname),
        },
      );
      const result = await processClientCredentialsResponse(server, client, answer);
      const seconds = result.expires_in ?? 0;
      const token: Token = {
        text: result.access_token,
        // 0 is what Neo says for "unknown" (catalogue 1.2).
        expiresAt: seconds > 0 ? now() + seconds * 1000 : undefined,
        scopes: scopesOf(result.scope, result.access_token),
      };
      if (signal?.aborted !== true) this.#token = token;
      return token;
    } catch (cause) {
      const fault = tokenFailure(cause, host);
      if (pausing.has(fault.code)) {
        const seconds = fault.facts.retryAfterSeconds ?? usualPause;
        this.#pause = { until: this.#options.elapsed() + seconds * 1000, fault };
      }
      throw fault;
    }
  }

  /** Reads the body as text first, so that a page of HTML and a refusal without JSON are told apart. */
  async #post(
    url: string,
    init: { body?: unknown; headers: Record<string, string>; method: string },
  ): Promise<Response> {
    const { transport, userAgent, now, signal, silence } = this.#options;
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
}

/**
 * Basic without percent-encoding: RFC 6749 asks for it, but the authorization server of SAP BTP takes id and secret as
 * they are and has refused encoded ones (catalogue 1.3).
 */
function plainBasic(secret: string): ClientAuth {
  return (_server, client, _body, headers) => {
    headers.set('authorization', `Basic ${Buffer.from(`${client.client_id}:${secret}`).toString('base64')}`);
  };
}
