import type { AppError, Area } from '../../src-shared/errors.ts';

/** One read of the API. `path` is relative to `/api/v1/` and already encoded (see `odata/address.ts`). */
export interface ReadRequest {
  readonly path: string;
  /** System query options and others, unencoded: `{ $top: '1000', $filter: "Status eq 'FAILED'" }`. */
  readonly query?: Readonly<Record<string, string>>;
  /** Chooses the rate limit (catalogue 3.2) and names the missing role on a 403. */
  readonly area: Area;
  /** `interactive` goes before `background` in the queue. Default: background. */
  readonly priority?: 'interactive' | 'background';
  /** Never tried again, except with a new token after a 401: for who would rather say that it did not work. */
  readonly once?: boolean;
  readonly signal?: AbortSignal;
}

/** One page of a collection (catalogue 2.1). */
export interface Page<T> {
  readonly entities: readonly T[];
  /** `__next`, checked to be on the connection's own host; pass it to `nextPage`. */
  readonly next: string | undefined;
  /** `__count`, if asked for by `$inlinecount`. */
  readonly count: number | undefined;
}

export interface TextAnswer {
  readonly text: string;
  /** Of the whole body; `undefined` where it was cut and its length was not announced. */
  readonly bytes: number | undefined;
  readonly truncated: boolean;
  readonly contentType: string;
}

/** What an answer has to be to be saved to a file or received. */
export interface ExpectedBody {
  /** Bytes; more is `content.too-large`. */
  readonly limit: number;
  /** Received without what is more than `limit`, and without waiting for it. */
  readonly cuts?: boolean;
  /** `data`: anything but a web page; `any`: that, too. */
  readonly shape: 'zip' | 'data' | 'any';
  /** Bytes; `total` is `undefined` where it was not announced. */
  readonly progress: (done: number, total: number | undefined) => void;
}

/**
 * Reads of one tenant with one client's rights. Every failure is an `AppError`; `parse` throws
 * `tenant.unexpected-shape` where an entity is not what the catalogue says. Never writes.
 */
export interface TenantClient {
  page<T>(request: ReadRequest, parse: (entity: unknown) => T): Promise<Page<T>>;
  nextPage<T>(next: string, request: ReadRequest, parse: (entity: unknown) => T): Promise<Page<T>>;
  /** All pages, one after the other, following `__next`. */
  pages<T>(request: ReadRequest, parse: (entity: unknown) => T): AsyncIterable<Page<T>>;
  /** One entity; `undefined` on 404 and 204. */
  entity<T>(request: ReadRequest, parse: (entity: unknown) => T): Promise<T | undefined>;
  /**
   * ms by which the tenant's clock goes before ours, by its answers; `undefined` before the first one. Left out by clients that
   * have no clock to compare.
   */
  ahead?(): number | undefined;
  /** A `/$count`. */
  count(request: ReadRequest): Promise<number>;
  /** A `/$value` as text, cut at `limit` bytes; `undefined` on 404 and 204. */
  text(request: ReadRequest, limit: number): Promise<TextAnswer | undefined>;
  /** A `/$value` as bytes; more than `limit` bytes is `content.too-large`. */
  bytes(
    request: ReadRequest,
    limit: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly fileName: string | undefined }>;
  /**
   * A `/$value` into memory, piece by piece as it comes. `begin` is called at each try, so that half an answer of an earlier one
   * is let go of.
   */
  receive(
    request: ReadRequest,
    expected: ExpectedBody,
    begin: () => (piece: Uint8Array) => void,
  ): Promise<{ readonly contentType: string; readonly isCut: boolean }>;
  /** A `/$value` written to a file as it comes, through a temporary name beside it. */
  save(request: ReadRequest, file: string, expected: ExpectedBody): Promise<void>;
}

/** What the status bar shows of a client. */
export interface ClientActivity {
  readonly tokenExpiresAt: number | undefined;
  readonly requests: readonly number[];
  readonly allowedPerSecond: number;
  readonly reach: 'unknown' | 'online' | 'offline' | 'refused';
  /** Has given an OData answer: it is a tenant, and not just any web server. */
  readonly isRecognised: boolean;
  readonly lastError: AppError | undefined;
}
