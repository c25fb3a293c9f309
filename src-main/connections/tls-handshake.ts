import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

import { AppError, type ErrorCode } from '../../src-shared/errors.ts';
import type { ProxyAddress } from '../sap/transports/proxy-route.ts';
import { openTunnel } from '../sap/transports/tunnel.ts';
import type { HandshakeFacts } from './check-edges.ts';

interface Target {
  readonly host: string;
  readonly port: number;
}

const timeLimit = 10_000;

/**
 * A TLS handshake of our own, through CONNECT where there is a proxy: fetch tells nothing about
 * it. Sends no request and no credentials. `undefined`: the proxy wants a login first.
 */
export async function tlsHandshake(
  target: Target,
  proxy: ProxyAddress | undefined,
  signal: AbortSignal,
): Promise<HandshakeFacts | undefined> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeLimit)]);
  try {
    const socket = proxy ? await throughProxy(target, proxy, limit) : await direct(target, limit);
    return socket && (await shakeHands(socket, target, limit));
  } catch (cause) {
    if (signal.aborted) throw new AppError('request.cancelled', 'The test was cancelled.', {}, { cause });
    throw cause instanceof AppError ? cause : networkError(cause, proxy?.host ?? target.host, limit.aborted);
  }
}

function direct({ host, port }: Target, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host: bare(host), port });
    endWith(signal, socket, reject);
    socket.once('error', reject);
    socket.once('connect', () => {
      resolve(socket);
    });
  });
}

async function throughProxy(
  target: Target,
  proxy: ProxyAddress,
  signal: AbortSignal,
): Promise<Socket | undefined> {
  try {
    return await openTunnel({ target, proxy, login: undefined, signal });
  } catch (error) {
    // Chromium logs in at the proxy with the system's means; this handshake has none.
    if (error instanceof AppError && error.code === 'network.proxy-login') return undefined;
    throw error;
  }
}

function shakeHands(socket: Socket, { host }: Target, signal: AbortSignal): Promise<HandshakeFacts> {
  return new Promise((resolve, reject) => {
    const name = bare(host);
    // The chain is judged below: the test wants to say what is wrong with it, not only that it is.
    const secure = connectTls({
      socket,
      rejectUnauthorized: false,
      ...(isIP(name) === 0 && { servername: name }),
      ALPNProtocols: ['http/1.1'],
    });
    endWith(signal, secure, reject);
    secure.once('error', reject);
    secure.once('secureConnect', () => {
      resolve(factsOf(secure));
      secure.destroy();
    });
    secure.once('close', () => {
      reject(new AppError('network.tls-failed', 'The host closed the connection.', { host }));
    });
  });
}

function factsOf(secure: TLSSocket): HandshakeFacts {
  const certificate = secure.getPeerCertificate();
  const issuer: Partial<Record<string, string | string[]>> = certificate.issuer ?? {};
  return {
    protocol: secure.getProtocol() ?? '',
    isTrusted: secure.authorized,
    issuer: [issuer['O'] ?? issuer['CN'] ?? ''].flat().join(', '),
    validTo: certificate.valid_to ?? '',
  };
}

function endWith(signal: AbortSignal, socket: Socket, reject: (error: unknown) => void): void {
  const end = (): void => {
    socket.destroy();
    reject(signal.reason);
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
}

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'network.name-not-resolved',
  EAI_AGAIN: 'network.name-not-resolved',
  ECONNREFUSED: 'network.refused',
  EHOSTUNREACH: 'network.refused',
  ENETUNREACH: 'network.offline',
  ENETDOWN: 'network.offline',
  ETIMEDOUT: 'network.timeout',
};

function networkError(cause: unknown, host: string, isTimeout: boolean): AppError {
  if (isTimeout) return new AppError('network.timeout', 'No answer in time.', { host }, { cause });
  const name = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const code = codes[name] ?? 'network.tls-failed';
  return new AppError(code, 'The TLS handshake failed.', { host }, { cause });
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
