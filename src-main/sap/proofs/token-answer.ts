import { ResponseBodyError } from 'oauth4webapi';

import { AppError } from '../../../src-shared/errors.ts';
import type { TokenClaims } from '../access.ts';
import { tenantText } from '../odata/tenant-text.ts';

/** The body of a token server, read as text, as what oauth4webapi takes. Throws what is no answer of OAuth. */
export function oauthResponse(
  status: number,
  text: string,
  host: string,
  retryAfterSeconds: number | undefined,
): Response {
  const facts = { host, status, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
  if (status === 429)
    throw new AppError('tenant.rate-limited', 'The token server asks for fewer requests.', facts);
  if (status >= 500) throw new AppError('tenant.unavailable', 'The token server is not available.', facts);
  if (text.trimStart().startsWith('{'))
    return new Response(withoutIdToken(text), { status, headers: { 'content-type': 'application/json' } });
  if (status === 401 || status === 403) throw rejected(status, tenantText(text), host);
  throw new AppError('auth.endpoint-answer', 'The token address answers something else.', facts);
}

/** Nobody asked for an identity, and oauth4webapi would check the one that some servers add for a user. */
function withoutIdToken(text: string): string {
  try {
    const { id_token: unused, ...answer } = JSON.parse(text) as Record<string, unknown>;
    return unused === undefined ? text : JSON.stringify(answer);
  } catch {
    // Half an answer is told by whoever reads it.
    return text;
  }
}

/** The client itself is refused, or this grant is not among those of the service instance (RFC 6749, 5.2). */
const clientErrors: ReadonlySet<string> = new Set(['invalid_client']);
const grantErrors: ReadonlySet<string> = new Set(['unauthorized_client', 'unsupported_grant_type']);

/** What oauth4webapi makes of an answer, in our codes. Its errors hold the body, which may hold a token: not kept. */
export function tokenFailure(
  cause: unknown,
  host: string,
  grant: 'client_credentials' | 'password',
): AppError {
  if (cause instanceof AppError) return grant === 'password' ? ofUser(cause) : cause;
  if (cause instanceof ResponseBodyError) {
    const said = tenantText(cause.error_description ?? cause.error);
    const failure = rejected(cause.status, said, host);
    if (grant === 'client_credentials' || clientErrors.has(cause.error)) return failure;
    if (!grantErrors.has(cause.error)) return ofUser(failure);
    return new AppError(
      'auth.grant-refused',
      'The service instance does not allow this grant.',
      failure.facts,
    );
  }
  return new AppError('auth.endpoint-answer', 'The token address answers something else.', { host });
}

/** With a user behind the client, it is the user who is refused most of the time. */
function ofUser(failure: AppError): AppError {
  if (failure.code !== 'auth.rejected') return failure;
  return new AppError('auth.user-rejected', 'The token server refuses user and password.', {
    ...failure.facts,
    access: 'password',
  });
}

function rejected(status: number, said: string | undefined, host: string): AppError {
  return new AppError('auth.rejected', 'The token server refused the credentials.', {
    host,
    status,
    ...(said === undefined ? {} : { tenantText: said }),
  });
}

/** Scopes from the answer, else from the token's own claims (catalogue 1.4). */
export function scopesOf(scope: string | undefined, token: string): readonly string[] {
  if (scope !== undefined && scope.trim() !== '') return scope.trim().split(/\s+/);
  const list = payloadOf(token)['scope'];
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}

/** Who issued a token and when; undefined where it does not say (RFC 7519, 4.1). */
export function claimsOf(token: string): TokenClaims | undefined {
  const { iss, iat } = payloadOf(token);
  if (typeof iss !== 'string' && typeof iat !== 'number') return undefined;
  return {
    issuer: typeof iss === 'string' ? iss.slice(0, 300) : undefined,
    issuedAt: typeof iat === 'number' ? iat * 1000 : undefined,
  };
}

/** Empty for a token that is no JSON Web Token. */
function payloadOf(token: string): Readonly<Record<string, unknown>> {
  const [, payload = ''] = token.split('.');
  try {
    const json = JSON.parse(Buffer.from(payload, 'base64url').toString()) as unknown;
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
