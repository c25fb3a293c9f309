import type { Socket } from 'node:net';
import { createSecureContext, type TLSSocket } from 'node:tls';

import { Agent, buildConnector, fetch } from 'undici';

import { AppError } from '../../../src-shared/errors.ts';
import type { Transport, TransportAnswer, TransportRequest, TransportWay } from '../transport.ts';
import { firstProxy, namedProxy, type ProxyAddress, unsupportedProxy } from './proxy-route.ts';
import { trustedAuthorities } from './trusted-authorities.ts';
import { openTunnel } from './tunnel.ts';

export interface UndiciEdges {
  /** Chromium's answer for an address, also from a PAC script. */
  readonly resolveProxy: (url: string) => Promise<string>;
}

type Connect = buildConnector.connector;
type ConnectOptions = buildConnector.Options;

/**
 * The second transport: Node's TLS, for client certificates and for authorities of a connection's own, which Chromium's
 * stack takes from the operating system alone. The same promises: no redirect followed, no cookies, nothing cached.
 */
export function undiciTransport(way: TransportWay, edges: UndiciEdges): Transport {
  let agent: Promise<Agent> | undefined;
  const opened = (): Promise<Agent> => {
    agent ??= createAgent(way, edges);
    // A key that could not be opened may open the next time.
    agent.catch(() => (agent = undefined));
    return agent;
  };
  return {
    fetch: async (request) => answerOf(request, await opened()),
    close: () => {
      agent?.then((open) => open.destroy()).catch(() => undefined);
      agent = undefined;
    },
  };
}

async function answerOf(
  { url, method, headers, body, signal }: TransportRequest,
  dispatcher: Agent,
): Promise<TransportAnswer> {
  const answer = await fetch(url, {
    dispatcher,
    method,
    headers: { ...headers },
    signal,
    redirect: 'error',
    ...(body === undefined ? {} : { body }),
  });
  const { status } = answer;
  return { status, headers: answer.headers, body: answer.body as TransportAnswer['body'] };
}

async function createAgent(way: TransportWay, edges: UndiciEdges): Promise<Agent> {
  const { trust } = way;
  const clientKey = await way.clientKey?.();
  // Made once: reading all authorities again for each connection takes longer than the connection.
  const secureContext = createSecureContext({ ...clientKey, ca: [...trustedAuthorities(trust)] });
  const tls = { secureContext, maxCachedSessions: 0 };
  const strict = buildConnector(tls);
  // Verified below against the one certificate the person has seen.
  const pinned = buildConnector({ ...tls, rejectUnauthorized: false });
  const connect: Connect = (options, callback) => {
    const target = targetOf(options);
    const pin = trust.servers.find(({ host }) => host === `${target.host}:${target.port}`);
    tunnelTo(target, options.protocol, way, edges)
      .then((httpSocket) => {
        const open = pin ? pinned : strict;
        // Typed as one with a socket or without, by name and not by value.
        const through: ConnectOptions = httpSocket ? { ...options, httpSocket } : options;
        open(through, (error, socket) => {
          const objection =
            socket && pin ? pinObjection(socket as TLSSocket, pin.fingerprint, target.host) : undefined;
          if (objection) {
            socket?.destroy();
            callback(objection, null);
          } else if (socket) callback(null, socket);
          else callback(error ?? new Error('No socket.'), null);
        });
      })
      .catch((fault: unknown) => callback(fault instanceof Error ? fault : new Error(String(fault)), null));
  };
  return new Agent({ connect });
}

interface Target {
  readonly host: string;
  readonly port: number;
}

function targetOf({ hostname, port, protocol }: ConnectOptions): Target {
  return { host: hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80) };
}

/** Trusted by an authority, or the very certificate that was confirmed. */
function pinObjection(socket: TLSSocket, fingerprint: string, host: string): AppError | undefined {
  if (socket.authorized || socket.getPeerX509Certificate()?.fingerprint256 === fingerprint) return undefined;
  return new AppError('network.tls-changed', 'The server shows another certificate.', { host });
}

async function tunnelTo(
  target: Target,
  protocol: string,
  way: TransportWay,
  edges: UndiciEdges,
): Promise<Socket | undefined> {
  const proxy = await proxyFor(`${protocol}//${target.host}:${target.port}/`, way, edges);
  // Plain http is spoken with this machine alone.
  if (!proxy || protocol !== 'https:') return undefined;
  if (proxy.kind === 'socks') throw unsupportedProxy(proxy.host, 'SOCKS');
  return openTunnel({ target, proxy, login: await loginOf(way) });
}

async function proxyFor(
  url: string,
  { proxy }: TransportWay,
  edges: UndiciEdges,
): Promise<ProxyAddress | undefined> {
  if (proxy.kind === 'none') return undefined;
  return proxy.kind === 'explicit' ? namedProxy(proxy.url) : firstProxy(await edges.resolveProxy(url));
}

async function loginOf({ proxy, proxyPassword }: TransportWay): Promise<string | undefined> {
  if (proxy.kind !== 'explicit' || proxy.user === '') return undefined;
  const password = (await proxyPassword()) ?? '';
  return `Basic ${Buffer.from(`${proxy.user}:${password}`).toString('base64')}`;
}
