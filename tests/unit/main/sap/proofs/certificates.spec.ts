import { describe, expect, it } from 'vitest';

import { createAuthority } from '../../../../../src-demo-tenant/access-counterparts/authority.ts';
import type { Accepted } from '../../../../../src-demo-tenant/access-counterparts/proofs.ts';
import type { AppError } from '../../../../../src-shared/errors.ts';
import {
  authority,
  certificateAccess,
  client,
  clientId,
  counterpart,
  open,
  proxy,
  secure,
  server,
  trusting,
} from '../access-world.ts';
import { failureOf } from '../failure-of.ts';

const certificate = { id: clientId, name: 'client' };
const key = client.key;
const hosts = {
  tenant: 'acme.it-cpi001.cfapps.eu10.example',
  token: 'acme.authentication.eu10.example',
  certificates: 'acme.authentication.cert.eu10.example',
};
const named = authority.issue({ name: 'named', hosts: [...Object.values(hosts), 'keys.acme.example'] });

describe('a certificate key', () => {
  it('gets its token from the certurl, and reads with it', async () => {
    const tenant = await secure({ clientAuthority: authority.certificate, accepted: { certificate } });
    const access = certificateAccess({ tokenUrl: 'https://127.0.0.1:9/oauth/token', certUrl: tenant.url });
    const opened = open({ tenantUrl: tenant.url, access, trust: trusting }, { key });
    await expect(opened.read()).resolves.toEqual({ EntitySets: [] });
    expect(opened.ways).toEqual(['certurl']);
    const [token, read] = tenant.seen;
    expect(token).toMatchObject({ path: '/oauth/token', certificateName: 'client' });
    expect(Object.fromEntries(new URLSearchParams(token?.body))).toEqual({
      client_id: clientId,
      grant_type: 'client_credentials',
    });
    expect(token?.headers.authorization).toBeUndefined();
    expect(read?.headers.authorization).toMatch(/^Bearer /);
  });

  it('finds the certificate host beside its token server, where the key names none', async () => {
    const tokens = await counterpart({
      identity: named,
      clientAuthority: authority.certificate,
      accepted: { certificate },
    });
    const way = await proxy({
      routes: { [`${hosts.certificates}:443`]: tokens.port, [`${hosts.tenant}:443`]: tokens.port },
    });
    const opened = open(
      {
        tenantUrl: `https://${hosts.tenant}`,
        access: certificateAccess({ tokenUrl: `https://${hosts.token}/oauth/token` }),
        trust: trusting,
        proxy: { kind: 'explicit', url: way.url, user: '' },
      },
      { key },
    );
    await opened.read();
    expect(opened.ways).toEqual(['cert-host']);
    expect(way.tunnels.map(({ authority: name }) => name)).not.toContain(`${hosts.token}:443`);
  });

  it('goes straight to the API where no token server takes it, without any token', async () => {
    const tenant = await secure({
      clientAuthority: authority.certificate,
      accepted: { certificate, direct: true },
    });
    tenant.accept({ direct: true, certificate: { id: 'another', name: 'client' } });
    const access = certificateAccess({ tokenUrl: `${tenant.url}/oauth/token`, certUrl: tenant.url });
    const opened = open({ tenantUrl: tenant.url, access, trust: trusting }, { key });
    await opened.read();
    expect(opened.ways).toEqual(['direct']);
    expect(tenant.seen.at(-1)?.headers.authorization).toBeUndefined();
  });

  it('tries first what worked the last time, and the others when it stops working', async () => {
    const tenant = await secure({
      clientAuthority: authority.certificate,
      accepted: { certificate, direct: true },
    });
    const access = certificateAccess({
      tokenUrl: `${tenant.url}/oauth/token`,
      certUrl: tenant.url,
      works: 'direct',
    });
    const opened = open({ tenantUrl: tenant.url, access, trust: trusting }, { key });
    await opened.read();
    expect(tenant.seen.map(({ path }) => path)).not.toContain('/oauth/token');
    expect(opened.ways).toEqual([]);
    tenant.accept({ certificate });
    await opened.read();
    expect(opened.ways).toEqual(['certurl']);
  });

  describe('of a tenant with three ways in', () => {
    /** Token server, certificate host and API with names of their own, each a server that can be told what to take. */
    async function threeWays(works?: 'certurl' | 'cert-host' | 'direct') {
      const own = (accepted: Accepted) =>
        counterpart({ identity: named, clientAuthority: authority.certificate, accepted });
      const certurl = await own({ certificate });
      const certHost = await own({ certificate });
      const api = await own({ direct: true, certificate });
      const names = { certurl: 'keys.acme.example', certHost: hosts.certificates, api: hosts.tenant };
      const way = await proxy({
        routes: {
          [`${names.certurl}:443`]: certurl.port,
          [`${names.certHost}:443`]: certHost.port,
          [`${names.api}:443`]: api.port,
        },
      });
      const access = certificateAccess({
        tokenUrl: `https://${hosts.token}/oauth/token`,
        certUrl: `https://${names.certurl}`,
        ...(works && { works }),
      });
      const given = {
        tenantUrl: `https://${hosts.tenant}`,
        access,
        trust: trusting,
        proxy: { kind: 'explicit', url: way.url, user: '' },
      } as const;
      /** Who was asked for a token, or shown the certificate, in this order. */
      const tried = () => way.tunnels.map(({ authority: name }) => name.replace(':443', ''));
      return { certurl, certHost, api, names, way, tried, opened: open(given, { key }) };
    }

    it('asks the certurl first, and nobody else where that takes it', async () => {
      const { opened, tried, names, certurl } = await threeWays();
      await opened.token(AbortSignal.timeout(10_000));
      expect(tried()).toEqual([names.certurl]);
      expect(certurl.seen.map(({ path }) => path)).toEqual(['/oauth/token']);
      expect(opened.ways).toEqual(['certurl']);
    });

    it.each([
      ['refuses it', 'accept'],
      ['is not let through by the proxy', 'forget'],
      ['cuts the connection', 'cut'],
    ] as const)('then the certificate host, where the certurl %s', async (_what, how) => {
      const { opened, tried, names, certurl, way } = await threeWays();
      if (how === 'accept') certurl.accept({});
      else if (how === 'forget') way.forget(`${names.certurl}:443`);
      else way.route(`${names.certurl}:443`, 9);
      await opened.token(AbortSignal.timeout(10_000));
      expect(tried()).toEqual([names.certurl, names.certHost]);
      expect(opened.ways).toEqual(['cert-host']);
    });

    it('and the API itself last, by its own certificate and without a token', async () => {
      const { opened, tried, names, certurl, certHost, api } = await threeWays();
      certurl.accept({});
      certHost.accept({});
      await opened.read();
      expect(tried().slice(0, 3)).toEqual([names.certurl, names.certHost, names.api]);
      expect(opened.ways).toEqual(['direct']);
      expect(api.seen.every(({ headers }) => headers.authorization === undefined)).toBe(true);
    });

    it('names the API where no way takes it, not the token server that was asked first', async () => {
      const { opened, names, ...servers } = await threeWays();
      for (const server of [servers.certurl, servers.certHost, servers.api]) server.accept({});
      const { facts } = await failureOf(opened.read(), 'auth.certificate-refused');
      expect(facts).toMatchObject({ host: names.api, tenantText: 'Bad credentials' });
    });

    it.each(['certurl', 'cert-host', 'direct'] as const)(
      'begins with %s where that was remembered, and goes on in the usual order when it stops working',
      async (works) => {
        const { opened, tried, names, ...servers } = await threeWays(works);
        const nameOf = { certurl: names.certurl, 'cert-host': names.certHost, direct: names.api } as const;
        const stops = { certurl: servers.certurl, 'cert-host': servers.certHost, direct: servers.api }[works];
        const others = (['certurl', 'cert-host', 'direct'] as const).filter((way) => way !== works);
        await opened.token(AbortSignal.timeout(10_000));
        expect(tried()).toEqual([nameOf[works]]);
        expect(opened.ways).toEqual([]);
        // Refused by the API from now on, and the way that worked takes it no longer.
        stops.accept(works === 'direct' ? { certificate } : {});
        if (works !== 'direct') servers.api.accept({ direct: true, certificate });
        const before = tried().length;
        await opened.read().catch(() => undefined);
        const [next] = others;
        expect(tried().slice(before)).toContain(nameOf[next ?? 'direct']);
        expect(opened.ways).toEqual([next]);
      },
    );
  });

  it('says that no way takes it, and has tried each one once', async () => {
    const tenant = await secure({ clientAuthority: authority.certificate, accepted: {} });
    const access = certificateAccess({ tokenUrl: `${tenant.url}/oauth/token`, certUrl: tenant.url });
    const opened = open({ tenantUrl: tenant.url, access, trust: trusting }, { key });
    await failureOf(opened.read(), 'auth.certificate-refused');
    expect(tenant.seen.map(({ path }) => path)).toEqual(['/oauth/token', '/api/v1/']);
    expect(opened.activity().reach).toBe('refused');
  });

  it('is refused by a server that demands a certificate of an authority it knows', async () => {
    const stranger = createAuthority('Stranger').issue({ name: 'client' });
    const tenant = await secure({
      clientAuthority: authority.certificate,
      requiresCertificate: true,
      accepted: { certificate, direct: true },
    });
    const access = certificateAccess({
      tokenUrl: `${tenant.url}/oauth/token`,
      certUrl: tenant.url,
      certificate: stranger.certificate,
    });
    const opened = open({ tenantUrl: tenant.url, access, trust: trusting }, { key: stranger.key });
    const failure = await opened.read().then(
      () => undefined,
      (cause: unknown) => cause as AppError,
    );
    expect(['auth.certificate-refused', 'network.tls-failed', 'network.cut']).toContain(failure?.code);
    expect(tenant.seen).toEqual([]);
  });

  it('that has expired says so before any request', async () => {
    const tenant = await secure({ clientAuthority: authority.certificate, accepted: { certificate } });
    const old = authority.issue({ name: 'client', validTo: new Date('2026-11-01') });
    const access = certificateAccess({
      tokenUrl: tenant.url,
      certUrl: tenant.url,
      certificate: old.certificate,
    });
    const opened = open({ tenantUrl: tenant.url, access, trust: trusting }, { key: old.key });
    const { facts } = await failureOf(opened.read(), 'auth.certificate-expired');
    expect(facts.validTo).toBe(access.validTo);
    expect(tenant.seen).toEqual([]);
  });

  it('that is encrypted opens with its passphrase, and says where it is wrong before any request', async () => {
    const tenant = await secure({ clientAuthority: authority.certificate, accepted: { certificate } });
    const encrypted = client.privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'geheim' })
      .toString();
    const access = certificateAccess({ tokenUrl: tenant.url, certUrl: tenant.url });
    const given = { tenantUrl: tenant.url, access, trust: trusting };
    await open(given, { key: encrypted, passphrase: 'geheim' }).read();
    const before = tenant.seen.length;
    await failureOf(open(given, { key: encrypted, passphrase: 'falsch' }).read(), 'auth.passphrase-wrong');
    await failureOf(open(given, { key: encrypted }).read(), 'auth.passphrase-wrong');
    expect(tenant.seen).toHaveLength(before);
  });

  it('of another certificate cannot be used, and says so before any request', async () => {
    const tenant = await secure({ clientAuthority: authority.certificate, accepted: { certificate } });
    const access = certificateAccess({ tokenUrl: tenant.url, certUrl: tenant.url });
    const opened = open({ tenantUrl: tenant.url, access, trust: trusting }, { key: server.key });
    await failureOf(opened.read(), 'auth.key-unusable');
    expect(tenant.seen).toEqual([]);
  });
});
