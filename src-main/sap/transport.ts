import type { ProxyChoice, TrustChoice } from '../../src-shared/model/way.ts';

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
 * stack throws; `network-failure.ts` names it. There are two, chosen per connection: Chromium's stack and undici.
 */
export interface Transport {
  fetch(request: TransportRequest): Promise<TransportAnswer>;
  /** Ends idle connections. */
  close?(): void;
}

/** Certificate and private key for TLS, in memory only: both as PEM with the key decrypted, or a PKCS#12 file. */
export type ClientKey =
  | { readonly cert: string; readonly key: string }
  | { readonly pfx: Buffer; readonly passphrase: string };

/** How a connection wants to be led to its hosts. */
export interface TransportWay {
  readonly proxy: ProxyChoice;
  readonly proxyPassword: () => Promise<string | undefined>;
  readonly trust: TrustChoice;
  /** See `own-tls.ts`. */
  readonly usesUndici: boolean;
  /** Present where the connection proves itself by a certificate. Throws `auth.*`, `secrets.*`. */
  readonly clientKey: (() => Promise<ClientKey>) | undefined;
}

/** Key of clients that are closed after a moment: what they leave is cleared before another one gets it. */
export const passing = 'passing';

/** `key` names what must not be shared with another connection. */
export type TransportFor = (key: string, way: TransportWay) => Transport;
