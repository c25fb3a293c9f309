import {
  allowInsecureRequests,
  type AuthorizationServer,
  type ClientAuth,
  clientCredentialsGrantRequest,
  customFetch,
  processClientCredentialsResponse,
  ResponseBodyError,
} from 'oauth4webapi';

import { AppError } from '../../src-shared/errors.ts';
import { exchange, readText } from './exchange.ts';
import { tenantText } from './odata/tenant-text.ts';
import type { Transport } from './transport.ts';

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
  /** Told when a token was fetched or refused. */
  readonly changed: () => void;
}

interface Token extends TokenFacts {
  readonly text: string;
}

/** Renewed a minute before it ends (catalogue 1.4). */
const early = 60_000;
const largestAnswer = 1024 * 1024;

/** Client credentials; tokens live in memory only, one request at a time. */
export class TokenSource {
  readonly #options: TokenSourceOptions;
  #token: Token | undefined;
  #running: Promise<Token> | undefined;

  constructor(options: TokenSourceOptions) {
    this.#options = options;
  }

  facts(): TokenFacts | undefined {
    return this.#token && { expiresAt: this.#token.expiresAt, scopes: this.#token.scopes };
  }

  /** Value for the Authorization header. Throws `auth.*`, `secrets.*`, `network.*`. */
  async authorization(): Promise<string> {
    const kept = this.#token;
    const fresh = kept && (kept.expiresAt === undefined || kept.expiresAt - early > this.#options.now());
    return `Bearer ${(fresh ? kept : await this.#fetch()).text}`;
  }

  /** After a 401: forgets the token that was refused, unless another request has renewed it already. */
  refused(authorization: string): void {
    if (this.#token && `Bearer ${this.#token.text}` === authorization) this.#token = undefined;
  }

  forget(): void {
    this.#token = undefined;
  }

  #fetch(): Promise<Token> {
    this.#running ??= this.#request().finally(() => {
      this.#running = undefined;
      this.#options.changed();
    });
    return this.#running;
  }

  async #request(): Promise<Token> {
    const { tokenUrl, clientId, now } = this.#options;
    const server: AuthorizationServer = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
    const client = { client_id: clientId };
    const secret = await this.#options.secret();
    const answer = await clientCredentialsGrantRequest(
      server,
      client,
      plainBasic(secret),
      new URLSearchParams(),
      {
        [customFetch]: (url, init) => this.#post(url, init),
        // The demo tenant and tests speak http on loopback; other http addresses are refused when a connection is saved.
        [allowInsecureRequests]:
          tokenUrl.startsWith('http://127.0.0.1') || tokenUrl.startsWith('http://localhost'),
      },
    );
    const { host } = new URL(tokenUrl);
    try {
      const result = await processClientCredentialsResponse(server, client, answer);
      const seconds = result.expires_in ?? 0;
      const token: Token = {
        text: result.access_token,
        // 0 is what Neo says for "unknown" (catalogue 1.2).
        expiresAt: seconds > 0 ? now() + seconds * 1000 : undefined,
        scopes: scopesOf(result.scope, result.access_token),
      };
      this.#token = token;
      return token;
    } catch (cause) {
      if (cause instanceof ResponseBodyError)
        throw refusal(cause.status, cause.error_description ?? cause.error, host);
      throw new AppError(
        'auth.endpoint-answer',
        'The token address answers something else.',
        { host },
        { cause },
      );
    }
  }

  /** Reads the body as text first, so that a page of HTML and a refusal without JSON are told apart. */
  async #post(
    url: string,
    init: { body?: unknown; headers: Record<string, string>; method: string; signal?: AbortSignal },
  ): Promise<Response> {
    const { host } = new URL(url);
    const open = await exchange({
      transport: this.#options.transport,
      request: {
        url,
        method: init.method,
        headers: { ...init.headers, 'user-agent': this.#options.userAgent },
        body: String(init.body),
      },
      signal: undefined,
    });
    const { status } = open.answer;
    const { text } = await readText(open, largestAnswer);
    if (text.trimStart().startsWith('{')) {
      return new Response(text, { status, headers: { 'content-type': 'application/json' } });
    }
    if (status === 401 || status === 403) throw refusal(status, tenantText(text), host);
    if (status >= 500)
      throw new AppError('tenant.unavailable', 'The token server is not available.', { host, status });
    throw new AppError('auth.endpoint-answer', 'The token address answers something else.', { host, status });
  }
}

function refusal(status: number, said: string | undefined, host: string): AppError {
  return new AppError('auth.rejected', 'The token server refused the credentials.', {
    host,
    status,
    ...(said === undefined ? {} : { tenantText: said }),
  });
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

/** From the answer, else from the token's own claims. */
function scopesOf(scope: string | undefined, token: string): readonly string[] {
  if (scope !== undefined && scope !== '') return scope.split(/\s+/);
  const [, claims = ''] = token.split('.');
  try {
    const { scope: list } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { scope?: unknown };
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
  } catch {
    // A token that is no JSON Web Token tells nothing about roles.
    return [];
  }
}
