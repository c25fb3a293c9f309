import type { X509Certificate } from 'node:crypto';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, rootCertificates, type TLSSocket } from 'node:tls';

import { AppError, type ErrorCode } from '../../src-shared/errors.ts';
import type { ShownCertificate } from '../../src-shared/model/way.ts';
import type { ProxyAddress } from '../sap/transports/proxy-route.ts';
import { openTunnel } from '../sap/transports/tunnel.ts';
import type { HandshakeFacts, HandshakeWay } from './check-edges.ts';

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
  way: HandshakeWay = { authorities: [], proxyLogin: undefined },
): Promise<HandshakeFacts | undefined> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeLimit)]);
  try {
    const socket = proxy
      ? await throughProxy(target, proxy, limit, way.proxyLogin)
      : await direct(target, limit);
    return socket && (await shakeHands(socket, target, limit, way.authorities));
  } catch (cause) {
    if (signal.aborted) throw new AppError('request.cancelled', 'The test was cancelled.', {}, { cause });
    throw cause instanceof AppError ? cause : networkError(cause, proxy?.host ?? target.host, limit.aborted);
  }
}

/** A connection that is ended as soon as it is there. Throws `network.*` and `request.cancelled`. */
export async function tryConnecting(target: Target, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeLimit)]);
  try {
    (await direct(target, limit)).destroy();
  } catch (cause) {
    if (signal.aborted) throw new AppError('request.cancelled', 'The test was cancelled.', {}, { cause });
    throw networkError(cause, target.host, limit.aborted);
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
  login: string | undefined,
): Promise<Socket | undefined> {
  try {
    return await openTunnel({ target, proxy, login, signal });
  } catch (error) {
    // Chromium logs in at the proxy with the system's means; this handshake has none.
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'network.proxy-unsupported') return undefined;
    if (login === undefined && error.code === 'network.proxy-login') return undefined;
    throw error;
  }
}

function shakeHands(
  socket: Socket,
  { host }: Target,
  signal: AbortSignal,
  authorities: readonly string[],
): Promise<HandshakeFacts> {
  return new Promise((resolve, reject) => {
    const name = bare(host);
    // The chain is judged below: the test wants to say what is wrong with it, not only that it is.
    const secure = connectTls({
      socket,
      rejectUnauthorized: false,
      // The name to compare with, also where it is an address.
      host: name,
      ...(authorities.length > 0 && { ca: [...rootCertificates, ...authorities] }),
      ...(isIP(name) === 0 && { servername: name }),
      ALPNProtocols: ['http/1.1'],
    });
    endWith(signal, secure, reject);
    secure.once('error', reject);
    secure.once('secureConnect', () => {
      resolve(factsOf(secure, name));
      secure.destroy();
    });
    secure.once('close', () => {
      reject(new AppError('network.tls-failed', 'The host closed the connection.', { host }));
    });
  });
}

function factsOf(secure: TLSSocket, name: string): HandshakeFacts {
  const certificate = secure.getPeerCertificate();
  // Typed as an error, and its name by value.
  const { authorizationError } = secure as { readonly authorizationError?: unknown };
  const issuer: Partial<Record<string, string | string[]>> = certificate.issuer ?? {};
  return {
    protocol: secure.getProtocol() ?? '',
    isTrusted: secure.authorized,
    objection: secure.authorized ? undefined : nameOf(authorizationError),
    issuer: [issuer['O'] ?? issuer['CN'] ?? ''].flat().join(', '),
    validTo: certificate.valid_to ?? '',
    names: namesOf(certificate.subjectaltname),
    // Node compares the name only where it trusts the chain.
    isNameRight: certificate.subject !== undefined && checkServerIdentity(name, certificate) === undefined,
    chain: chainOf(secure.getPeerX509Certificate()),
  };
}

/** A code, or an error where Node has no code for it. */
function nameOf(objection: unknown): string {
  if (objection instanceof Error) return objection.message;
  return typeof objection === 'string' ? objection : 'UNKNOWN';
}

/** `DNS:a.example, IP Address:192.0.2.1`; a server may name hundreds, and write what it likes. */
function namesOf(text = ''): readonly string[] {
  return text
    .slice(0, 4_000)
    .split(', ')
    .flatMap((entry) => /^(?:DNS|IP Address):(\S{1,253})$/.exec(entry)?.[1] ?? [])
    .slice(0, 20);
}

/** The end of a chain is its own issuer, and a server may send anything: ten are enough. */
function chainOf(first: X509Certificate | undefined): readonly ShownCertificate[] {
  const chain: ShownCertificate[] = [];
  for (let at = first; at && chain.length < 10; at = at.issuerCertificate) {
    if (chain.some(({ fingerprint }) => fingerprint === at?.fingerprint256)) break;
    const { subject, issuer, validFrom, validTo, fingerprint256 } = at;
    chain.push({
      subject: oneLine(subject),
      issuer: oneLine(issuer),
      validFrom: Date.parse(validFrom),
      validTo: Date.parse(validTo),
      fingerprint: fingerprint256,
    });
  }
  return chain;
}

/** Node writes one part of a name per line. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ').slice(0, 300);
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
