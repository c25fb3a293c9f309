import { isLoopback, originOf, parseAddress } from '../../src-shared/connections/address.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { ProxyChoice, TrustChoice, UntrustedServer } from '../../src-shared/model/way.ts';
import { basic } from '../sap/proofs/token-endpoint.ts';
import { firstProxy, namedProxy, type ProxyAddress } from '../sap/transports/proxy-route.ts';
import type { CheckEdges, Found, HandshakeFacts } from './check-edges.ts';

export interface Addresses {
  readonly tenantUrl: string;
  /** None where no token is fetched. */
  readonly tokenUrl: string | undefined;
  readonly proxy: ProxyChoice;
  /** For an explicit proxy. */
  readonly proxyPassword: () => Promise<string | undefined>;
  readonly trust: TrustChoice;
  /** Chromium's stack makes the requests, which goes by the operating system. */
  readonly goesBySystem: boolean;
}

/** The proxies on the way to tenant and token server; `undefined` is direct. */
export interface Route {
  readonly tenant: ProxyAddress | undefined;
  readonly token: ProxyAddress | undefined;
}

export interface Hop {
  readonly host: string;
  readonly port: number;
  readonly origin: string;
  readonly isPlain: boolean;
  readonly proxy: ProxyAddress | undefined;
}

export async function routeOf(
  { tenantUrl, tokenUrl = tenantUrl, proxy }: Addresses,
  { resolveProxy }: Pick<CheckEdges, 'resolveProxy'>,
): Promise<Route> {
  const resolve = async (url: string): Promise<ProxyAddress | undefined> => {
    if (proxy.kind === 'none') return undefined;
    return proxy.kind === 'explicit' ? namedProxy(proxy.url) : firstProxy(await resolveProxy(url));
  };
  const [tenant, token] = await Promise.all([tenantUrl, tokenUrl].map(resolve));
  return { tenant, token };
}

export async function checkRoute(
  addresses: Addresses,
  edges: CheckEdges,
): Promise<Found & { readonly route: Route }> {
  const route = await routeOf(addresses, edges);
  const { tenant, token } = route;
  const said = (proxy: ProxyAddress | undefined): string =>
    proxy ? `through the proxy ${proxy.host}:${proxy.port}` : 'without a proxy';
  const finding =
    said(tenant) === said(token)
      ? `The way to the tenant is ${said(tenant)}.`
      : `The way to the tenant is ${said(tenant)}, to the token server ${said(token)}.`;
  return { result: 'passed', finding, route };
}

export async function checkName(addresses: Addresses, route: Route, edges: CheckEdges): Promise<Found> {
  const open = hops(addresses, route).filter(({ proxy }) => proxy === undefined);
  if (open.length === 0) return { result: 'by-proxy', finding: 'The proxy looks up the name.' };
  const found = await Promise.all(open.map(({ host }) => resolve(host, edges)));
  const list = open.map(({ host }, index) => `${host} is ${found[index]?.[0] ?? ''}`);
  return { result: 'passed', finding: `${[...new Set(list)].join(', ')}.` };
}

