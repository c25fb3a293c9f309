import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Recorded {
  readonly method: string;
  /** With its query, still encoded. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Plain {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Text, bytes, or a value that goes out as JSON. */
  readonly body?: unknown;
}

/** Anything a plain answer cannot do: silence, half a body, an answer that depends on the request. */
export type Play = (response: ServerResponse, request: Recorded) => void | Promise<void>;
export type Script = Plain | Play;

/** A tenant and its token server on a loopback port, which answers what a test wrote for each path. */
export class TenantServer {
  readonly requests: Recorded[] = [];
  readonly #scripts = new Map<string, Script[]>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #tokens = 0;

  static async start(): Promise<TenantServer> {
    const server = new TenantServer();
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get tokenUrl(): string {
    return `${this.origin}/oauth/token`;
  }

  /** Answers one after the other; the last one stays. Path below `/api/v1/`, or absolute, without its query. */
  on(path: string, ...scripts: readonly Script[]): void {
    this.#scripts.set(absolute(path), [...scripts]);
  }

  /** What was asked of the API, without the token requests. */
  get reads(): readonly Recorded[] {
    return this.requests.filter(({ url }) => !url.startsWith('/oauth/'));
  }

  get tokenRequests(): readonly Recorded[] {
    return this.requests.filter(({ url }) => url.startsWith('/oauth/'));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = '', url = '', headers } = request;
    const recorded = { method, url, headers, body: Buffer.concat(parts).toString() };
    this.requests.push(recorded);
    const scripts = this.#scripts.get(url.replace(/\?.*/s, ''));
    const script = (scripts && scripts.length > 1 ? scripts.shift() : scripts?.[0]) ?? this.#standard(url);
    if (typeof script === 'function') await script(response, recorded);
    else send(response, script);
  }

  #standard(url: string): Script {
    if (!url.startsWith('/oauth/')) return { status: 404, body: odataError('Not Found', 'No such thing.') };
    this.#tokens++;
    return { body: { access_token: `token-${this.#tokens}`, token_type: 'bearer', expires_in: 3_600 } };
  }
}

export function send(response: ServerResponse, { status = 200, headers = {}, body }: Plain): void {
  const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const all = isRaw ? headers : { 'content-type': 'application/json', ...headers };
  for (const [name, value] of Object.entries(all)) response.setHeader(name, value);
  response.statusCode = status;
  response.end(isRaw ? body : JSON.stringify(body));
}

export function odataError(code: string, value: string | null): unknown {
  return { error: { code, message: { lang: 'en', value } } };
}

export function list(results: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): Plain {
  return { body: { d: { results, ...more } } };
}

function absolute(path: string): string {
  return path.startsWith('/') ? path : `/api/v1/${path}`;
}
