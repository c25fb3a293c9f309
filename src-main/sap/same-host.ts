import { AppError } from '../../src-shared/errors.ts';

/** Below the origin of a tenant (catalogue 1.1). */
export const apiRoot = '/api/v1/';

/**
 * A link of an answer as an address on the connection's own origin. Links carry `:443`, sometimes twice (catalogue 1.1);
 * host and scheme must be ours apart from that. Only path and query are taken over. Throws `network.foreign-host`.
 */
export function ownAddress(link: string, origin: string): URL {
  const own = new URL(apiRoot, origin);
  const text = link.replace(/^(https?:\/\/[^/:]+)(?::\d+)+(?=:\d+(?:\/|$))/, '$1');
  const url = URL.canParse(text, own.href) ? new URL(text, own) : undefined;
  if (!url || url.protocol !== own.protocol || url.hostname !== own.hostname || !samePort(url, own)) {
    throw new AppError('network.foreign-host', 'The tenant named an address on another host.', {
      host: url?.host ?? 'unknown',
    });
  }
  // Set, not resolved: a path that begins with two slashes would be read as another host.
  own.pathname = url.pathname;
  own.search = url.search;
  return own;
}

/** A tenant behind another port (the demo tenant, a tunnel) still names its own; 443 stands for "none". */
function samePort(url: URL, own: URL): boolean {
  return url.port === own.port || url.port === '443' || url.port === '';
}
