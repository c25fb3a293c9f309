import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Socket } from 'node:net';

import type { AppError } from '../../../src-shared/errors.ts';
import { loginWanted, type ProxyAddress, tunnelRefused } from './proxy-route.ts';

export interface TunnelOptions {
  readonly target: { readonly host: string; readonly port: number };
  readonly proxy: ProxyAddress;
  /** Value of Proxy-Authorization. */
  readonly login: string | undefined;
  readonly signal?: AbortSignal;
}

/** A socket to the target through CONNECT. Throws `network.proxy*` and what the sockets throw. */
export function openTunnel({ target, proxy, login, signal }: TunnelOptions): Promise<Socket> {
  const { host, port } = target;
  const authority = `${host}:${port}`;
  const refusal = (status: number | undefined, challenge: string | undefined): AppError =>
    status === 407 ? loginWanted(proxy.host, challenge) : tunnelRefused(host, status);
  return new Promise((resolve, reject) => {
    const asked = (proxy.kind === 'https' ? secureRequest : request)({
      host: bare(proxy.host),
      port: proxy.port,
      method: 'CONNECT',
      path: authority,
      agent: false,
      headers: { host: authority, ...(login !== undefined && { 'proxy-authorization': login }) },
      ...(signal && { signal }),
    });
    asked.once('error', reject);
    asked.once('response', (response) => {
      response.destroy();
      reject(refusal(response.statusCode, response.headers['proxy-authenticate']));
    });
    asked.once('connect', ({ statusCode = 0, headers }, socket: Socket) => {
      if (statusCode === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(refusal(statusCode, headers['proxy-authenticate']));
    });
    asked.end();
  });
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
