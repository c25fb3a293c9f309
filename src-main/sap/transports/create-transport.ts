import { passing, type Transport, type TransportFor } from '../transport.ts';
import { chromiumTransport } from './chromium-transport.ts';
import { PassingPartitions } from './passing-partitions.ts';
import type { UndiciEdges } from './undici-transport.ts';

export interface TransportEdges extends UndiciEdges {
  /** For faults nobody waits for. */
  readonly failed: (fault: unknown) => void;
}

/** The transport a connection needs. */
export function createTransportFor({ failed, ...edges }: TransportEdges): TransportFor {
  const partitions = new PassingPartitions();
  return (key, way) => {
    if (way.usesUndici)
      return atFirstUse(async () => (await import('./undici-transport.ts')).undiciTransport(way, edges));
    if (key !== passing) return chromiumTransport(key, way);
    const { name, giveBack } = partitions.take();
    return chromiumTransport(name, way, (partition) => {
      giveBack(partition).catch(failed);
    });
  };
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
