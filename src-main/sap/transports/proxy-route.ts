import { AppError } from '../../../src-shared/errors.ts';

export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
  /** `socks` cannot be looked through by the test. */
  readonly kind: 'http' | 'https' | 'socks';
}

/** The first way of an answer in the form of a PAC script, such as `PROXY proxy.example:8080; DIRECT`; `undefined` is direct. */
export function firstProxy(pacAnswer: string): ProxyAddress | undefined {
  const match = /^\s*(PROXY|HTTPS|SOCKS[45]?)\s+(\[[^\]]+\]|[^\s:;]+)(?::(\d+))?/i.exec(pacAnswer);
  if (!match) return undefined;
  const [, word = '', host = '', port] = match;
  const kind = /^socks/i.test(word) ? 'socks' : word.toUpperCase() === 'HTTPS' ? 'https' : 'http';
  const usual = { http: 80, https: 443, socks: 1080 }[kind];
  return { host, port: port === undefined ? usual : Number(port), kind };
}

/** An explicit proxy as a connection names it, `http://host:port`. */
export function namedProxy(url: string): ProxyAddress {
  const { protocol, hostname, port } = new URL(url);
  const kind = protocol === 'https:' ? 'https' : 'http';
  return { host: hostname, port: port === '' ? { http: 80, https: 443 }[kind] : Number(port), kind };
}

/** Names the proxy. `challenge` is its Proxy-Authenticate, where it is known. */
export function loginWanted(host: string, challenge?: string): AppError {
  const logins = loginsIn(challenge);
  return logins.length === 0 || logins.includes('Basic')
    ? new AppError('network.proxy-login', 'The proxy wants a login.', { host, status: 407 })
    : unsupportedProxy(host, logins.join(' or '));
}

/** Names the host that is not let through, as Chromium's failure does: the proxy is the one that was chosen. */
export function tunnelRefused(host: string, status: number | undefined): AppError {
  const facts = { host, ...(status === undefined ? {} : { status }) };
  return new AppError('network.proxy', 'The proxy refused the tunnel.', facts);
}

/** What undici cannot give to a proxy, and Chromium's stack can. */
export function unsupportedProxy(host: string, proxyWants: string): AppError {
  return new AppError('network.proxy-unsupported', 'The proxy wants what undici has not.', {
    host,
    proxyWants,
  });
}

/** Names of the schemes a proxy offers (RFC 9110, 11.7.1). */
function loginsIn(challenge = ''): readonly string[] {
  const names = ['Basic', 'NTLM', 'Negotiate', 'Kerberos', 'Digest'];
  return names.filter((name) => new RegExp(`(?:^|,)\\s*${name}(?:[\\s,]|$)`, 'i').test(challenge));
}
