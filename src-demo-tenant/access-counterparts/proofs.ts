import type { IncomingHttpHeaders } from 'node:http';

/** What one request shows of who it is. */
export interface Shown {
  readonly headers: IncomingHttpHeaders;
  readonly form: URLSearchParams;
  /** Subject's name of a client certificate that an accepted authority vouches for. */
  readonly certificateName: string | undefined;
}

export interface Login {
  readonly user: string;
  readonly password: string;
}

/** What the counterpart takes; what is absent is refused. */
export interface Accepted {
  /** Client credentials and the client behind a user, by Basic. */
  readonly client?: { readonly id: string; readonly secret: string };
  /** Name of the certificate that gets a token for this client id. */
  readonly certificate?: { readonly id: string; readonly name: string };
  /** Users of the identity provider, for the password grant and for Basic. */
  readonly user?: Login;
  /** Whether the password grant is among those of the service instance. */
  readonly passwordGrant?: boolean;
  /** Whether the API takes a user by Basic. */
  readonly basic?: boolean;
  /** Whether the API takes the certificate without a token. */
  readonly direct?: boolean;
}

export function loginOf(authorization: string | undefined): Login | undefined {
  const [, encoded] = /^Basic (.+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

export interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly description: string;
}

/** What is wrong with a token request; nothing where it is right (RFC 6749, section 5.2, and what UAA answers). */
export function tokenObjection(shown: Shown, accepted: Accepted): Refusal | undefined {
  const { form, headers, certificateName } = shown;
  const { client, certificate, user } = accepted;
  const badClient = { status: 401, error: 'invalid_client', description: 'Bad credentials' };
  if (certificate && certificateName !== undefined) {
    const isRight = certificateName === certificate.name && form.get('client_id') === certificate.id;
    return isRight ? undefined : badClient;
  }
  const login = loginOf(headers.authorization);
  if (!client || login?.user !== client.id || login.password !== client.secret) return badClient;
  if (form.get('grant_type') !== 'password') return undefined;
  if (accepted.passwordGrant !== true) {
    return { status: 401, error: 'unauthorized_client', description: 'Unauthorized grant type: password' };
  }
  const isKnown = form.get('username') === user?.user && form.get('password') === user?.password;
  return isKnown
    ? undefined
    : { status: 401, error: 'unauthorized', description: 'User authentication failed.' };
}

/** Whether a request for the API shows enough; tokens are the counterpart's own. */
export function mayAsk(shown: Shown, accepted: Accepted, isToken: (token: string) => boolean): boolean {
  const { authorization } = shown.headers;
  const [, bearer] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
  if (bearer !== undefined) return isToken(bearer);
  const { user, certificate } = accepted;
  const login = loginOf(authorization);
  if (login) return accepted.basic === true && login.user === user?.user && login.password === user.password;
  return accepted.direct === true && shown.certificateName === certificate?.name;
}
