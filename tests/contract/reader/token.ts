import type { Answer, JsonObject } from './answer.ts';
import { isObject, readAnswer } from './answer.ts';

/** What a service key of the `api` plan carries (catalogue 1.3). */
export interface OAuthKey {
  readonly clientid: string;
  readonly clientsecret: string;
  readonly url: string;
  readonly tokenurl: string;
}

export type TokenForm = 'body' | 'query';

/** One token request; the grant goes in the form body or in the query (catalogue 1.4). */
export async function requestToken(
  key: OAuthKey,
  form: TokenForm = 'body',
  grant = 'client_credentials',
): Promise<Answer> {
  const url = new URL(key.tokenurl);
  const parameters = new URLSearchParams({ grant_type: grant });
  if (form === 'query') url.search = parameters.toString();
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    headers: {
      Authorization: `Basic ${Buffer.from(`${key.clientid}:${key.clientsecret}`).toString('base64')}`,
      Accept: 'application/json',
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: form === 'body' ? parameters.toString() : '',
  });
  return readAnswer(`POST ${url.pathname}`, response);
}

export async function fetchToken(key: OAuthKey): Promise<string> {
  const answer = await requestToken(key);
  const token = isObject(answer.json) ? answer.json['access_token'] : undefined;
  if (typeof token !== 'string') throw new Error(`No token for the client: ${answer.status} ${answer.text}`);
  return token;
}

/** The claims of a JWT, unverified; `undefined` where it is none. */
export function claimsOf(token: string): JsonObject | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined; // An opaque token is reported by the check that wanted claims.
  }
}
