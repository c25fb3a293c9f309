import type { Transport, TransportFor } from '../transport.ts';
import { chromiumTransport } from './chromium-transport.ts';
import type { UndiciEdges } from './undici-transport.ts';

/** The transport a connection needs. */
export function createTransportFor(edges: UndiciEdges): TransportFor {
  return (key, way) =>
    way.usesUndici
      ? atFirstUse(async () => (await import('./undici-transport.ts')).undiciTransport(way, edges))
      : chromiumTransport(key, way);
}

/** Most connections need no second stack, and loading it would hold up every start. */
function atFirstUse(load: () => Promise<Transport>): Transport {
  let loaded: Promise<Transport> | undefined;
  return {
    fetch: async (request) => (await (loaded ??= load())).fetch(request),
    close: () => {
      void loaded?.then((transport) => transport.close?.());
    },
  };
}
