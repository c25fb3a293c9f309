import { AppError, isUnknownHost } from '../../src-shared/errors.ts';
import type { Proof, ProofSource } from './access.ts';
import type { Clock } from './clock.ts';
import { fileNameOf } from './content-disposition.ts';
import { type Exchange, exchange, readBytes, readText } from './exchange.ts';
import type { GuardedTransport } from './guarded-transport.ts';
import type { RequestQueue } from './limits.ts';
import { queryText } from './odata/address.ts';
import {
  type AnswerContext,
  collection,
  envelope,
  parseCount,
  parseJson,
  statusFailure,
} from './odata/answer.ts';
import { retryAfterSeconds, withRetry } from './retry.ts';
import { apiRoot, ownAddress } from './same-host.ts';
import { saveFile } from './save-file.ts';
import { savedBody } from './saved-body.ts';
import type { ExpectedBody, Page, ReadRequest, TenantClient, TextAnswer } from './tenant-client.ts';

export interface HttpClientOptions {
  /** Origin of the API, `https://host`. */
  readonly origin: string;
  /** Path of the API below it, `/api/v1/` where nothing else is said. */
  readonly root?: string;
  /** What is not served there is not asked for. */
  readonly offers?: (request: Pick<ReadRequest, 'area' | 'path'>) => boolean;
  readonly transport: GuardedTransport;
  readonly proofs: ProofSource;
  readonly queue: RequestQueue;
  readonly clock: Clock;
  /** ms by which the tenant's clock goes before ours; `undefined`: it has not answered yet. */
  readonly ahead: () => number | undefined;
  readonly random: () => number;
  readonly userAgent: string;
  /** ms of silence; tests shorten it. */
  readonly silence?: number;
  /** Ends everything under way. */
  readonly closed?: AbortSignal;
  /** Told when an answer was OData. */
  readonly recognised: () => void;
  /** Told after every request, with the failure if there was one. */
  readonly answered: (failure: AppError | undefined) => void;
}

/** A page of 1,000 logs is about 2 MB; far beyond that something is wrong. */
const largestPage = 64 * 1024 * 1024;
const largestErrorBody = 64 * 1024;
/** Five million entities in pages of the usual size. */
const mostPages = 5_000;
/** In a row; a page may well be empty where the tenant filters after it has cut. */
const mostEmptyPages = 20;

/** Fails for good where an artifact is a draft (catalogue 2.3). */
const packageExport = /^IntegrationPackages\([^/]*\)\/\$value$/;

type Reading<T> = (open: Exchange, context: AnswerContext) => Promise<T>;

/** OData V2 over a transport: the gate, the queue, the token, retries, and bodies read as text first. */
export class HttpTenantClient implements TenantClient {
  readonly #options: HttpClientOptions;

  constructor(options: HttpClientOptions) {
    this.#options = options;
  }

  page<T>(request: ReadRequest, parse: (entity: unknown) => T): Promise<Page<T>> {
    return this.#page(this.#address(request), request, parse);
  }

  async nextPage<T>(next: string, request: ReadRequest, parse: (entity: unknown) => T): Promise<Page<T>> {
    return this.#page(ownAddress(next, this.#options.origin), request, parse);
  }

  async *pages<T>(request: ReadRequest, parse: (entity: unknown) => T): AsyncIterable<Page<T>> {
    const seen = new Set<string>();
    let page = await this.page(request, parse);
    let empty = 0;
    yield page;
    while (page.next !== undefined) {
      empty = page.entities.length === 0 ? empty + 1 : 0;
      // A tenant that names the same page again, or ever new ones with nothing on them, would be read for ever.
      if (seen.has(page.next) || seen.size >= mostPages || empty >= mostEmptyPages)
        throw new AppError('tenant.unexpected-shape', 'The list never ends.', { area: request.area });
      seen.add(page.next);
      page = await this.nextPage(page.next, request, parse);
      yield page;
    }
  }

