import { AppError } from '../../src-shared/errors.ts';
import { exchange, readText } from './exchange.ts';
import type { TokenSource } from './token-source.ts';
import type { Transport, TransportAnswer } from './transport.ts';

export interface CsrfOptions {
  readonly origin: string;
  readonly transport: Transport;
  readonly tokens: TokenSource;
  readonly userAgent: string;
}

interface Pair {
  readonly token: string;
  readonly cookies: string;
}

const largestAnswer = 64 * 1024;

/**
 * The CSRF token that writes need (catalogue 1.5): fetched lazily with its cookies, sent together, fetched again once
 * when the tenant says so. Nothing writes while the gate is closed; `openGate` is how a later gate lets a write pass, and
 * refuses by default.
 */
export class CsrfWriter {
  readonly #options: CsrfOptions;
  readonly #openGate: (method: string, url: URL) => void;
  #pair: Pair | undefined;

  constructor(options: CsrfOptions, openGate: (method: string, url: URL) => void = refuse) {
    this.#options = options;
    this.#openGate = openGate;
  }

  /** Sends one write and answers its status. Throws `gate.refused` unless the gate was opened. */
  async send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body: string): Promise<number> {
    const url = new URL(`${this.#options.origin}/api/v1/${path}`);
    this.#openGate(method, url);
    const first = await this.#write(method, url, body);
    const wantsAnother =
      first.status === 403 && first.headers.get('x-csrf-token')?.toLowerCase() === 'required';
    if (!wantsAnother) return first.status;
    this.#pair = undefined;
    return (await this.#write(method, url, body)).status;
  }

  async #write(method: string, url: URL, body: string): Promise<TransportAnswer> {
    this.#pair ??= await this.#fetchPair();
    const headers = {
      'x-csrf-token': this.#pair.token,
      cookie: this.#pair.cookies,
      'content-type': 'application/json',
    };
    return this.#exchange(method, url, headers, body);
  }

  async #fetchPair(): Promise<Pair> {
    const root = new URL(`${this.#options.origin}/api/v1/`);
    const answer = await this.#exchange('GET', root, { 'x-csrf-token': 'Fetch' });
    const token = answer.headers.get('x-csrf-token');
    if (token === null)
      throw new AppError('tenant.unexpected-shape', 'The tenant gives no CSRF token.', { area: 'root' });
    const cookies = (answer.headers.get('set-cookie') ?? '')
      .split(/,(?=\s*[\w-]+=)/)
      .map((cookie) => cookie.split(';')[0]?.trim() ?? '')
      .filter((cookie) => cookie !== '');
    return { token, cookies: cookies.join('; ') };
  }

  async #exchange(
    method: string,
    url: URL,
    more: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<TransportAnswer> {
    const { transport, tokens, userAgent } = this.#options;
    const authorization = await tokens.authorization();
    const headers = { accept: 'application/json', authorization, 'user-agent': userAgent, ...more };
    const request = { url: url.href, method, headers, ...(body === undefined ? {} : { body }) };
    const open = await exchange({ transport, request, signal: undefined });
    await readText(open, largestAnswer);
    return open.answer;
  }
}

function refuse(method: string): never {
  throw new AppError('gate.refused', `Refused: ${method} is no read. This connection is read-only.`);
}
