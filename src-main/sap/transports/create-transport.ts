import type { TransportFor } from '../transport.ts';
import { chromiumTransport } from './chromium-transport.ts';
import { type UndiciEdges, undiciTransport } from './undici-transport.ts';

/** The transport a connection needs. */
export function createTransportFor(edges: UndiciEdges): TransportFor {
  return (key, way) => (way.usesUndici ? undiciTransport(way, edges) : chromiumTransport(key, way));
}
