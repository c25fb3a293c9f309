import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import type { Client } from './clients.ts';
import { scopesOf, type ScopeSpelling } from './scope-spellings.ts';

/** Default lifetime of a token of the `api` plan (catalogue 1.4). */
export const tokenLifetime = 43_199;

export interface Grant {
  readonly client: Client;
  readonly expiresAt: number;
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The token endpoint: client credentials by Basic, unencoded; a signed JSON Web Token with the scopes. */
export class Tokens {
  readonly #clients: readonly Client[];
  readonly #now: () => number;
  #key = randomBytes(32);
  /** Seconds */
  lifetime: () => number = () => tokenLifetime;
  scopeSpelling: () => ScopeSpelling = () => 'application-role';

  constructor(clients: readonly Client[], now: () => number) {
    this.#clients = clients;
    this.#now = now;
  }

  /** Every token issued so far is worth nothing any more, whatever it says itself. */
  revokeAll(): void {
    this.#key = randomBytes(32);
  }

  /** Who asks, by Basic or by a valid token. */
  clientOf(authorization: string | undefined): Client | undefined {
    return this.clientByBasic(authorization) ?? this.verify(authorization)?.client;
  }

  /** `grantType` from the form or the query: both work (catalogue 1.4). */
  issue(authorization: string | undefined, grantType: string | undefined): TokenAnswer {
    const client = this.clientByBasic(authorization);
    if (!client)
      return { status: 401, body: { error: 'unauthorized', error_description: 'Bad credentials' } };
    if (grantType !== 'client_credentials') {
      return {
        status: 400,
        body: { error: 'unsupported_grant_type', error_description: 'Unsupported grant type' },
      };
    }
    const seconds = this.lifetime();
    const issued = Math.floor(this.#now() / 1000);
    const jti = randomBytes(16).toString('hex');
    const scopes = scopesOf(client.roles, this.scopeSpelling());
    const claims = {
      jti,
      client_id: client.id,
      scope: scopes,
      iat: issued,
      exp: issued + seconds,
      zid: 'nordwind',
    };
    const token = this.#sign(claims);
    return {
      status: 200,
      body: { access_token: token, token_type: 'bearer', expires_in: seconds, scope: scopes.join(' '), jti },
    };
  }

  /** The grant behind a bearer token, or undefined where it is none of ours or has expired. */
  verify(authorization: string | undefined): Grant | undefined {
    const [, token] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
    const [head = '', body = '', signature = ''] = (token ?? '').split('.');
    if (!sameText(signature, this.#signature(`${head}.${body}`))) return undefined;
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
      client_id: string;
      exp: number;
    };
    const client = this.#clients.find(({ id }) => id === claims.client_id);
    const expiresAt = claims.exp * 1000;
    return client && expiresAt > this.#now() ? { client, expiresAt } : undefined;
  }

  clientByBasic(authorization: string | undefined): Client | undefined {
    const [, encoded] = /^Basic (.+)$/i.exec(authorization ?? '') ?? [];
    const text = Buffer.from(encoded ?? '', 'base64').toString();
    return this.#clients.find(({ id, secret }) => sameText(text, `${id}:${secret}`));
  }

  #sign(claims: unknown): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const content = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
    return `${content}.${this.#signature(content)}`;
  }

  #signature(content: string): string {
    return createHmac('sha256', this.#key).update(content).digest('base64url');
  }
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
