import { describe, expect, it } from 'vitest';

import { createAuthority } from '../../src-demo-tenant/access-counterparts/authority.ts';
import { stepIds } from '../../src-shared/model/doctor.ts';
import { usualTrust } from '../../src-shared/model/way.ts';
import {
  authority,
  client,
  clientAccess,
  DoctorWorld,
  expectClean,
  issuer,
  results,
  stepOf,
  tenantHost,
  tokenHost,
  well,
  works,
} from './fixtures/doctor-world.ts';

const day = 86_400_000;
const otherToken = 'other.authentication.eu10.hana.ondemand.com';

describe('a connection that works', () => {
  it('passes every check, names nothing wrong and tells each step as it ends', async () => {
    const world = await DoctorWorld.start({ hosts: { [tenantHost]: well, [tokenHost]: well } });
    const examination = await world.examine();
    expect(examination.diagnoses).toEqual([]);
    expect(results(examination)).toMatchObject({
      typed: 'passed',
      proxy: 'passed',
      name: 'by-proxy',
      tcp: 'passed',
      tls: 'passed',
      'token-endpoint': 'passed',
      token: 'passed',
      'api-root': 'passed',
      clock: 'passed',
    });
    const ended = world.told.filter(({ result }) => result !== 'running').map(({ id }) => id);
    expect(ended).toEqual([...stepIds]);
    const tls = stepOf(examination, 'tls').facts?.servers[0];
    expect(tls).toMatchObject({ host: tenantHost, vouched: 'authority', isNameRight: true });
    expect(tls?.names).toContain(tenantHost);
    expect(tls?.chain.length).toBeGreaterThan(0);
    const token = stepOf(examination, 'token').facts;
    expect(token?.issuer).toBe(issuer);
    expect(Math.abs((token?.issuedAt ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(Math.abs(stepOf(examination, 'clock').facts?.hosts[0]?.ahead ?? day)).toBeLessThan(60_000);
  });
});

describe('the doctor recognises', () => {
  it('a wrong subaccount: a token of another one', async () => {
    const world = await DoctorWorld.start({
      hosts: { [tenantHost]: {}, [otherToken]: { issuer: `https://${otherToken}/oauth/token` } },
    });
    const examination = await world.examine({
      access: clientAccess({ tokenUrl: `https://${otherToken}/oauth/token` }),
    });
    expect(examination.diagnoses).toEqual(['wrong-subaccount']);
    expect(results(examination)).toMatchObject({
      token: 'passed',
      'api-root': 'failed',
      areas: 'after-api-root',
    });
    expect(stepOf(examination, 'api-root').facts?.statuses).toContain(401);
    expectClean(examination);
  });

  it('the host of the web UI, and sends no token there', async () => {
    const uiHost = 'acme.integrationsuite.cfapps.eu10.hana.ondemand.com';
    const world = await DoctorWorld.start({ hosts: { [uiHost]: { mood: 'web-ui' }, [tokenHost]: well } });
    const examination = await world.examine({ tenantUrl: `https://${uiHost}/shell/design` });
    expect(examination.diagnoses).toEqual(['ui-host']);
    expect(results(examination)).toMatchObject({
      typed: 'failed',
      tls: 'passed',
      token: 'passed',
      'api-root': 'wrong-kind-of-host',
    });
    expect(world.servers.get(uiHost)?.seen).toEqual([]);
    expectClean(examination);
  });

  it('a runtime host, and sends no token there', async () => {
    const runtimeHost = 'acme.it-cpi001-rt.cfapps.eu10.hana.ondemand.com';
    const world = await DoctorWorld.start({
      hosts: { [runtimeHost]: { mood: 'no-route' }, [tokenHost]: well },
    });
    const examination = await world.examine({ tenantUrl: runtimeHost });
    expect(examination.diagnoses).toEqual(['runtime-host']);
    expect(world.servers.get(runtimeHost)?.seen).toEqual([]);
    expectClean(examination);
  });

  it('a key of the plan integration-flow: a token that the API refuses', async () => {
    const flow = 'sb-1234abcd-aaaa-bbbb-cccc-0123456789ab!b1|it-rt-acme!b2';
    const server = { mood: 'flow-plan', accepted: { client: { id: flow, secret: client.secret } } } as const;
    const world = await DoctorWorld.start({ hosts: { [tenantHost]: server, [tokenHost]: server } });
    const examination = await world.examine({ access: clientAccess({ clientId: flow }) });
    expect(examination.diagnoses).toEqual(['integration-flow-key']);
    expect(results(examination)).toMatchObject({ typed: 'failed', token: 'passed', 'api-root': 'failed' });
    expectClean(examination);
  });

  it('a key of API Management', async () => {
    const managed = 'acme.apimanagement.eu10.hana.ondemand.com';
    const world = await DoctorWorld.start({ hosts: { [managed]: { mood: 'no-route' }, [tokenHost]: well } });
    const examination = await world.examine({ tenantUrl: `https://${managed}` });
    expect(examination.diagnoses).toEqual(['api-management-key']);
    expectClean(examination);
  });

  it('a changed secret, where the connection has worked before', async () => {
    const world = await DoctorWorld.start({ hosts: works });
    const examination = await world.examineKept({ clientSecret: `${client.secret}old` });
    expect(examination.diagnoses).toEqual(['secret-changed']);
    expect(results(examination)).toMatchObject({
      'token-endpoint': 'failed',
      token: 'after-token-endpoint',
      'api-root': 'after-token-endpoint',
      clock: 'passed',
    });
    expect((await world.examineKept({ clientSecret: client.secret })).diagnoses).toEqual([]);
    expectClean(examination);
  });

  it('a wrong secret of a connection that never worked', async () => {
    const world = await DoctorWorld.start({ hosts: works });
    const examination = await world.examine({ secrets: { clientSecret: `${client.secret}x` } });
    expect(examination.diagnoses).toEqual(['credentials-wrong']);
  });

  it('a deleted key', async () => {
    const world = await DoctorWorld.start({
      hosts: { [tenantHost]: well, [tokenHost]: { mood: 'client-gone' } },
    });
    const examination = await world.examineKept({ clientSecret: client.secret });
    expect(examination.diagnoses).toEqual(['key-deleted']);
    expectClean(examination);
  });

  it('an expired certificate, before anything secret is sent', async () => {
    const certHost = 'acme.authentication.cert.eu10.hana.ondemand.com';
    const ended = { validFrom: new Date(Date.now() - 9 * day), validTo: new Date(Date.now() - day) };
    const { certificate, key } = authority.issue({ name: 'client', ...ended });
    const server = {
      clientAuthority: authority.certificate,
      accepted: { certificate: { id: client.id, name: 'client' } },
    };
    const world = await DoctorWorld.start({ hosts: { [tenantHost]: server, [certHost]: server } });
    const access = { tokenUrl: `https://${certHost}/oauth/token`, clientId: client.id, certificate };
    const asked = (change: { readonly certificate: string }, secrets: { readonly key: string }) =>
      world.examine({ access: { kind: 'certificate', ...access, ...change }, secrets });
    const examination = await asked({ certificate }, { key });
    expect(examination.diagnoses).toEqual(['certificate-expired']);
    expect(world.servers.get(certHost)?.seen).toEqual([]);
    expectClean(examination);
    const valid = authority.issue({ name: 'client' });
    expect((await asked(valid, valid)).diagnoses).toEqual([]);
  });

  it('Basic with the plan api, and tells it from a user who is refused', async () => {
    const world = await DoctorWorld.start({ hosts: works });
    const basic = (user: string) =>
      world.examine({ access: { kind: 'basic', user }, secrets: { password: 'correct: horse' } });
    const examination = await basic(client.id);
    expect(examination.diagnoses).toEqual(['basic-with-api']);
    expect(results(examination)).toMatchObject({ 'token-endpoint': 'no-token-needed', 'api-root': 'failed' });
    expectClean(examination);
    const ofUser = await basic('anna@acme.example');
    expect(ofUser.diagnoses).toEqual(['user-refused']);
    // Whoever is tried again and again is locked.
    const tried = world.servers.get(tenantHost)?.seen.filter(({ headers }) => headers.authorization);
    expect(tried).toHaveLength(2);
    expectClean(ofUser);
  });

  it('a proxy that wants a login, none or another one', async () => {
    const login = { user: 'proxy-person', password: 'proxy: secret' };
    const world = await DoctorWorld.start({ hosts: works, proxyLogin: login });
    const none = await world.examine();
    expect(none.diagnoses).toEqual(['proxy-login']);
    expect(results(none)).toMatchObject({ tls: 'by-proxy', 'token-endpoint': 'failed' });
    expectClean(none);
    const asked = (proxyPassword: string) =>
      world.examine({
        proxy: { kind: 'explicit', url: world.proxy.url, user: login.user },
        secrets: { clientSecret: client.secret, proxyPassword },
      });
    const wrong = await asked('another');
    expect(wrong.diagnoses).toEqual(['proxy-login']);
    expect(results(wrong)).toMatchObject({ tls: 'failed', 'token-endpoint': 'after-tls' });
    expect((await asked(login.password)).diagnoses).toEqual([]);
    expectClean(wrong);
  });

  it('a proxy that does not let the host through', async () => {
    const world = await DoctorWorld.start({ hosts: { [tokenHost]: well } });
    const examination = await world.examine();
    expect(examination.diagnoses).toEqual(['proxy-refuses']);
    // The other server works, and is asked.
    expect(results(examination)).toMatchObject({ token: 'passed', 'api-root': 'after-tls' });
  });

  it('TLS that is inspected on the way', async () => {
    const inspector = createAuthority('Planted inspection CA');
    const identity = inspector.issue({ name: 'inspected', hosts: [tenantHost, tokenHost] });
    const server = { identity };
    const hosts = { [tenantHost]: server, [tokenHost]: server };
    const world = await DoctorWorld.start({ hosts });
    const examination = await world.examine({ trust: usualTrust });
    expect(examination.diagnoses).toEqual(['tls-inspected']);
    expect(results(examination)).toMatchObject({
      tls: 'failed',
      'token-endpoint': 'after-tls',
      clock: 'no-date',
    });
    expect(stepOf(examination, 'tls').facts?.servers[0]?.chain[0]?.issuer).toContain('Planted inspection CA');
    expect(world.servers.get(tenantHost)?.seen).toEqual([]);
    expectClean(examination);
    const trustedBySystem = await DoctorWorld.start({ hosts, systemTrusts: true });
    const { steps } = await trustedBySystem.examine({ trust: usualTrust });
    expect(steps.find(({ id }) => id === 'tls')).toMatchObject({ result: 'warning' });
    // An authority of the connection itself is known.
    const known = [{ name: 'inspector.pem', pem: inspector.certificate }];
    expect((await world.examine({ trust: { authorities: known, servers: [] } })).diagnoses).toEqual([]);
  });

  it('a private authority of a host that is not one of SAP', async () => {
    const own = 'edge.acme.example';
    const server = {};
    const world = await DoctorWorld.start({ hosts: { [own]: server, [tokenHost]: server } });
    const examination = await world.examine({ tenantUrl: `https://${own}`, trust: usualTrust });
    expect(examination.diagnoses).toContain('server-not-vouched');
    expectClean(examination);
  });

  it('a clock that is wrong by more than five minutes, and none by four', async () => {
    const world = async (minutes: number) => {
      const ahead = { issuer, ahead: minutes * 60_000 };
      return (await DoctorWorld.start({ hosts: { [tenantHost]: ahead, [tokenHost]: ahead } })).examine();
    };
    const wrong = await world(-11);
    expect(wrong.diagnoses).toEqual(['clock-wrong']);
    expect(Math.round((stepOf(wrong, 'clock').facts?.hosts[0]?.ahead ?? 0) / 60_000)).toBe(-11);
    expect((await world(6)).diagnoses).toEqual(['clock-wrong']);
    expect((await world(4)).diagnoses).toEqual([]);
    expectClean(wrong);
  });

  it.each([
    ['updating', 503],
    ['restarting', 502],
  ] as const)('a tenant that is %s: %i again and again', async (mood, status) => {
    const world = await DoctorWorld.start({ hosts: works });
    world.servers.get(tenantHost)?.feel(mood);
    const examination = await world.examine();
    expect(examination.diagnoses).toEqual(['tenant-updating']);
    expect(stepOf(examination, 'api-root').facts?.statuses).toEqual([status, status, status, status]);
    expectClean(examination);
  });

  it('a rate limit', async () => {
    const world = await DoctorWorld.start({ hosts: works });
    world.servers.get(tenantHost)?.feel('busy');
    const examination = await world.examine();
    expect(examination.diagnoses).toEqual(['rate-limited']);
    expect(stepOf(examination, 'api-root').error?.facts.retryAfterSeconds).toBe(120);
    expectClean(examination);
  });

  it('a page in the place of the API, a token URL that is none, and a tenant that is not there', async () => {
    const world = await DoctorWorld.start({ hosts: works });
    const server = world.servers.get(tenantHost);
    server?.feel('sign-in-page');
    expect((await world.examine()).diagnoses).toEqual(['sign-in-page']);
    server?.feel('web-ui');
    expect((await world.examine()).diagnoses).toEqual(['sign-in-page']);
    server?.feel('no-route');
    const gone = await world.examine();
    expect(gone.diagnoses).toEqual(['no-tenant']);
    expect(stepOf(gone, 'api-root').facts?.isUnknownRoute).toBe(true);
    server?.feel('no-token-server');
    expect((await world.examine()).diagnoses).toEqual(['token-url-wrong']);
  });
});
