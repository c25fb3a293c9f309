import { describe, expect, it, vi } from 'vitest';

import type { CheckEdges } from '../../../../src-main/connections/check-edges.ts';
import { testConnection } from '../../../../src-main/connections/connection-test.ts';
import type { TenantAccess } from '../../../../src-main/connections/tenant-access.ts';
import type { TenantClient } from '../../../../src-main/sap/tenant-client.ts';
import { firstProxy } from '../../../../src-main/sap/transports/proxy-route.ts';
import { AppError, type ErrorCode } from '../../../../src-shared/errors.ts';
import type { Check } from '../../../../src-shared/model/connections.ts';
import { systemProxy, usualTrust } from '../../../../src-shared/model/way.ts';
import {
  credentialsOf,
  fakeAccess,
  fakeClient,
  fakeEdges,
  pagesOf,
  secret,
  tenantUrl,
  tokenUrl,
} from './fakes.ts';

const tenantHost = new URL(tenantUrl).host;
const tokenHost = new URL(tokenUrl).host;
const root: TenantClient['entity'] = (_request, parse) => Promise.resolve(parse({ EntitySets: [] }));
const forbidden = new AppError('auth.forbidden', 'no', { area: 'messages' });

const usualWay = {
  proxy: systemProxy,
  proxyPassword: () => Promise.resolve(undefined),
  trust: usualTrust,
  goesBySystem: true,
};

interface Given {
  readonly edges?: Partial<CheckEdges>;
  readonly client?: Partial<TenantClient>;
  readonly token?: AppError;
  readonly access?: Partial<TenantAccess>;
  readonly url?: string;
  readonly signal?: AbortSignal;
}

async function run({
  edges = {},
  client = {},
  token,
  access: change = {},
  url,
  signal = new AbortController().signal,
}: Given = {}) {
  const told: Check[] = [];
  const { openAccess } = fakeAccess(fakeClient({ entity: root, page: pagesOf({}), ...client }), change);
  const failing = (): Promise<string> => (token ? Promise.reject(token) : Promise.resolve(secret));
  const addresses =
    url === undefined ? { tenantUrl, tokenUrl } : { tenantUrl: url, tokenUrl: `${url}/oauth/token` };
  const access = openAccess('test', credentialsOf(addresses, failing), () => undefined);
  const outcome = await testConnection(
    { ...addresses, ...usualWay, access },
    fakeEdges(edges),
    (check) => told.push(check),
    signal,
  );
  const results = Object.fromEntries(outcome.checks.map(({ id, result }) => [id, result]));
  return { outcome, told, results, of: (id: string) => outcome.checks.find((check) => check.id === id) };
}

