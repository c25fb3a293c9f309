export interface TransportRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface TransportAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream<Uint8Array> | null;
}

/**
 * The way to a tenant's hosts. Never follows a redirect, keeps no cookies, caches nothing. Rejects with whatever its
 * stack throws; `network-failure.ts` names it. Chromium's stack today; a second one for client certificates later.
 */
export interface Transport {
  fetch(request: TransportRequest): Promise<TransportAnswer>;
}
