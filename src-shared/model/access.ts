/**
 * How a connection proves who it is (catalogue 1.2 to 1.4). What stands here may be shown and kept in the settings file;
 * the secret parts beside it are kept by the secret store alone.
 */
export const accessKinds = [
  'client-secret',
  'certificate',
  'external-certificate',
  'password',
  'basic',
  'neo-basic',
  'neo-oauth',
] as const;
export type AccessKind = (typeof accessKinds)[number];

/** An OAuth client: the `tokenurl` ends in `/token`. */
export interface TokenClient {
  readonly tokenUrl: string;
  readonly clientId: string;
}

/** Where a certificate was accepted: the key's own `certurl`, the `.authentication.cert.` host, or the API host itself. */
export const certificateWays = ['certurl', 'cert-host', 'direct'] as const;
export type CertificateWay = (typeof certificateWays)[number];

/** The public half of a certificate key. */
export interface ClientCertificate extends TokenClient {
  /** PEM, the client's own certificate first, then the chain. */
  readonly certificate: string;
  /** Token server that asks for the certificate, where the key names one. */
  readonly certUrl?: string | undefined;
}

/** A certificate whose private key the person brought: `pkcs12` is kept as base64, with its certificate in it. */
export interface ExternalCertificate extends ClientCertificate {
  readonly keyForm: 'pem' | 'pkcs12';
}

/** What a form says about the access; dates and the way that works are found out. */
export type AccessDraft =
  | ({ readonly kind: 'client-secret' } & TokenClient)
  | ({ readonly kind: 'neo-oauth' } & TokenClient)
  | ({ readonly kind: 'certificate' } & ClientCertificate)
  | ({ readonly kind: 'external-certificate' } & ExternalCertificate)
  | ({ readonly kind: 'password'; readonly user: string } & TokenClient)
  | { readonly kind: 'basic'; readonly user: string }
  | { readonly kind: 'neo-basic'; readonly user: string };

/** What was found out about a certificate. */
export interface CertificateFacts {
  /** ms since 1970, of the client's own certificate. */
  readonly validFrom?: number | undefined;
  readonly validTo?: number | undefined;
  /** Tried first the next time; the others again when it stops working. */
  readonly works?: CertificateWay | undefined;
}

export type ConnectionAccess =
  | Exclude<AccessDraft, { readonly kind: 'certificate' | 'external-certificate' }>
  | ({ readonly kind: 'certificate' } & ClientCertificate & CertificateFacts)
  | ({ readonly kind: 'external-certificate' } & ExternalCertificate & CertificateFacts);

/** Secrets of one connection. They go in and never come back; one that is not named in a draft stays as it is. */
export const secretParts = [
  'clientSecret',
  'key',
  'passphrase',
  'password',
  'proxyPassword',
  'flowSecret',
] as const;
export type SecretPart = (typeof secretParts)[number];

/** `passphrase`, `proxyPassword` and `flowSecret` are removed by an empty text. */
export type SecretTexts = Readonly<Partial<Record<SecretPart, string>>>;

/** The secret parts without which the access cannot work. */
export function neededParts(kind: AccessKind): readonly SecretPart[] {
  switch (kind) {
    case 'client-secret':
    case 'neo-oauth':
      return ['clientSecret'];
    case 'certificate':
    case 'external-certificate':
      return ['key'];
    case 'password':
      return ['clientSecret', 'password'];
    case 'basic':
    case 'neo-basic':
      return ['password'];
  }
}

/** All parts that belong to the kind itself; `passphrase` only where the key is encrypted. */
export function partsOfKind(kind: AccessKind): readonly SecretPart[] {
  const needed = neededParts(kind);
  return needed.includes('key') ? [...needed, 'passphrase'] : needed;
}

export function usesCertificate(
  access: ConnectionAccess,
): access is Extract<ConnectionAccess, CertificateFacts> {
  return access.kind === 'certificate' || access.kind === 'external-certificate';
}

/** Who is counted by the tenant's limits and named on the screen: the client, or the user where there is no client. */
export function clientOf(access: AccessDraft): string {
  return 'clientId' in access ? access.clientId : access.user;
}
