import { writeFile } from 'node:fs/promises';

import type {
  ExpectedBody,
  Page,
  ReadRequest,
  TenantClient,
  TextAnswer,
} from '../../../src-main/sap/tenant-client.ts';
import { AppError } from '../../../src-shared/errors.ts';

export type Entity = Readonly<Record<string, unknown>>;
type Answer = readonly Entity[] | Entity | string | Uint8Array | AppError | undefined;

/**
 * A tenant in memory, at the place of the HTTP client. Lists answer `$top`, `$skip` and pages of
 * `pageSize` with `next`; what a path answers is set by `put`. Paths stand decoded, without `/api/v1/`.
 */
export class FakeTenant implements TenantClient {
  readonly requests: ReadRequest[] = [];
  pageSize = 1_000;
  /** Counts what a list has and names no next page. */
  countsOnly = false;
  /** True: `save` writes the answer to the file, and throws where there is none. */
  writesFiles = false;
  /** Awaited before every answer: lets a test hold a request, or fail it. */
  before: (request: ReadRequest) => Promise<void> | void = () => undefined;
  readonly #answers = new Map<string, Answer>();
  readonly #lists = new Map<string, (request: ReadRequest) => readonly Entity[]>();

  put(path: string, answer: Answer): void {
    this.#answers.set(path, answer);
  }

  /** A list that depends on the request's query. */
  list(path: string, entities: (request: ReadRequest) => readonly Entity[]): void {
    this.#lists.set(path, entities);
  }

  /** Decoded paths asked for, in order. */
  get paths(): readonly string[] {
    return this.requests.map(({ path }) => decodeURIComponent(path));
  }

  page<T>(request: ReadRequest, parse: (entity: unknown) => T): Promise<Page<T>> {
    return this.#page(request, 0, parse);
  }

  nextPage<T>(next: string, request: ReadRequest, parse: (entity: unknown) => T): Promise<Page<T>> {
    return this.#page(request, Number(next), parse);
  }

  async *pages<T>(request: ReadRequest, parse: (entity: unknown) => T): AsyncIterable<Page<T>> {
    let page = await this.page(request, parse);
    yield page;
    while (page.next !== undefined) {
      page = await this.nextPage(page.next, request, parse);
      yield page;
    }
  }

  async entity<T>(request: ReadRequest, parse: (entity: unknown) => T): Promise<T | undefined> {
    const answer = await this.#answer(request);
    return answer === undefined ? undefined : parse(answer);
  }

  async count(request: ReadRequest): Promise<number> {
    const path = request.path.replace(/\/\$count$/, '');
    await this.#asked(request);
    return this.#entities({ ...request, path }).length;
  }

  async text(request: ReadRequest, limit: number): Promise<TextAnswer | undefined> {
    const answer = await this.#answer(request);
    if (typeof answer !== 'string') return undefined;
    const all = new TextEncoder().encode(answer);
    const truncated = all.length > limit;
    const text = new TextDecoder().decode(all.subarray(0, limit), { stream: truncated });
    const bytes = all.length;
    return { text, bytes, truncated, contentType: 'text/plain' };
  }

  async bytes(request: ReadRequest): Promise<{ bytes: Uint8Array; fileName: string | undefined }> {
    const answer = await this.#answer(request);
    const bytes = new TextEncoder().encode(typeof answer === 'string' ? answer : '');
    return { bytes: answer instanceof Uint8Array ? answer : bytes, fileName: undefined };
  }

  async receive(
    request: ReadRequest,
    { limit, cuts = false }: ExpectedBody,
    begin: () => (piece: Uint8Array) => void,
  ): Promise<{ contentType: string; isCut: boolean }> {
    const { bytes } = await this.bytes(request);
    const isCut = bytes.length > limit;
    if (isCut && !cuts) throw new AppError('content.too-large', 'x', { area: request.area });
    begin()(bytes.subarray(0, limit));
    return { contentType: 'text/plain', isCut };
  }

  async save(request: ReadRequest, file: string): Promise<void> {
    const answer = await this.#answer(request);
    if (!this.writesFiles) return;
    if (answer === undefined) throw new AppError('tenant.not-found', '404', { area: request.area });
    await writeFile(file, typeof answer === 'string' ? answer : '');
  }

  async #page<T>(request: ReadRequest, skipped: number, parse: (entity: unknown) => T): Promise<Page<T>> {
    await this.#asked(request);
    const all = this.#entities(request);
    const from = Number(request.query?.['$skip'] ?? 0) + skipped;
    const wanted = Math.min(this.pageSize, Number(request.query?.['$top'] ?? this.pageSize));
    const entities = all.slice(from, from + wanted).map(parse);
    const hasMore = request.query?.['$top'] === undefined && from + wanted < all.length;
    if (this.countsOnly) return { entities, next: undefined, count: all.length };
    return { entities, next: hasMore ? String(skipped + wanted) : undefined, count: undefined };
  }

  #entities(request: ReadRequest): readonly Entity[] {
    const path = decodeURIComponent(request.path);
    const list = this.#lists.get(path);
    if (list) return list(request);
    const answer = this.#answers.get(path);
    if (answer instanceof AppError) throw answer;
    return Array.isArray(answer) ? (answer as readonly Entity[]) : [];
  }

  async #answer(request: ReadRequest): Promise<Answer> {
    await this.#asked(request);
    const answer = this.#answers.get(decodeURIComponent(request.path));
    if (answer instanceof AppError) throw answer;
    return answer;
  }

  async #asked(request: ReadRequest): Promise<void> {
    request.signal?.throwIfAborted();
    this.requests.push(request);
    await this.before(request);
    request.signal?.throwIfAborted();
  }
}
