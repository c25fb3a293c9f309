import type { CertificateWay, ConnectionAccess, SecretPart } from '../../src-shared/model/access.ts';
import type { ProxyChoice, TrustChoice } from '../../src-shared/model/way.ts';

/** Secret parts, read when they are needed and not kept. Throws `secrets.*`. */
export interface AccessSecrets {
  /** Throws `auth.secret-missing` where there is none. */
  read(part: SecretPart): Promise<string>;
  find(part: SecretPart): Promise<string | undefined>;
}

/** What a client needs to know about a connection. */
export interface TenantCredentials {
  /** Origin of the API. */
  readonly tenantUrl: string;
  readonly access: ConnectionAccess;
  readonly proxy: ProxyChoice;
  readonly trust: TrustChoice;
  readonly secrets: AccessSecrets;
  /** Requests per second that each area takes, where that is known to be other than what SAP documents. */
  readonly perSecond?: number;
  /** Told where a certificate was accepted, so that it is tried first the next time. */
  readonly wayFound?: (way: CertificateWay) => void;
  /** Told of every answer of every host, before it is read. */
  readonly answered?: (answer: SeenAnswer) => void;
}

/** An answer as it came, without its body. Times are ms since 1970. */
export interface SeenAnswer {
  readonly host: string;
  readonly status: number;
  /** Header Date. */
  readonly date: string | undefined;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** What a JSON Web Token says about itself, as far as it is shown. */
export interface TokenClaims {
  readonly issuer: string | undefined;
  /** ms since 1970 */
  readonly issuedAt: number | undefined;
}

export interface TokenFacts {
  /** ms since 1970; undefined where the token server does not say: renewed on a 401 alone (catalogue 1.2). */
  readonly expiresAt: number | undefined;
  readonly scopes: readonly string[];
  /** Absent where there is no token, or one that says nothing. */
  readonly claims?: TokenClaims | undefined;
  /** What each request shows in the place of a token. */
  readonly instead?: 'login' | 'certificate';
}

/** Headers that prove who asks; none where a certificate does it. */
export type Proof = Readonly<Record<string, string>>;

/** Where the proof of one connection comes from; one for each kind of access. */
export interface ProofSource {
  /** Fetched where there is none or it ends soon. Throws `auth.*`, `secrets.*`, `network.*`. */
  proof(signal?: AbortSignal): Promise<Proof>;
  /** The newest one, without asking anybody. */
  latest(): Proof | undefined;
  /** After a 401: forgets the one that was refused, unless another request has renewed it already. */
  refused(proof: Proof): void;
  /** What may be told about the token there is; never its text. */
  facts(): TokenFacts | undefined;
  forget(): void;
}
