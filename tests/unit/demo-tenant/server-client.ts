import type { DemoTenant } from '../../../src-demo-tenant/server.ts';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed body, or undefined where it is no JSON. */
  readonly json: unknown;
}

export interface DemoClient {
  readonly token: string;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  send(path: string, init: RequestInit): Promise<Answered>;
  /** `d.results` of a list. */
  rows(path: string): Promise<readonly Record<string, unknown>[]>;
}

export function basicOf(tenant: DemoTenant, name: string): string {
  const key = tenant.clients.find((one) => one.name === name)?.serviceKey.oauth;
  if (!key) throw new Error(`No client ${name}`);
  return `Basic ${Buffer.from(`${key.clientid}:${key.clientsecret}`).toString('base64')}`;
}

export async function requestToken(tenant: DemoTenant, name: string): Promise<Answered> {
  return answered(
    await fetch(`${tenant.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: basicOf(tenant, name), 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    }),
  );
}

export async function signIn(tenant: DemoTenant, name: string): Promise<DemoClient> {
  const { json } = await requestToken(tenant, name);
  const { access_token: token } = json as { access_token: string };
  const send = async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    if (!headers.has('accept')) headers.set('accept', 'application/json');
    const url = path.startsWith('http') ? path : `${tenant.url}/api/v1/${path}`;
    return answered(await fetch(url, { ...init, headers, redirect: 'manual' }));
  };
  const get: DemoClient['get'] = (path, headers = {}) => send(path, { headers });
  return {
    token,
    get,
    send,
    rows: async (path) => {
      const answer = await get(path);
      const { d } = answer.json as { d?: { results?: Record<string, unknown>[] } };
      if (!d?.results) throw new Error(`${path} is no list: ${answer.status} ${answer.text.slice(0, 200)}`);
      return d.results;
    },
  };
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