describe('testConnection', () => {
  it('passes all checks and tells each one in order', async () => {
    const { outcome, told } = await run();
    expect(outcome.passed).toBe(true);
    expect(told).toEqual(outcome.checks);
    expect(told.map(({ id, result }) => `${id} ${result}`)).toEqual([
      'route passed',
      'name passed',
      'tls passed',
      'token passed',
      'api-root passed',
      'roles passed',
    ]);
    for (const { time, finding } of told) {
      expect(time).toBeGreaterThan(0);
      expect(finding).toMatch(/\.$/);
    }
  });

  it.each([
    ['login', 'skipped', /user and password/],
    ['certificate', 'passed', /certificate itself/],
  ] as const)('tells of no token where a %s goes in its place', async (instead, result, words) => {
    const token = { expiresAt: undefined, scopes: [], instead };
    const { of } = await run({ access: { token: () => Promise.resolve(token) } });
    expect(of('token')?.result).toBe(result);
    expect(of('token')?.finding).toMatch(words);
    expect(of('token')?.finding).not.toMatch(/issued/);
  });

  it('tells a check before the next one has begun', async () => {
    const order: string[] = [];
    const { openAccess } = fakeAccess(fakeClient({ entity: root, page: pagesOf({}) }));
    const access = openAccess('t', credentialsOf({ tenantUrl, tokenUrl }), vi.fn());
    const edges = fakeEdges({
      resolveHost: () => {
        order.push('resolving');
        return Promise.resolve(['192.0.2.1']);
      },
    });
    await testConnection(
      { tenantUrl, tokenUrl, ...usualWay, access },
      edges,
      ({ id }) => order.push(id),
      new AbortController().signal,
    );
    expect(order.slice(0, 3)).toEqual(['route', 'resolving', 'resolving']);
  });

  it.each<[string, string, Given, ErrorCode]>([
    [
      'the way',
      'route',
      { edges: { resolveProxy: () => Promise.reject(new AppError('network.proxy', 'x')) } },
      'network.proxy',
    ],
    ['the name', 'name', { edges: { resolveHost: () => Promise.resolve([]) } }, 'network.name-not-resolved'],
    [
      'TLS',
      'tls',
      { edges: { handshake: () => Promise.reject(new AppError('network.tls-failed', 'x')) } },
      'network.tls-failed',
    ],
    ['the token', 'token', { token: new AppError('auth.rejected', 'x') }, 'auth.rejected'],
    ['the secret', 'token', { token: new AppError('secrets.locked', 'x') }, 'secrets.locked'],
    ['the API', 'api-root', { client: { entity: () => Promise.resolve(undefined) } }, 'tenant.not-found'],
    [
      'a read',
      'roles',
      { client: { page: () => Promise.reject(new AppError('network.timeout', 'x')) } },
      'network.timeout',
    ],
  ])('says what to do when %s fails, and skips what comes after it', async (_what, id, given, code) => {
    const { outcome, of } = await run(given);
    expect(outcome.passed).toBe(false);
    const failed = of(id);
    expect(failed).toMatchObject({ result: 'failed', error: { code } });
    expect(failed?.advice).toBeTruthy();
    const after = outcome.checks.slice(outcome.checks.findIndex((check) => check.id === id) + 1);
    for (const check of after) expect(check).toMatchObject({ result: 'skipped', advice: undefined });
    expect(outcome.checks).toHaveLength(6);
  });

  it('leaves to the proxy what the proxy hides', async () => {
    const handshake = vi.fn<CheckEdges['handshake']>(() => Promise.resolve(undefined));
    const { results, of, outcome } = await run({
      edges: { resolveProxy: () => Promise.resolve('PROXY proxy.example:8080; DIRECT'), handshake },
    });
    expect(results).toMatchObject({ route: 'passed', name: 'by-proxy', tls: 'by-proxy', token: 'passed' });
    expect(of('route')?.finding).toContain('proxy.example:8080');
    expect(handshake.mock.calls[0]?.slice(0, 2)).toEqual([
      { host: tenantHost, port: 443 },
      { kind: 'http', host: 'proxy.example', port: 8080 },
    ]);
    expect(outcome.passed).toBe(true);
  });

  it('checks the names of tenant and token server, where only one of them goes through a proxy', async () => {
    const resolveHost = vi.fn(() => Promise.resolve(['192.0.2.7']));
    const resolveProxy = (url: string) => Promise.resolve(url.includes(tokenHost) ? 'PROXY p:1' : 'DIRECT');
    const { results } = await run({ edges: { resolveHost, resolveProxy } });
    expect(resolveHost.mock.calls).toEqual([[tenantHost]]);
    expect(results['name']).toBe('passed');
    const both = vi.fn(() => Promise.resolve(['192.0.2.7']));
    await run({ edges: { resolveHost: both } });
    expect(both.mock.calls.flat()).toEqual([tenantHost, tokenHost]);
  });

  it('goes by the trust of Chromium where Node does not know the authority', async () => {
    const handshake: CheckEdges['handshake'] = () =>
      Promise.resolve({
        protocol: 'TLSv1.3',
        isTrusted: false,
        objection: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        issuer: 'Company',
        validTo: 'Nov 27 12:27:51 2027 GMT',
        names: [],
        isNameRight: true,
        chain: [],
      });
    const trusted = await run({ edges: { handshake } });
    expect(trusted.of('tls')).toMatchObject({
      result: 'passed',
      finding: 'TLSv1.3, certificate by Company, valid until 2027-11-27.',
    });
    const untrusted = await run({ edges: { handshake, isTrustedByChromium: () => Promise.resolve(false) } });
    expect(untrusted.of('tls')).toMatchObject({ result: 'failed', error: { code: 'network.tls-untrusted' } });
    expect(untrusted.of('tls')?.error?.facts.host).toBe(tenantHost);
  });

  it('needs neither name nor TLS for the demo tenant on this computer', async () => {
    const { results, outcome } = await run({ url: 'http://127.0.0.1:4711' });
    expect(results).toMatchObject({ name: 'passed', tls: 'skipped', token: 'passed', roles: 'passed' });
    expect(outcome.passed).toBe(true);
  });

  it('warns of missing roles, names them once and still passes', async () => {
    const page = pagesOf({ IntegrationRuntimeArtifacts: forbidden, MessageProcessingLogs: forbidden });
    const { outcome, of } = await run({ client: { page } });
    expect(outcome.passed).toBe(true);
    expect(of('roles')).toMatchObject({ result: 'warning', error: { code: 'auth.forbidden' } });
    expect(of('roles')?.finding).toBe(
      'The key may read packages and artifacts, but not deployed artifacts and messages.',
    );
    expect(of('roles')?.advice).toContain('Add the role MonitoringDataRead to');
  });

  it('makes one list of what may be read', async () => {
    const page = pagesOf({ IntegrationRuntimeArtifacts: forbidden });
    const { of } = await run({ client: { page } });
    expect(of('roles')?.finding).toBe(
      'The key may read packages, artifacts and messages, but not deployed artifacts.',
    );
  });

  it('says that a key may read nothing, with both roles', async () => {
    const { of } = await run({ client: { page: () => Promise.reject(forbidden) } });
    expect(of('roles')?.finding).toBe('The key may read nothing that is shown here.');
    expect(of('roles')?.advice).toContain('WorkspacePackagesRead and MonitoringDataRead');
  });

  it('suggests the web UI that a message names', async () => {
    const link = 'https://acme.integrationsuite.example:443/shell/monitoring/Messages/x';
    const page = pagesOf({ MessageProcessingLogs: [{ AlternateWebLink: link }] });
    expect((await run({ client: { page } })).outcome.webUiUrl).toBe(
      'https://acme.integrationsuite.example/shell',
    );
    expect((await run()).outcome.webUiUrl).toBeUndefined();
  });

  it('ends without an outcome when it is cancelled', async () => {
    const cancel = new AbortController();
    const entity: TenantClient['entity'] = () => {
      cancel.abort();
      return Promise.reject(new Error('aborted'));
    };
    await expect(run({ client: { entity }, signal: cancel.signal })).rejects.toMatchObject({
      code: 'request.cancelled',
    });
  });

  it('does not dress up a fault of the program as a finding', async () => {
    const entity: TenantClient['entity'] = () => Promise.reject(new TypeError('fault'));
    await expect(run({ client: { entity } })).rejects.toThrow('fault');
  });
});

describe('firstProxy', () => {
  it.each([
    ['DIRECT', undefined],
    ['', undefined],
    ['DIRECT; PROXY a:1', undefined],
    ['PROXY proxy.example:8080;DIRECT', { kind: 'http', host: 'proxy.example', port: 8080 }],
    ['HTTPS proxy.example', { kind: 'https', host: 'proxy.example', port: 443 }],
    ['SOCKS5 s.example:9; DIRECT', { kind: 'socks', host: 's.example', port: 9 }],
    ['PROXY [::1]:3128', { kind: 'http', host: '[::1]', port: 3128 }],
  ])('reads %j', (answer, expected) => {
    expect(firstProxy(answer)).toEqual(expected);
  });
});
