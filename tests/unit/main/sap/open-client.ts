import {
  createTenantClients,
  type OpenClient,
  type TenantClientsOptions,
} from '../../../../src-main/sap/create-client.ts';
import { FakeClock } from './fake-clock.ts';
import { nodeTransport } from './node-transport.ts';
import type { TenantServer } from './tenant-server.ts';

export const clientId = 'sb-0000!b1234|it!b5678';
export const clientSecret = '1111-2222$abc+d/e=';

export interface TestClient extends OpenClient {
  readonly clock: FakeClock;
}

/** A client of the server; where it waits no time passes outside, and jitter is one half. */
export function openClient(
  server: Pick<TenantServer, 'origin' | 'tokenUrl'>,
  options: Partial<Omit<TenantClientsOptions, 'clock'>> & { readonly clock?: FakeClock } = {},
  changed: () => void = () => undefined,
): TestClient {
  const clock = options.clock ?? new FakeClock({ hurried: true });
  const open = createTenantClients({
    transportFor: () => nodeTransport,
    version: '1.2.3',
    random: () => 0.5,
    ...options,
    clock,
  });
  const credentials = {
    tenantUrl: server.origin,
    tokenUrl: server.tokenUrl,
    clientId,
    secret: () => Promise.resolve(clientSecret),
  };
  return { ...open('test', credentials, changed), clock };
}
