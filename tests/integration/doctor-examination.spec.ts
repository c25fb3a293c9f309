import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  type FaultyDemoTenant,
  startFaultyDemoTenant,
} from '../../src-demo-tenant/faults/start-faulty-demo-tenant.ts';
import {
  authority,
  client,
  DoctorWorld,
  expectClean,
  issuer,
  results,
  stepOf,
  tenantHost,
  tokenHost,
  trusting,
  works,
} from './fixtures/doctor-world.ts';

const day = 86_400_000;

describe('with the data of a tenant', () => {
  let tenant: FaultyDemoTenant;
  beforeAll(async () => {
    tenant = await startFaultyDemoTenant({ seed: 7, messages: 500 });
  });
  afterAll(() => tenant.close());

  const keyOf = (name: 'administrator' | 'nothing') => {
    const found = tenant.clients.find((one) => one.name === name);
    if (!found) throw new Error(`The tenant has no ${name}.`);
    return found.serviceKey.oauth;
  };
  const asked = async (name: 'administrator' | 'nothing', scopes: readonly string[]) => {
    const { clientid: clientId, clientsecret: clientSecret } = keyOf(name);
    const server = { issuer, scopes, tenant: { url: tenant.url, clientId, clientSecret } };
    const world = await DoctorWorld.start({ hosts: { [tenantHost]: server, [tokenHost]: server } });
    return { world, examination: await world.examine() };
  };

  it('an Edge Integration Cell without /local, and tells it from a tenant that refuses the token', async () => {
    const edge = 'edge.acme.example';
    const { clientid: clientId, clientsecret: clientSecret } = keyOf('administrator');
    const user = { user: client.id, password: client.secret };
    const cell = {
      accepted: { user, basic: true },
      tenant: { url: tenant.url, clientId, clientSecret },
      mood: 'edge',
    } as const;
    const world = await DoctorWorld.start({ hosts: { [edge]: cell, [tokenHost]: { issuer } } });
    const examination = await world.examine({ tenantUrl: `https://${edge}` });
    expect(examination.diagnoses).toEqual(['edge-without-local']);
    expect(stepOf(examination, 'api-root').facts).toMatchObject({ local: 'answers' });
    expectClean(examination);
    const apart = await DoctorWorld.start({ hosts: { [edge]: {}, [tokenHost]: { issuer } } });
    const refused = await apart.examine({ tenantUrl: `https://${edge}` });
    expect(refused.diagnoses).toEqual(['token-not-accepted']);
    expect(stepOf(refused, 'api-root').facts).toMatchObject({ local: 'refused' });
  });

  it('a host of SAP gets no secret where a token is refused', async () => {
    const world = await DoctorWorld.start();
    const examination = await world.examine();
    expect(stepOf(examination, 'api-root').facts).toMatchObject({ local: undefined });
    const asked = world.servers.get(tenantHost)?.seen.map(({ headers }) => headers.authorization ?? '');
    expect(asked?.every((authorization) => authorization.startsWith('Bearer '))).toBe(true);
  });

  it('a role that was just added: the token names it, the tenant refuses all the same', async () => {
    const { examination } = await asked('nothing', ['it!b1.MonitoringDataRead']);
    expect(examination.diagnoses).toEqual(['role-just-added', 'role-missing']);
    expect(results(examination)['areas']).toBe('warning');
    expectClean(examination);
  });

  it('a role that is missing, which is another diagnosis', async () => {
    const { examination } = await asked('nothing', ['uaa.resource']);
    expect(examination.diagnoses).toEqual(['role-missing']);
  });

  it('no role missing: each area is told as it was read', async () => {
    const { world, examination } = await asked('administrator', ['it!b1.MonitoringDataRead']);
    expect(examination.diagnoses).toEqual([]);
    const { areas } = stepOf(examination, 'areas').facts ?? { areas: [] };
    const read = areas.filter(({ probe }) => probe).length;
    expect(read).toBeGreaterThan(15);
    const counts = world.told.flatMap((step) =>
      step.id === 'areas' && step.result === 'running' && step.facts ? [step.facts.areas.length] : [],
    );
    expect(counts).toEqual(Array.from({ length: areas.length }, (_, index) => index + 1));
  });
});

