import { setTimeout as wait } from 'node:timers/promises';

import fastify, { type FastifyReply } from 'fastify';

import { type Answer, html } from './answer.ts';
import type { GatewayRequest } from './gateway.ts';

/**
 * Stands between a request and its answer: answers otherwise, or takes over the reply and answers undefined. The demo
 * tenant itself has none; the fault interface does.
 */
export type Around = (
  request: GatewayRequest,
  answer: () => Answer,
  reply: FastifyReply,
) => Promise<Answer | undefined> | Answer | undefined;

export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  /** ms; 0 switches every slowness off. */
  readonly latency: number;
  /** The tenant's clock, which its answers tell. */
  readonly now: () => number;
  readonly answer: (request: GatewayRequest) => Answer;
  readonly around: Around | undefined;
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
    frameworkErrors: (fault, _request, reply) =>
      void sent(reply, html(fault.statusCode ?? 400, 'Bad Request')),
  });
  app.setErrorHandler((fault, _request, reply) => {
    const status = statusOf(fault);
    if (status >= 500) process.stderr.write(`${String(fault instanceof Error ? fault.stack : fault)}\n`);
    return sent(reply, html(status, status >= 500 ? 'Internal Server Error' : 'Bad Request'));
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  app.all('*', async (raw, reply) => {
    reply.header('date', new Date(options.now()).toUTCString());
    const url = addressOf(raw.url, raw.headers.host);
    if (!url) return sent(reply, html(400, 'Bad Request'));
    const body = typeof raw.body === 'string' ? raw.body : '';
    const request: GatewayRequest = { method: raw.method, url, headers: raw.headers, body };
    const answer = () => options.answer(request);
    const final = options.around ? await options.around(request, answer, reply) : answer();
    if (!final) return reply;
    if (options.latency > 0) await wait(slowness(url, options.latency));
    return sent(reply, final);
  });
  await app.listen({ port: options.port, host: options.host });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}`, close: () => app.close() };
}

function sent(reply: FastifyReply, answer: Answer): FastifyReply {
  const body = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body);
  return reply.code(answer.status).headers(answer.headers).send(body);
}

function statusOf(fault: unknown): number {
  const status = fault instanceof Error && 'statusCode' in fault ? fault.statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}

/** The host is the client's word; what it asks for stays below it. */
function addressOf(path: string, host = '127.0.0.1'): URL | undefined {
  try {
    return new URL(path.startsWith('/') ? `http://${host}${path}` : path);
  } catch {
    return undefined;
  }
}

const day = 86_400_000;

/** Deep pages, counts and wide windows cost a real tenant time. */
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
