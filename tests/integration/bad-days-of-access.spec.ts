import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { FaultProxy } from '../e2e/fixtures/fault-proxy.ts';
import { words, World } from './fixtures/world.ts';

const certificates = join(import.meta.dirname, '..', 'unit', 'main', 'connections', 'certificates');

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(async () => {
  world.expectNoLeak();
  await world.close();
});

/** What the connection test of the form says in its first failing line. */
async function firstFailure() {
  const summary = (await world.app.call('connections.list', undefined)).find(
    ({ id }) => id === world.connectionId,
  );
  if (!summary) throw new Error('The connection is not kept.');
  const { id, name, tenantUrl, access, environment, colour, notes } = summary;
  const draft = { id, name, tenantUrl, access, secrets: {}, environment, colour, notes };
  const { checks } = await world.app.call('connections.test', { testId: 'test', draft });
  return checks.find(({ result }) => result === 'failed');
}

describe('a bad day of access', () => {
  it('wrong secret: paste the service key again, and all is well', async () => {
    await world.connect({ secrets: { clientSecret: `${world.oauth.clientsecret}x` } });
    const { error } = await world.sync();
    expect(words(error)).toEqual([
      'The tenant refused the credentials',
      'The token server does not accept this client_id with this client_secret. The key may have been deleted or renewed.',
      'Paste the service key again, or create a new one.',
    ]);
    expect(await firstFailure()).toMatchObject({ id: 'token', advice: words(error)[2] });
    expect(await world.activity()).toMatchObject({ reach: 'refused', error: { code: 'auth.rejected' } });
    const oauth = JSON.parse(
      JSON.stringify(world.oauth).replaceAll(world.tenant.url, world.proxy.url),
    ) as object;
    const { connectionId } = world;
    await world.app.call('connections.replaceKey', { connectionId, keyText: JSON.stringify({ oauth }) });
    await world.expectWhole();
  });

  it('a secret that was renewed on the tenant: what was loaded stays', async () => {
    await world.connect();
    const before = await world.syncOneDay();
    world.proxy.harm(/oauth\/token/, {
      kind: 'status',
      status: 401,
      body: '{"error":"unauthorized","error_description":"Bad credentials"}',
    });
    world.tenant.revokeTokens();
    const { error } = await world.sync();
    expect(error?.code).toBe('auth.rejected');
    expect((await world.loaded()).loaded).toBe(before);
    expect(await world.app.call('connections.list', undefined)).toMatchObject([{ secret: 'stored' }]);
    world.proxy.heal();
    await world.expectWhole();
  });

  it('wrong host: a web server that is no tenant', async () => {
    const stranger = await FaultProxy.start(world.tenant.url);
    stranger.harm(/./, { kind: 'html' });
    await world.connect({ tenantUrl: stranger.url });
    const { error } = await world.sync();
    const { host } = new URL(stranger.url);
    expect(words(error)).toEqual([
      'Not an answer of the API',
      `${host} answered with a web page instead of data. A login page or a proxy may answer there.`,
      'Check the tenant hostname: use "url" of the service key.',
    ]);
    expect(await firstFailure()).toMatchObject({ id: 'api-root', error: { code: 'tenant.not-json' } });
    await stranger.close();
  });

  it('wrong host: nobody listens there', async () => {
    const gone = await FaultProxy.start(world.tenant.url);
    await gone.close();
    await world.connect({ tenantUrl: gone.url });
    const { error } = await world.sync();
    const { host } = new URL(gone.url);
    expect(words(error)).toEqual([
      'The host cannot be reached',
      `${host} does not take the connection. A firewall may be in the way, or the host is wrong.`,
      'Check the hostname and whether this network lets you out without a proxy.',
    ]);
  });

  it('name not resolved', async () => {
    await world.connect({ tenantUrl: 'https://nordwind.it-cpi001.invalid' });
    const { error } = await world.sync();
    expect(words(error)).toEqual([
      'The host is not known',
      'No address was found for nordwind.it-cpi001.invalid. The name may be mistyped, or it is known only in a VPN.',
      'Check the hostname, and the VPN if there is one.',
    ]);
    expect(await firstFailure()).toMatchObject({ id: 'name', advice: words(error)[2] });
    expect(await world.app.call('connections.list', undefined)).toMatchObject([
      { name: 'Nordwind', secret: 'stored' },
    ]);
  });

  it('TLS certificate not trusted: nothing is sent to the host', async () => {
    let requests = 0;
    const server = createServer(
      {
        cert: readFileSync(join(certificates, 'localhost.cert.pem')),
        key: readFileSync(join(certificates, 'localhost.key.pem')),
      },
      (_request, response) => {
        requests += 1;
        response.end('{}');
      },
    );
    await new Promise<void>((done) => server.listen(0, 'localhost', done));
    await world.connect({ tenantUrl: `https://localhost:${(server.address() as AddressInfo).port}` });
    const { error } = await world.sync();
    expect(words(error)).toEqual([
      'The certificate is not trusted',
      expect.stringMatching(
        /^The certificate of localhost(:\d+)? is not from an authority this computer trusts\./,
      ),
      'Ask your administrator to install the certificate authority on this computer, or examine the connection: it shows who signed the certificate and what can be done here.',
    ]);
    expect(await firstFailure()).toMatchObject({ id: 'tls', advice: words(error)[2] });
    expect(requests).toBe(0);
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  it('token endpoint answers HTML: what was loaded stays', async () => {
    await world.connect();
    const before = await world.syncOneDay();
    world.tenant.revokeTokens();
    world.proxy.harm(/oauth\/token/, { kind: 'html' });
    const { error } = await world.sync();
    const { host } = new URL(world.proxy.url);
    expect(words(error)).toEqual([
      'The token URL does not issue tokens',
      `${host} answered, but not with a token. A login page or a proxy may answer there.`,
      'Compare the token URL with "tokenurl" in the service key.',
    ]);
    expect(await firstFailure()).toMatchObject({ id: 'token', advice: words(error)[2] });
    expect((await world.loaded()).loaded).toBe(before);
    world.proxy.heal();
    await world.expectWhole();
  });
});