describe('an examination', () => {
  it('sends nothing secret without encryption, and to no address that is none', async () => {
    const world = await DoctorWorld.start({ hosts: works });
    const plain = await world.examine({ tenantUrl: `http://${tenantHost}` });
    expect(results(plain)).toMatchObject({
      typed: 'failed',
      'token-endpoint': 'unencrypted',
      areas: 'unencrypted',
    });
    const none = await world.examine({ tenantUrl: 'https://user:planted@acme.example' });
    expect(results(none)).toMatchObject({
      typed: 'failed',
      proxy: 'no-host',
      areas: 'no-host',
      clock: 'no-date',
    });
    expect([...world.servers.values()].flatMap(({ seen }) => seen)).toEqual([]);
    expectClean(none);
  });

  it.each([
    ['system', 'one proxy for all', (proxy: string) => `PROXY ${proxy}`],
    ['pac', 'several ways in order', (proxy: string) => `PROXY ${proxy}; DIRECT`],
    [
      'pac',
      'another way for each server',
      (proxy: string, url: string) =>
        url.includes('authentication') ? `PROXY ${proxy}` : `HTTPS elsewhere.invalid:1; PROXY ${proxy}`,
    ],
  ] as const)('says who chose the proxy: %s, by %s', async (reason, _how, answer) => {
    const world = await DoctorWorld.start({ hosts: works, system: answer });
    const { facts, result } = stepOf(await world.examine({ proxy: { kind: 'system' } }), 'proxy');
    expect(result).toBe('passed');
    expect(facts).toMatchObject({ choice: 'system', reason });
  });

  it('goes on with what does not depend on what failed', async () => {
    const world = await DoctorWorld.start({ hosts: works });
    const examination = await world.examine({
      tenantUrl: 'https://nobody.invalid',
      proxy: { kind: 'none' },
    });
    expect(examination.diagnoses).toContain('host-unknown');
    expect(results(examination)).toMatchObject({ name: 'failed' });
    expect(results(examination)['api-root']).toMatch(/^after-/);
    expectClean(examination);
  });

  it('says that a certificate has expired where no server can be reached, too', async () => {
    const world = await DoctorWorld.start({ hosts: works });
    const ended = { validFrom: new Date(Date.now() - 9 * day), validTo: new Date(Date.now() - day) };
    const { certificate, key } = authority.issue({ name: 'client', ...ended });
    const tokenUrl = `https://${tokenHost}/oauth/token`;
    const examination = await world.examine({
      tenantUrl: 'https://nobody.invalid',
      access: { kind: 'certificate', tokenUrl, clientId: client.id, certificate },
      secrets: { key },
      proxy: { kind: 'none' },
    });
    expect(examination.diagnoses.slice(0, 2)).toEqual(['certificate-expired', 'host-unknown']);
    expect(stepOf(examination, 'typed')).toMatchObject({
      result: 'failed',
      error: { code: 'auth.certificate-expired' },
    });
    expectClean(examination);
  });

  it('ends when it is given up, in the middle of a check', async () => {
    const world = await DoctorWorld.start({ hosts: works });
    world.servers.get(tenantHost)?.feel('updating');
    const giveUp = new AbortController();
    const running = world.examine({ trust: trusting }, giveUp.signal);
    await expect.poll(() => world.servers.get(tenantHost)?.seen.length).toBeGreaterThan(1);
    giveUp.abort();
    await expect(running).rejects.toMatchObject({ code: 'request.cancelled' });
    const ended = world.told.filter(({ result }) => result !== 'running').map(({ id }) => id);
    expect(ended).not.toContain('api-root');
  });
});
