/** The way to the tenant: proxy and trust of one connection. Public; the proxy's password is a secret part. */
export type ProxyChoice =
  | { readonly kind: 'system' }
  | { readonly kind: 'none' }
  /** `url` is `http://host:port` or `https://host:port`; `user` is empty where the proxy wants no login. */
  | { readonly kind: 'explicit'; readonly url: string; readonly user: string };

/** Certificates of authorities in PEM, read from a file the person chose. */
export interface AuthorityFile {
  readonly name: string;
  readonly pem: string;
}

/** One server's certificate the person trusts for this connection, although no authority vouches for it. */
export interface TrustedServer {
  /** `host:port`. */
  readonly host: string;
  /** SHA-256 of the certificate, as `AB:CD:…`. Another one is asked about again. */
  readonly fingerprint: string;
}

export interface TrustChoice {
  readonly authorities: readonly AuthorityFile[];
  readonly servers: readonly TrustedServer[];
}

/** A key of the plan `integration-flow`, for calling flows. Never sent to the API. */
export interface FlowKey {
  /** Origin of the runtime host. */
  readonly url: string;
  readonly tokenUrl: string;
  readonly clientId: string;
}

/** An Edge Integration Cell as additional runtime of the tenant (catalogue 1.1). */
export type EdgeRuntime =
  /** Reached through the tenant, at `/location/<id>/api/v1`. */
  | { readonly kind: 'location'; readonly id: string }
  /** Reached at its own virtual host, at `/local/api/v1`; `url` is its origin. */
  | { readonly kind: 'local'; readonly id: string; readonly url: string };

/** One certificate of a chain that a server shows. */
export interface ShownCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** ms since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
  /** SHA-256, as `AB:CD:…`. */
  readonly fingerprint: string;
}

/** A server of a connection that nobody vouches for. */
export interface UntrustedServer extends TrustedServer {
  /** Another certificate was trusted before. */
  readonly isChanged: boolean;
  /** The server's own first. */
  readonly chain: readonly ShownCertificate[];
}

export const systemProxy: ProxyChoice = { kind: 'system' };
export const usualTrust: TrustChoice = { authorities: [], servers: [] };
