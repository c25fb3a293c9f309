import type { IncomingMessage, ServerResponse } from 'node:http';

/** A demo tenant that answers what got past the counterpart's own door. */
export interface TenantBehind {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const csrf = 'csrf-of-the-counterpart';

/** The API behind the counterpart: a demo tenant's, read with a client of its own, or the service document alone. */
export class ForwardedApi {
  readonly #tenant: TenantBehind | undefined;
  #token: Promise<string> | undefined;

  constructor(tenant: TenantBehind | undefined) {
    this.#tenant = tenant;
  }

  async answer(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request;
    const isWrite = method !== 'GET' && method !== 'HEAD';
    // With Basic a write without the token is refused (catalogue 1.5).
    if (
      isWrite &&
      (headers['x-csrf-token'] !== csrf || headers.cookie?.includes('JSESSIONID=one') !== true)
    ) {
      response.writeHead(403, { 'x-csrf-token': 'Required' }).end('CSRF token validation failed');
      return;
    }
    if (headers['x-csrf-token'] === 'Fetch') {
      response.setHeader('x-csrf-token', csrf);
      response.setHeader('set-cookie', 'JSESSIONID=one; Path=/; HttpOnly');
    }
    if (isWrite) {
      response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ d: { body } }));
    } else if (this.#tenant) await this.#forward(request, this.#tenant, response);
    else {
      const document = JSON.stringify({ d: { EntitySets: [] } });
      response.writeHead(200, { 'content-type': 'application/json' }).end(document);
    }
  }

  async #forward(request: IncomingMessage, tenant: TenantBehind, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').replace(/^(?:\/location\/[\w-]+|\/local)(?=\/)/, '');
    const answer = await fetch(`${tenant.url}${path}`, {
      headers: {
        authorization: `Bearer ${await this.#tokenOf(tenant)}`,
        accept: request.headers.accept ?? 'application/json',
      },
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get('content-type') ?? 'text/plain';
    const own = `${'encrypted' in request.socket ? 'https' : 'http'}://${request.headers.host ?? ''}`;
    const content = /json|xml|text/.test(type) ? bytes.toString().replaceAll(tenant.url, own) : bytes;
    response.writeHead(answer.status, { 'content-type': type }).end(content);
  }

  #tokenOf({ url, clientId, clientSecret }: TenantBehind): Promise<string> {
    this.#token ??= (async () => {
      const login = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
      const answer = await fetch(`${url}/oauth/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${login}`, 'content-type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=client_credentials',
      });
      const { access_token: token } = (await answer.json()) as { access_token: string };
      return token;
    })();
    return this.#token;
  }
}
