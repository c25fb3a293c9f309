import { ResponseBodyError } from 'oauth4webapi';

import { AppError } from '../../src-shared/errors.ts';
import { tenantText } from './odata/tenant-text.ts';

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
    return new Response(text, { status, headers: { 'content-type': 'application/json' } });
  if (status === 401 || status === 403) throw rejected(status, tenantText(text), host);
  throw new AppError('auth.endpoint-answer', 'The token address answers something else.', facts);
}

/** What oauth4webapi makes of an answer, in our codes. Its errors hold the body, which may hold a token: not kept. */
export function tokenFailure(cause: unknown, host: string): AppError {
  if (cause instanceof AppError) return cause;
  if (cause instanceof ResponseBodyError) {
    const said = tenantText(cause.error_description ?? cause.error);
    return rejected(cause.status, said, host);
  }
  return new AppError('auth.endpoint-answer', 'The token address answers something else.', { host });
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
  const [, claims = ''] = token.split('.');
  try {
    const list = (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { scope?: unknown } | null)
      ?.scope;
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
  } catch {
    // A token that is no JSON Web Token tells nothing about roles.
    return [];
  }
}
