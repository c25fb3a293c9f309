import { createHash, X509Certificate } from 'node:crypto';
import { Readable } from 'node:stream';

import { net, type Session, session } from 'electron';

import { AppError } from '../../../src-shared/errors.ts';
import type { Transport, TransportAnswer, TransportRequest, TransportWay } from '../transport.ts';
import { loginWanted } from './proxy-route.ts';

/**
 * Chromium's network stack: system proxy, the operating system's certificates, NTLM and Kerberos proxies. One partition
 * per connection, in memory: a kept one would send cookies again and cache bodies on disk in plain text. `closed` is told
 * the partition when nobody needs it any more.
 */
export function chromiumTransport(
  key: string,
  way: TransportWay,
  closed?: (partition: Session) => void,
): Transport {
  const { proxy } = way;
  const partition = session.fromPartition(partitionName(key, way), { cache: false });
  const changed = trustPinned(partition, way);
  let ready: Promise<void> | undefined;
  const open = async (request: TransportRequest): Promise<TransportAnswer> => {
    ready ??= setProxy(partition, way);
    await ready;
    // fetch cancels whenever a proxy asks for a login.
    if (proxy.kind === 'explicit' && proxy.user !== '') return fetchWithLogin(partition, request, way);
    return plainFetch(partition, request);
  };
  return {
    fetch: async (request) => {
      try {
        return await open(request);
      } catch (cause) {
        const { host } = new URL(request.url);
        if (changed(host))
          throw new AppError('network.tls-changed', 'Another certificate.', { host }, { cause });
        throw cause;
      }
    },
    close: () => closed?.(partition),
  };
}

/** Chromium remembers how a certificate was judged for as long as a partition lives: another choice, another partition. */
function partitionName(key: string, { proxy, trust }: TransportWay): string {
  const choice = createHash('sha256')
    .update(JSON.stringify([proxy, trust.servers]))
    .digest('hex');
  return `connection-${key}-${choice.slice(0, 12)}`;
}

async function setProxy(partition: Session, { proxy }: TransportWay): Promise<void> {
  if (proxy.kind === 'system') return;
  await partition.setProxy(
    proxy.kind === 'none' ? { mode: 'direct' } : { mode: 'fixed_servers', proxyRules: proxy.url },
  );
}

function plainFetch(
  partition: Session,
  { url, method, headers, body, signal }: TransportRequest,
): Promise<TransportAnswer> {
  return partition.fetch(url, {
    method,
    headers: { ...headers },
    ...(body === undefined ? {} : { body }),
    signal,
    // Followed redirects would carry the Authorization header to a foreign host.
    redirect: 'error',
    credentials: 'omit',
  });
}

function fetchWithLogin(
  partition: Session,
  { url, method, headers, body, signal }: TransportRequest,
  { proxy, proxyPassword }: TransportWay,
): Promise<TransportAnswer> {
  return new Promise((resolve, reject) => {
    const request = net.request({
      url,
      method,
      session: partition,
      redirect: 'error',
      useSessionCookies: false,
    });
    let tries = 0;
    const abort = (): void => {
      request.abort();
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    request.on('login', ({ isProxy, host }, answer) => {
      tries += 1;
      if (!isProxy || proxy.kind !== 'explicit' || tries > 1) {
        if (isProxy) reject(loginWanted(host));
        answer();
        return;
      }
      const { user } = proxy;
      proxyPassword().then((password) => answer(user, password ?? ''), reject);
    });
    request.on('error', reject);
    request.on('response', (response) => {
      // A redirect, or an answer of the proxy itself.
      const readable = response as unknown as Readable;
      resolve({
        status: response.statusCode,
        headers: { get: (name) => headerOf(response.headers, name) },
        body: Readable.toWeb(readable) as TransportAnswer['body'],
      });
    });
    for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
    request.end(body);
  });
}

function headerOf(headers: Readonly<Record<string, string | string[]>>, name: string): string | null {
  const value = headers[name.toLowerCase()];
  return value === undefined ? null : [value].flat().join(', ');
}

const accept = 0;
const asChromiumSays = -3;

/** Accepts the very certificates that were confirmed; everything else is judged as always. */
function trustPinned(partition: Session, { trust }: TransportWay): (host: string) => boolean {
  const seen = new Set<string>();
  if (trust.servers.length === 0) return () => false;
  partition.setCertificateVerifyProc(({ hostname, certificate, errorCode }, callback) => {
    // The port is not told; a host with two servers needs both of them confirmed.
    const pins = trust.servers.filter(({ host }) => host.replace(/:\d+$/, '') === hostname);
    if (errorCode === 0 || pins.length === 0) {
      callback(asChromiumSays);
      return;
    }
    const { fingerprint256 } = new X509Certificate(certificate.data);
    if (pins.some(({ fingerprint }) => fingerprint === fingerprint256)) {
      callback(accept);
      return;
    }
    seen.add(hostname);
    callback(asChromiumSays);
  });
  return (host) => seen.has(host.replace(/:\d+$/, ''));
}
