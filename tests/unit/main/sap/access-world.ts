import { onTestFinished } from 'vitest';

import { createAuthority } from '../../../../src-demo-tenant/access-counterparts/authority.ts';
import {
  type Counterpart,
  type CounterpartOptions,
  startCounterpart,
} from '../../../../src-demo-tenant/access-counterparts/counterpart.ts';
import {
  type ProxyOptions,
  startProxy,
  type TestProxy,
} from '../../../../src-demo-tenant/access-counterparts/proxy.ts';
import type { TenantCredentials } from '../../../../src-main/sap/access.ts';
import { firstCertificate, validity } from '../../../../src-main/sap/client-key.ts';
import { createTenantClients, type OpenClient } from '../../../../src-main/sap/create-client.ts';
import { closedGate, type Gate } from '../../../../src-main/sap/gate.ts';
import { undiciTransport } from '../../../../src-main/sap/transports/undici-transport.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { CertificateWay, ConnectionAccess, SecretTexts } from '../../../../src-shared/model/access.ts';
import { systemProxy, usualTrust } from '../../../../src-shared/model/way.ts';
import { FakeClock } from './fake-clock.ts';

/** Vouches for servers and clients of these tests. */
export const authority = createAuthority('Tests CA');
export const server = authority.issue({ name: 'server', hosts: ['127.0.0.1', 'localhost'] });
export const client = authority.issue({ name: 'client' });
export const trusting = { authorities: [{ name: 'tests.pem', pem: authority.certificate }], servers: [] };

export const clientId = 'sb-1!b1|it!b2';
export const user = { user: 'anna@acme.example', password: 'correct: horse' };

export async function counterpart(options: CounterpartOptions): Promise<Counterpart> {
  const started = await startCounterpart(options);
  onTestFinished(() => started.close());
  return started;
}

export async function proxy(options: ProxyOptions): Promise<TestProxy> {
  const started = await startProxy(options);
  onTestFinished(() => started.close());
  return started;
}

/** A tenant and token server with TLS, known to the tests' own authority. */
export function secure(options: Omit<CounterpartOptions, 'identity'>): Promise<Counterpart> {
  return counterpart({ identity: server, ...options });
}

export interface Opened extends OpenClient {
  readonly ways: readonly CertificateWay[];
  /** Reads the service document. */
  readonly read: () => Promise<unknown>;
}

/** A real client over undici; time passes only where it waits. */
export function open(
  credentials: Partial<TenantCredentials> & Pick<TenantCredentials, 'tenantUrl' | 'access'>,
  given: SecretTexts,
  gate: Gate = closedGate,
): Opened {
  const ways: CertificateWay[] = [];
  const read = (part: keyof SecretTexts): Promise<string> => {
    const text = given[part];
    return text === undefined
      ? Promise.reject(new AppError('auth.secret-missing', 'No secret.'))
      : Promise.resolve(text);
  };
  const opened = createTenantClients({
    transportFor: (_key, way) => undiciTransport(way, { resolveProxy: () => Promise.resolve('DIRECT') }),
    gateFor: () => gate,
    version: '1.2.3',
    random: () => 0.5,
    clock: new FakeClock({ hurried: true }),
  })(
    'test',
    {
      proxy: systemProxy,
      trust: usualTrust,
      secrets: { read, find: async (part) => Promise.resolve(given[part]) },
      wayFound: (way) => ways.push(way),
      ...credentials,
    },
    () => undefined,
  );
  onTestFinished(() => opened.close());
  const document = { path: '', area: 'root', priority: 'interactive' } as const;
  return { ...opened, ways, read: () => opened.client.entity(document, (entity) => entity) };
}

type CertificateAccess = Extract<ConnectionAccess, { readonly kind: 'certificate' }>;

export function certificateAccess(
  change: Partial<CertificateAccess> & { readonly tokenUrl: string },
): CertificateAccess {
  const { certificate = client.certificate } = change;
  return {
    kind: 'certificate',
    clientId,
    certificate,
    ...validity(firstCertificate(certificate)),
    ...change,
  };
}
