import type { TenantCredentials } from '../../../../src-main/sap/access.ts';
import {
  createTenantClients,
  type OpenClient,
  type TenantClientsOptions,
} from '../../../../src-main/sap/create-client.ts';
import { closedGate } from '../../../../src-main/sap/gate.ts';
import { systemProxy, usualTrust } from '../../../../src-shared/model/way.ts';
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
  credentials: Partial<TenantCredentials> = {},
): TestClient {
  const clock = options.clock ?? new FakeClock({ hurried: true });
  const open = createTenantClients({
    transportFor: () => nodeTransport,
    gateFor: () => closedGate,
    version: '1.2.3',
    random: () => 0.5,
    ...options,
    clock,
  });
  return { ...open('test', { ...credentialsOf(server), ...credentials }, changed), clock };
}

/** Credentials of a client with a secret. */
export function credentialsOf(server: Pick<TenantServer, 'origin' | 'tokenUrl'>): TenantCredentials {
  const read = () => Promise.resolve(clientSecret);
  return {
    tenantUrl: server.origin,
    access: { kind: 'client-secret', tokenUrl: server.tokenUrl, clientId },
    proxy: systemProxy,
    trust: usualTrust,
    secrets: { read, find: read },
  };
}