  async entity<T>(request: ReadRequest, parse: (entity: unknown) => T): Promise<T | undefined> {
    return orNothing(
      this.#read(this.#address(request), request, async (open, context) => {
        if (open.answer.status === 204) return drained(open);
        const { text } = await readText(open, largestPage);
        const found = envelope(parseJson(text, context), context);
        this.#options.recognised();
        return parse(found);
      }),
    );
  }

  ahead(): number | undefined {
    return this.#options.ahead();
  }

  async count(request: ReadRequest): Promise<number> {
    return this.#read(this.#address(request), request, async (open, context) => {
      const { text } = await readText(open, largestErrorBody);
      return parseCount(text, context);
    });
  }

  async text(request: ReadRequest, limit: number): Promise<TextAnswer | undefined> {
    return orNothing(
      this.#read(this.#address(request), request, async (open) => {
        if (open.answer.status === 204) return drained(open);
        const contentType = open.answer.headers.get('content-type') ?? '';
        return { ...(await readText(open, limit)), contentType };
      }),
    );
  }

  async bytes(
    request: ReadRequest,
    limit: number,
  ): Promise<{ bytes: Uint8Array; fileName: string | undefined }> {
    return this.#read(this.#address(request), request, async (open, context) => {
      const { bytes, truncated } = await readBytes(open, limit);
      if (truncated)
        throw new AppError('content.too-large', 'The answer is larger than is handled.', {
          area: context.area,
        });
      return { bytes, fileName: fileNameOf(open.answer.headers.get('content-disposition')) };
    });
  }

  async receive(
    request: ReadRequest,
    expected: ExpectedBody,
    begin: () => (piece: Uint8Array) => void,
  ): Promise<{ contentType: string; isCut: boolean }> {
    const { limit, cuts = false } = expected;
    const accepted = cuts ? { ...expected, limit: Number.POSITIVE_INFINITY } : expected;
    return this.#read(this.#address(request), request, async (open, context) => {
      const take = begin();
      const contentType = open.answer.headers.get('content-type') ?? '';
      let room = limit;
      for await (const piece of savedBody(open, accepted, context)) {
        take(piece.subarray(0, room));
        room -= piece.length;
        if (room < 0) return { contentType, isCut: true };
      }
      return { contentType, isCut: false };
    });
  }

  async save(request: ReadRequest, file: string, expected: ExpectedBody): Promise<void> {
    await this.#read(this.#address(request), request, (open, context) =>
      saveFile(file, savedBody(open, expected, context)),
    );
  }

  #page<T>(url: URL, request: ReadRequest, parse: (entity: unknown) => T): Promise<Page<T>> {
    return this.#read(url, request, async (open, context) => {
      const { text, truncated } = await readText(open, largestPage);
      if (truncated)
        throw new AppError('content.too-large', 'The page is larger than is handled.', {
          area: context.area,
        });
      const { results, next, count } = collection(envelope(parseJson(text, context), context), context);
      this.#options.recognised();
      // Checked before anybody follows it.
      if (next !== undefined) ownAddress(next, this.#options.origin);
      return { entities: results.map((entity) => parse(entity)), next, count };
    });
  }

  #address({ path, query }: ReadRequest): URL {
    const { origin, root = apiRoot } = this.#options;
    return new URL(`${origin}${root}${path}${queryText(query ?? {})}`);
  }

  async #read<T>(url: URL, asked: ReadRequest, reading: Reading<T>): Promise<T> {
    const { clock, random, answered, closed, offers } = this.#options;
    if (offers?.(asked) === false)
      throw new AppError('tenant.not-implemented', 'This runtime does not offer the area.', {
        area: asked.area,
      });
    const request = { ...asked, signal: ownSignal(closed, asked.signal) };
    const { signal, priority, path, once } = request;
    try {
      const attempt = (): Promise<T> => this.#once(url, request, reading);
      const retry = {
        clock,
        random,
        signal,
        interactive: priority === 'interactive',
        retryFailed: !packageExport.test(path),
      };
      const value = await (once === true ? attempt() : withRetry(attempt, retry));
      answered(undefined);
      return value;
    } catch (fault) {
      if (fault instanceof AppError && fault.code !== 'request.cancelled') answered(fault);
      throw fault;
    }
  }

  /** One attempt; a 401 renews the token once. */
  async #once<T>(url: URL, request: ReadRequest, reading: Reading<T>): Promise<T> {
    const { proofs, queue } = this.#options;
    const { area, signal } = request;
    const turn = { interactive: request.priority === 'interactive', signal };
    for (let attempt = 1; ; attempt++) {
      // Fetched before the turn: requests that wait for a token in their turn would all leave at the same moment.
      const fetched = await proofs.proof(signal);
      const outcome = await queue.run(area, turn, async (answered) => {
        const proof = proofs.latest() ?? fetched;
        const open = await this.#open(url, request, proof);
        if (open.answer.status < 300) answered();
        if (open.answer.status !== 401 || attempt > 1)
          return { value: await this.#finish(open, request, reading) };
        await readText(open, largestErrorBody);
        proofs.refused(proof);
        return undefined;
      });
      if (outcome) return outcome.value;
    }
  }

  #open(url: URL, request: ReadRequest, proof: Proof): Promise<Exchange> {
    const { transport, userAgent, silence } = this.#options;
    const headers = { accept: 'application/json', ...proof, 'user-agent': userAgent };
    return exchange({
      transport,
      request: { url: url.href, method: 'GET', headers },
      signal: request.signal,
      ...(silence === undefined ? {} : { silence }),
    });
  }

  async #finish<T>(open: Exchange, { area }: ReadRequest, reading: Reading<T>): Promise<T> {
    const { origin, clock } = this.#options;
    const context = { host: new URL(origin).host, area };
    const { status, headers } = open.answer;
    if (status >= 200 && status < 300) return reading(open, context);
    const { text } = await readText(open, largestErrorBody);
    const failure = statusFailure(status, text, context);
    if (!failure) throw new AppError('internal', 'A success was taken for a failure.');
    const seconds = retryAfterSeconds(headers.get('retry-after'), clock.now());
    if (seconds === undefined) throw failure;
    throw new AppError(failure.code, failure.message, { ...failure.facts, retryAfterSeconds: seconds });
  }
}

/** 404 is "there is none" for a single entity (catalogue 2.5). */
async function orNothing<T>(reading: Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'tenant.not-found' && !isUnknownHost(fault))
      return undefined;
    throw fault;
  }
}

async function drained(open: Exchange): Promise<undefined> {
  await readText(open, largestErrorBody);
  return undefined;
}

/** Of one request: dozens of them listen while they wait, and would all listen to the signal of their job or client. */
function ownSignal(...over: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(over.filter((signal) => signal !== undefined));
}
