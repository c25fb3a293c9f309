import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { tlsHandshake } from '../../../../src-main/connections/tls-handshake.ts';
import type { ProxyAddress } from '../../../../src-main/sap/transports/proxy-route.ts';

const folder = new URL('./certificates/', import.meta.url);
const key = readFileSync(new URL('localhost.key.pem', folder));
const cert = readFileSync(new URL('localhost.cert.pem', folder));
const servers = new Set<Server | HttpServer>();
const sockets = new Set<Socket>();

async function listen(server: Server | HttpServer): Promise<number> {
  servers.add(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function tlsServer(): Server {
  const server = createTlsServer({ key, cert });
  server.on('tlsClientError', () => undefined);
  return server;
}

/** A proxy that answers CONNECT with a status, and tunnels to this machine on 200. */
async function proxy(status: number): Promise<ProxyAddress & { readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createHttpServer();
  server.on('connect', ({ url = '' }, socket: Socket) => {
    asked.push(url);
    socket.write(`HTTP/1.1 ${status} Answer\r\n\r\n`);
    if (status !== 200) {
      socket.end();
      return;
    }
    const far = connect(Number(url.split(':')[1]), '127.0.0.1');
    far.on('error', () => socket.destroy());
    far.pipe(socket).pipe(far);
  });
  return { kind: 'http', host: '127.0.0.1', port: await listen(server), asked };
}

const signal = new AbortController().signal;

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  sockets.clear();
  servers.clear();
});

describe('tlsHandshake', () => {
  it('tells protocol, issuer and that a self-signed certificate is not trusted', async () => {
    const port = await listen(tlsServer());
    const facts = await tlsHandshake({ host: 'localhost', port }, undefined, signal);
    expect(facts).toMatchObject({ protocol: 'TLSv1.3', isTrusted: false, issuer: 'Tenant Atlas tests' });
    expect(Date.parse(facts?.validTo ?? '')).toBeGreaterThan(Date.UTC(2100, 0, 1));
  });

  it('goes through the tunnel of a proxy, naming the tenant by its host', async () => {
    const port = await listen(tlsServer());
    const tunnel = await proxy(200);
    const facts = await tlsHandshake({ host: 'tenant.example', port }, tunnel, signal);
    expect(facts?.protocol).toBe('TLSv1.3');
    expect(tunnel.asked).toEqual([`tenant.example:${port}`]);
  });

  it('does not look through a proxy that wants a login', async () => {
    const tunnel = await proxy(407);
    await expect(
      tlsHandshake({ host: 'tenant.example', port: 443 }, tunnel, signal),
    ).resolves.toBeUndefined();
  });

  it('names the host that a proxy does not let through', async () => {
    const tunnel = await proxy(403);
    await expect(tlsHandshake({ host: 'tenant.example', port: 443 }, tunnel, signal)).rejects.toMatchObject({
      code: 'network.proxy',
      facts: { host: 'tenant.example', status: 403 },
    });
  });

  it('names a port where nobody listens', async () => {
    const server = createTcpServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    await expect(tlsHandshake({ host: '127.0.0.1', port }, undefined, signal)).rejects.toMatchObject({
      code: 'network.refused',
      facts: { host: '127.0.0.1' },
    });
  });

  it.each([
    ['speaks no TLS', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['hangs up', (socket: Socket) => socket.destroy()],
  ])('names a server that %s', async (_what, answer) => {
    const port = await listen(createTcpServer((socket) => socket.once('data', () => answer(socket))));
    await expect(tlsHandshake({ host: '127.0.0.1', port }, undefined, signal)).rejects.toMatchObject({
      code: 'network.tls-failed',
    });
  });

  it('gives up when it is cancelled', async () => {
    const silent = createTcpServer();
    const port = await listen(silent);
    const cancel = new AbortController();
    const shaking = tlsHandshake({ host: '127.0.0.1', port }, undefined, cancel.signal);
    await vi.waitFor(() => expect(sockets.size).toBe(1));
    cancel.abort();
    await expect(shaking).rejects.toMatchObject({ code: 'request.cancelled' });
  });
});
