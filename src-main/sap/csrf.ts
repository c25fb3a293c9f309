import { AppError } from '../../src-shared/errors.ts';
import type { ProofSource } from './access.ts';
import { exchange, readText } from './exchange.ts';
import { type Gate, readOnlyGate } from './gate.ts';
import { statusFailure } from './odata/answer.ts';
import { apiRoot } from './same-host.ts';
import type { Transport } from './transport.ts';
import { untilCancelled } from './until-cancelled.ts';

export interface CsrfOptions {
  readonly origin: string;
  readonly transport: Transport;
  readonly proofs: ProofSource;
  readonly userAgent: string;
  /** The closed one where nothing else is said: it refuses every write before anything is sent. */
  readonly gate?: Gate;
}

export interface Write {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Relative to `/api/v1/` and encoded. */
  readonly path: string;
  readonly body: string;
  readonly signal?: AbortSignal;
}

export interface Written {
  readonly status: number;
  readonly text: string;
}

interface Pair {
  readonly token: string;
  readonly cookies: string;
}

interface Sent extends Written {
  readonly header: (name: string) => string | null;
}

const largestAnswer = 64 * 1024;

/**
 * Writes with the CSRF token they need (catalogue 1.5): fetched lazily with its cookies, sent together, fetched again once
 * when the tenant says so. Nothing of the app makes one while there is only the closed gate.
 */
export class CsrfWriter {
  readonly #options: CsrfOptions;
  #pair: Promise<Pair> | undefined;

  constructor(options: CsrfOptions) {
    this.#options = options;
  }

  /** One write and the tenant's answer to it, whatever its status. Throws `gate.refused` before anything is sent. */
  async send({ method, path, body, signal }: Write): Promise<Written> {
    const url = new URL(`${this.#options.origin}${apiRoot}${path}`);
    (this.#options.gate ?? readOnlyGate)({ method, url, headers: {} });
    const first = await this.#write(method, url, body, signal);
    if (!wantsToken(first)) return first;
    this.#pair = undefined;
    return this.#write(method, url, body, signal);
  }

  async #write(method: string, url: URL, body: string, signal: AbortSignal | undefined): Promise<Sent> {
    const { token, cookies } = await untilCancelled(this.#fetchedPair(), signal);
    const headers = { 'x-csrf-token': token, cookie: cookies, 'content-type': 'application/json' };
    return this.#exchange(method, url, headers, signal, body);
  }

  /** Writes that start together share one; after a failure the next one asks again. */
  #fetchedPair(): Promise<Pair> {
    if (this.#pair) return this.#pair;
    const pair = this.#fetchPair();
    this.#pair = pair;
    pair.catch(() => {
      if (this.#pair === pair) this.#pair = undefined;
    });
    return pair;
  }

  async #fetchPair(): Promise<Pair> {
    const { origin } = this.#options;
    const root = new URL(apiRoot, origin);
    const headers = { 'x-csrf-token': 'Fetch' };
    readOnlyGate({ method: 'GET', url: root, headers });
    const sent = await this.#exchange('GET', root, headers, undefined);
    const failure = statusFailure(sent.status, sent.text, { host: root.host, area: 'root' });
    if (failure) throw failure;
    const token = sent.header('x-csrf-token');
    if (token === null || token === '')
      throw new AppError('tenant.unexpected-shape', 'The tenant gives no CSRF token.', { area: 'root' });
    return { token, cookies: cookiesOf(sent.header('set-cookie') ?? '') };
  }

  async #exchange(
    method: string,
    url: URL,
    more: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
    body?: string,
  ): Promise<Sent> {
    const { transport, proofs, userAgent } = this.#options;
    const proof = await proofs.proof(signal);
    const headers = { accept: 'application/json', ...proof, 'user-agent': userAgent, ...more };
    const request = { url: url.href, method, headers, ...(body === undefined ? {} : { body }) };
    const open = await exchange({ transport, request, signal });
    const { text } = await readText(open, largestAnswer);
    const { status, headers: answered } = open.answer;
    return { status, text, header: (name) => answered.get(name) };
  }
}

function wantsToken({ status, text, header }: Sent): boolean {
  if (status !== 403) return false;
  return header('x-csrf-token')?.toLowerCase() === 'required' || /csrf/i.test(text);
}

/** Name and value of each cookie; a comma also stands inside the dates of `Expires`. */
function cookiesOf(header: string): string {
  return header
    .split(/,(?=\s*[^\s;,=]+=)/)
    .map((cookie) => cookie.split(';')[0]?.trim() ?? '')
    .filter((cookie) => cookie !== '')
    .join('; ');
}