/** Throws `network.name-not-resolved`. */
export async function resolve(host: string, edges: CheckEdges): Promise<readonly string[]> {
  if (isLoopback(host) || /^[\d.]+$|^\[/.test(host)) return [host];
  const addresses = await edges.resolveHost(host);
  if (addresses.length === 0) throw new AppError('network.name-not-resolved', 'No address.', { host });
  return addresses;
}

export async function checkTls(
  addresses: Addresses,
  route: Route,
  edges: CheckEdges,
  signal: AbortSignal,
): Promise<Found> {
  const secured = hops(addresses, route).filter(({ isPlain }) => !isPlain);
  if (secured.length === 0) {
    return { result: 'skipped', finding: 'Not needed: the address is on this computer.' };
  }
  const seen = await Promise.all(
    secured.map(async (hop) => trusted(await judge(hop, addresses, edges, signal), hop)),
  );
  const facts = seen.find((entry) => entry !== undefined);
  if (!facts) return { result: 'by-proxy', finding: 'The proxy does not let the test look through.' };
  const issuer = facts.issuer === '' ? '' : `, certificate by ${facts.issuer}`;
  // OpenSSL's form, which nobody reads with ease; a server may show none.
  const end = Date.parse(facts.validTo);
  const validity = Number.isNaN(end) ? '' : `, valid until ${new Date(end).toISOString().slice(0, 10)}`;
  return { result: 'passed', finding: `${facts.protocol}${issuer}${validity}.` };
}

/** Every server of a draft that nobody vouches for, with what it shows. */
export async function untrustedServers(
  addresses: Addresses,
  edges: CheckEdges,
  signal: AbortSignal,
): Promise<readonly UntrustedServer[]> {
  const { route } = await checkRoute(addresses, edges);
  const secured = hops(addresses, route).filter(({ isPlain }) => !isPlain);
  const found: UntrustedServer[] = [];
  for (const hop of secured) {
    const { verdict, facts } = await judge(hop, addresses, edges, signal);
    const fingerprint = facts?.chain[0]?.fingerprint;
    if (!facts || fingerprint === undefined || verdict === 'trusted') continue;
    found.push({
      host: `${hop.host}:${hop.port}`,
      fingerprint,
      isChanged: verdict === 'changed',
      chain: facts.chain,
    });
  }
  return found;
}

export interface Judged {
  readonly facts: HandshakeFacts | undefined;
  readonly verdict: 'trusted' | 'untrusted' | 'changed';
  /** Who vouches for a trusted one; undefined where nobody could look. */
  readonly by?: 'authority' | 'person' | 'system';
}

/** By an authority, by the operating system where that counts, or because the person has confirmed this certificate. */
export async function judge(
  hop: Hop,
  addresses: Addresses,
  edges: CheckEdges,
  signal: AbortSignal,
): Promise<Judged> {
  const { trust, goesBySystem } = addresses;
  if (hop.proxy?.kind === 'socks') return { facts: undefined, verdict: 'trusted' };
  const way = {
    authorities: trust.authorities.map(({ pem }) => pem),
    proxyLogin: await proxyLogin(addresses),
  };
  const facts = await edges.handshake({ host: hop.host, port: hop.port }, hop.proxy, signal, way);
  if (!facts) return { facts, verdict: 'trusted' };
  if (facts.isTrusted) return { facts, verdict: 'trusted', by: 'authority' };
  const known = trust.servers.find(({ host }) => host === `${hop.host}:${hop.port}`);
  // A server that shows no certificate is no known one.
  if (known && known.fingerprint === facts.chain[0]?.fingerprint)
    return { facts, verdict: 'trusted', by: 'person' };
  // The operating system may trust an authority that Node does not know, and Chromium goes by the system.
  if (goesBySystem && (await edges.isTrustedByChromium(hop.origin, signal, addresses)))
    return { facts, verdict: 'trusted', by: 'system' };
  return { facts, verdict: known ? 'changed' : 'untrusted' };
}

function trusted({ facts, verdict }: Judged, { host }: Hop): HandshakeFacts | undefined {
  if (verdict === 'changed') throw new AppError('network.tls-changed', 'Another certificate.', { host });
  if (verdict === 'untrusted')
    throw new AppError('network.tls-untrusted', 'The certificate is not trusted.', { host });
  return facts;
}

async function proxyLogin({ proxy, proxyPassword }: Addresses): Promise<string | undefined> {
  if (proxy.kind !== 'explicit' || proxy.user === '') return undefined;
  return basic(proxy.user, (await proxyPassword()) ?? '');
}

/** Tenant and token server, once if they are the same. */
export function hops({ tenantUrl, tokenUrl = tenantUrl }: Addresses, route: Route): readonly Hop[] {
  const both = [
    { url: tenantUrl, proxy: route.tenant },
    { url: tokenUrl, proxy: route.token },
  ].flatMap(({ url, proxy }): readonly Hop[] => {
    const address = parseAddress(url);
    if (!address) return [];
    const isPlain = address.scheme === 'http';
    const port = address.port ?? (isPlain ? 80 : 443);
    return [{ host: address.host, port, origin: originOf(address), isPlain, proxy }];
  });
  return both.filter((hop, index) => both.findIndex(({ origin }) => origin === hop.origin) === index);
}
