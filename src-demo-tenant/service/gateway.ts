import { randomBytes } from 'node:crypto';

import { RateCounter } from '../access/rate-counter.ts';
import { areaOfSet } from '../access/roles.ts';
import type { Tokens } from '../access/tokens.ts';
import { ODataFault } from '../odata/fault.ts';
import { type Answer, html, json } from './answer.ts';
import { answerRequest, faultAnswer } from './answer-request.ts';
import { cellPath, type EdgeCells, isListedLocally } from './edge-cells.ts';
import type { Service } from './service.ts';

export interface GatewayRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface GatewayOptions {
  readonly service: Service;
  readonly cells: EdgeCells;
  readonly tokens: Tokens;
  readonly now: () => number;
  /** Clock of the rate limits: real time, also where `now` is injected; undefined: there are none. */
  readonly rateClock: (() => number) | undefined;
  /** Where addresses in answers point to; undefined: where the request came to. */
  readonly publicUrl: URL | undefined;
}

export const apiRoot = '/api/v1';
const sessionCookie = 'JSESSIONID';

/** What stands in front of the service: token endpoint, authentication, rates, CSRF; HTML where it refuses. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #rates: RateCounter | undefined;
  readonly #csrf = new Map<string, string>();

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#rates = options.rateClock && new RateCounter(options.rateClock);
  }

  answer(request: GatewayRequest): Answer {
    const { pathname } = request.url;
    if (pathname === '/oauth/token') return this.#token(request);
    const { tokens, cells } = this.#options;
    const cell = cellPath(pathname);
    const isTenant = pathname === apiRoot || pathname.startsWith(`${apiRoot}/`);
    const service = cell ? cells.at(cell) : isTenant ? this.#options.service : undefined;
    if (!service) return html(404, 'Requested route does not exist');
    const authorization = header(request, 'authorization');
    // A cell's own root knows no tokens (catalogue 1.1).
    const client =
      cell?.kind === 'local' ? tokens.clientByBasic(authorization) : tokens.verify(authorization)?.client;
    if (!client) return html(401, 'Unauthorized');
    const root = cell?.root ?? apiRoot;
    const path = pathname.slice(root.length + 1);
    const accept = header(request, 'accept') ?? '';
    const api = { accept, query: request.url.searchParams };
    if (cell?.kind === 'local' && !isListedLocally(path)) return html(403, 'Forbidden');
    if (this.#rates?.admits(areaOfSet(/^[^(/?]*/.exec(path)?.[0] ?? ''), client.id) === false) {
      return faultAnswer(new ODataFault(429, 'Too many requests. Please try again later.'), api);
    }
    const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
    if (isWrite && !this.#hasCsrfToken(request)) {
      return faultAnswer(
        new ODataFault(403, 'CSRF token validation failed', { 'x-csrf-token': 'Required' }),
        api,
      );
    }
    const answer = answerRequest(service, {
      ...api,
      method: request.method,
      path,
      client,
      now: this.#options.now(),
      root: `${serviceOrigin(this.#options.publicUrl ?? request.url)}${root}`,
    });
    const wantsToken = header(request, 'x-csrf-token')?.toLowerCase() === 'fetch';
    return wantsToken ? { ...answer, headers: { ...answer.headers, ...this.#newCsrfToken() } } : answer;
  }

  #token(request: GatewayRequest): Answer {
    if (request.method !== 'POST') return json({ error: 'method_not_allowed' }, 405);
    const form = new URLSearchParams(request.body);
    const grantType = form.get('grant_type') ?? request.url.searchParams.get('grant_type') ?? undefined;
    const { status, body } = this.#options.tokens.issue(header(request, 'authorization'), grantType);
    return json(body, status);
  }

  /** Token and cookie belong together (catalogue 1.5). */
  #newCsrfToken(): Readonly<Record<string, string>> {
    const session = randomBytes(8).toString('hex');
    const token = randomBytes(16).toString('hex');
    this.#csrf.set(session, token);
    return { 'x-csrf-token': token, 'set-cookie': `${sessionCookie}=${session}; Path=/; HttpOnly` };
  }

  #hasCsrfToken(request: GatewayRequest): boolean {
    const session = new RegExp(`${sessionCookie}=(\\w+)`).exec(header(request, 'cookie') ?? '')?.[1];
    const token = header(request, 'x-csrf-token');
    return session !== undefined && token !== undefined && this.#csrf.get(session) === token;
  }
}

/** Addresses in answers always carry their port, also the default one (catalogue 1.1). */
function serviceOrigin(url: URL): string {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return `${url.protocol}//${url.hostname}:${port}`;
}

function header(request: GatewayRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join('; ') : value;
}
