import type { TransportFor } from '../transport.ts';
import { chromiumTransport } from './chromium-transport.ts';
import { type UndiciEdges, undiciTransport } from './undici-transport.ts';

/**
 * Chromium's stack knows the operating system's certificates and its proxies' logins; it takes neither a client
 * certificate nor an authority from the app. Where a connection has one of those, undici goes.
 */
export function createTransportFor(edges: UndiciEdges): TransportFor {
  return (key, way) =>
    way.clientKey !== undefined || way.trust.authorities.length > 0
      ? undiciTransport(way, edges)
      : chromiumTransport(key, way);
}
