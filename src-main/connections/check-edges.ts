import type { AppError } from '../../src-shared/errors.ts';
import type { ShownCertificate } from '../../src-shared/model/way.ts';
import type { TransportWay } from '../sap/transport.ts';
import type { ProxyAddress } from '../sap/transports/proxy-route.ts';

/** What a check found when it did not fail. */
export interface Found {
  readonly result: 'passed' | 'warning' | 'by-proxy' | 'skipped';
  readonly finding: string;
  readonly advice?: string;
  readonly error?: AppError;
}

/** What a handshake needs to know of a connection's own choices. */
export interface HandshakeWay {
  /** PEM of authorities that count besides the usual ones. */
  readonly authorities: readonly string[];
  /** Value of Proxy-Authorization. */
  readonly proxyLogin: string | undefined;
}

/** What a TLS handshake tells; no certificate bodies. */
export interface HandshakeFacts {
  /** Such as `TLSv1.3`. */
  readonly protocol: string;
  /** Whether Node trusts the chain; Chromium may trust more, for instance a company's own authority. */
  readonly isTrusted: boolean;
  /** What Node objects to, such as `CERT_HAS_EXPIRED`; undefined where it trusts the chain. */
  readonly objection: string | undefined;
  readonly issuer: string;
  readonly validTo: string;
  /** Hosts and addresses the certificate is for. */
  readonly names: readonly string[];
  /** The host that was asked for is one of them. */
  readonly isNameRight: boolean;
  /** The server's own certificate first. */
  readonly chain: readonly ShownCertificate[];
}

/** The outermost edges of the connection test; all failures are `AppError`s with `network.*`. */
export interface CheckEdges {
  /** Chromium's answer for an address, such as `DIRECT` or `PROXY proxy.example:8080; DIRECT`. */
  resolveProxy(url: string): Promise<string>;
  /** The addresses of a host; throws `network.name-not-resolved`. */
  resolveHost(host: string): Promise<readonly string[]>;
  /** Opens a connection and ends it again: nothing is said. Throws as the handshake does. */
  connect(target: { readonly host: string; readonly port: number }, signal: AbortSignal): Promise<void>;
  /** `tls-handshake.ts`. `undefined`: the proxy wants a login, so it cannot be looked through. */
  handshake(
    target: { readonly host: string; readonly port: number },
    proxy: ProxyAddress | undefined,
    signal: AbortSignal,
    way: HandshakeWay,
  ): Promise<HandshakeFacts | undefined>;
  /** Whether Chromium, which makes the real requests, trusts the certificate of an origin. */
  isTrustedByChromium(
    origin: string,
    signal: AbortSignal,
    way: Pick<TransportWay, 'proxy' | 'proxyPassword'>,
  ): Promise<boolean>;
  now(): number;
}
