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

export function proxyFailure(host: string, status: number | undefined): AppError {
  const facts = { host, ...(status === undefined ? {} : { status }) };
  return status === 407
    ? new AppError('network.proxy-login', 'The proxy wants a login.', facts)
    : new AppError('network.proxy', 'The proxy refused the tunnel.', facts);
}
