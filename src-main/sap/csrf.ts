import { AppError, type Area } from '../../src-shared/errors.ts';
import type { Proof, ProofSource } from './access.ts';
import { exchange, readText } from './exchange.ts';
import type { GuardedTransport } from './guarded-transport.ts';
import type { RequestQueue } from './limits.ts';
import { queryText } from './odata/address.ts';
import { statusFailure } from './odata/answer.ts';
import { retryAfterSeconds } from './retry.ts';
import { apiRoot } from './same-host.ts';
import { untilCancelled } from './until-cancelled.ts';

export interface CsrfOptions {
  readonly origin: string;
  /** Lets reads pass: for the token. */
  readonly reads: GuardedTransport;
  /** Lets writes pass while the connection is write-enabled. */
  readonly writes: GuardedTransport;
  readonly proofs: ProofSource;
  readonly queue: RequestQueue;
  readonly userAgent: string;
  /** ms since 1970. */
  readonly now: () => number;
  /** Ends everything under way. */
  readonly closed: AbortSignal;
  /** ms without a byte. */
  readonly silence?: number;
}

export interface Write {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Relative to `/api/v1/` and encoded. */
  readonly path: string;
  /** Parameters of a function import, unencoded. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Chooses the rate limit, and names the missing role on a 403. */
  readonly area: Area;
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
 * Writes with the CSRF token they need (catalogue 1.5): fetched lazily with its cookies and sent together. A write goes
 * out again only where the tenant has said that it did not look at it: once with a new token after a 401, once with a new
 * CSRF token. After anything else, also after silence, it may have been executed.
 */
export class CsrfWriter {
  readonly #options: CsrfOptions;
  #pair: Promise<Pair> | undefined;

  constructor(options: CsrfOptions) {
    this.#options = options;
  }

  /** Throws `gate.refused` before anything is sent, `request.cancelled`, `auth.*`, `network.*`, `tenant.*`. */
  async send({ method, path, query = {}, body, area, signal }: Write): Promise<Written> {
    const { origin, writes, closed } = this.#options;
    const url = new URL(`${origin}${apiRoot}${path}${queryText(query)}`);
    writes.check({ method, url, headers: {} });
    const either = signal ? AbortSignal.any([closed, signal]) : closed;
    const again = { proof: true, pair: true };
    for (;;) {
      const pair = await untilCancelled(this.#fetchedPair(), either);
      const headers = {
        'x-csrf-token': pair.token,
        cookie: pair.cookies,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const request = { transport: writes, method, url, headers, body, area };
      const written = await this.#inTurn(request, either, (sent, proof) => {
        if (sent.status === 401 && again.proof) {
          again.proof = false;
          this.#options.proofs.refused(proof);
        } else if (wantsToken(sent) && again.pair) again.pair = false;
        else return this.#outcome(sent, area);
        // A new session begins: the cookies of the old one go with its token.
        this.#pair = undefined;
        return undefined;
      });
      if (written) return written;
    }
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
    const { origin, reads, proofs, closed } = this.#options;
    const url = new URL(apiRoot, origin);
    const request = {
      transport: reads,
      method: 'GET',
      url,
      headers: { 'x-csrf-token': 'Fetch' },
      body: undefined,
      area: 'root' as const,
    };
    for (let attempt = 1; ; attempt++) {
      const pair = await this.#inTurn(request, closed, (sent, proof) => {
        if (sent.status === 401 && attempt === 1) {
          proofs.refused(proof);
          return undefined;
        }
        this.#outcome(sent, 'root');
        return pairOf(sent);
      });
      if (pair) return pair;
    }
  }

  /** One attempt in its turn of the queue. */
  async #inTurn<T>(
    { transport, method, url, headers: more, body, area }: Attempt,
    signal: AbortSignal,
    judge: (sent: Sent, proof: Proof) => T,
  ): Promise<T> {
    const { proofs, queue, userAgent, silence } = this.#options;
    const fetched = await proofs.proof(signal);
    return queue.run(area, { interactive: true, signal }, async () => {
      const proof = proofs.latest() ?? fetched;
      const headers = { accept: 'application/json', ...proof, 'user-agent': userAgent, ...more };
      const open = await exchange({
        transport,
        request: { url: url.href, method, headers, ...(body === undefined ? {} : { body }) },
        signal,
        ...(silence === undefined ? {} : { silence }),
      });
      const { text } = await readText(open, largestAnswer);
      const { status, headers: answered } = open.answer;
      return judge({ status, text, header: (name) => answered.get(name) }, proof);
    });
  }

  #outcome({ status, text, header }: Sent, area: Area): Written {
    const { origin, now } = this.#options;
    const failure = statusFailure(status, text, { host: new URL(origin).host, area });
    if (!failure) return { status, text };
    const seconds = retryAfterSeconds(header('retry-after'), now());
    if (seconds === undefined) throw failure;
    throw new AppError(failure.code, failure.message, { ...failure.facts, retryAfterSeconds: seconds });
  }
}

interface Attempt {
  readonly transport: GuardedTransport;
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly area: Area;
}

function pairOf({ header }: Sent): Pair {
  const token = header('x-csrf-token');
  if (token === null || token === '')
    throw new AppError('tenant.unexpected-shape', 'The tenant gives no CSRF token.', { area: 'root' });
  return { token, cookies: cookiesOf(header('set-cookie') ?? '') };
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
