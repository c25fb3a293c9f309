import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  /** Path and query as the reader sent them. */
  readonly path: string;
  readonly authorized: boolean;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A fault: what reaches the server instead of the request, what reaches the reader instead of the answer. */
export interface Mutation {
  readonly asks?: (path: string) => string;
  readonly answers?: (asked: Asked, answered: Answered) => Partial<Answered>;
}

export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Stands between reader and server on a loopback port and commits one fault; everything else passes unchanged. */
export async function startProxy(target: string, mutation: Mutation): Promise<Proxy> {
  const server = createServer((incoming, outgoing) => {
    forward(target, incoming, mutation).then(
      ({ status, headers, body }) => {
        outgoing.writeHead(status, { ...unframed(headers), 'content-length': body.length });
        outgoing.end(body);
      },
      (error: unknown) => outgoing.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function forward(target: string, incoming: IncomingMessage, mutation: Mutation): Promise<Answered> {
  const path = incoming.url ?? '/';
  const asked = {
    method: incoming.method ?? 'GET',
    path,
    authorized: incoming.headers.authorization !== undefined,
  };
  const sent = mutation.asks?.(path) ?? path;
  const answered = await passOn(new URL(target), sent, incoming, await bodyOf(incoming));
  return { ...answered, ...mutation.answers?.(asked, answered) };
}

function passOn(target: URL, path: string, incoming: IncomingMessage, body: Buffer): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { host: target.hostname, port: target.port, path, method: incoming.method, headers: incoming.headers },
      (answer) => {
        bodyOf(answer).then(
          (bytes) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: bytes }),
          reject,
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Headers that describe the connection to the server, not the answer. */
function unframed(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const kept = Object.entries(headers).filter(
    ([name, value]) =>
      value !== undefined &&
      !['content-length', 'transfer-encoding', 'connection', 'keep-alive'].includes(name),
  );
  return Object.fromEntries(kept);
}
