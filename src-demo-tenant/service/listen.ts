import { setTimeout as wait } from 'node:timers/promises';

import fastify, { type FastifyReply } from 'fastify';

import type { Answer } from './answer.ts';
import type { GatewayRequest } from './gateway.ts';

export interface ListenOptions {
  readonly port: number;
  /** ms; 0 switches every slowness off. */
  readonly latency: number;
  readonly answer: (request: GatewayRequest) => Answer;
  /** Sees every request first; answers true where it has dealt with it. For tests only. */
  readonly intercept?: (request: GatewayRequest, reply: FastifyReply) => Promise<boolean>;
  /** May change an answer before it is sent. For tests only. */
  readonly change?: (request: GatewayRequest, answer: Answer) => Answer;
}

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** The HTTP server: one wildcard route, because OData's paths are parsed by ourselves. */
export async function listen(options: ListenOptions): Promise<Listening> {
  const app = fastify({
    bodyLimit: 16 * 1024 * 1024,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 8000 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  app.all('*', async (raw, reply) => {
    const request: GatewayRequest = {
      method: raw.method,
      url: new URL(raw.url, `http://${raw.headers.host ?? '127.0.0.1'}`),
      headers: raw.headers,
      body: typeof raw.body === 'string' ? raw.body : '',
    };
    if (options.intercept && (await options.intercept(request, reply))) return reply;
    const first = options.answer(request);
    const answer = options.change?.(request, first) ?? first;
    if (options.latency > 0) await wait(slowness(request.url, options.latency));
    const body = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body);
    return reply.code(answer.status).headers(answer.headers).send(body);
  });
  await app.listen({ port: options.port, host: '127.0.0.1' });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return { url: `http://127.0.0.1:${port}`, close: () => app.close() };
}

const day = 86_400_000;

/** Deep pages, counts and wide windows cost a real tenant time (design section 4). */
function slowness(url: URL, latency: number): number {
  const query = url.searchParams;
  const skip = Number(query.get('$skip') ?? query.get('$skiptoken') ?? 0);
  const counts = query.get('$inlinecount') === 'allpages' ? 1 : 0;
  const stamps = [...(query.get('$filter') ?? '').matchAll(/datetime'([^']+)'/g)].map(([, at]) =>
    Date.parse(`${at ?? ''}Z`),
  );
  const width = stamps.length > 1 ? (Math.max(...stamps) - Math.min(...stamps)) / day : 0;
  return latency * (1 + skip / 20_000 + counts * 0.5 + Math.min(width, 30) / 60);
}
