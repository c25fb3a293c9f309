import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createAuthority } from '../../src-demo-tenant/access-counterparts/authority.ts';
import { startCounterpart } from '../../src-demo-tenant/access-counterparts/counterpart.ts';
import { startProxy } from '../../src-demo-tenant/access-counterparts/proxy.ts';
import { startTenant, type Tenant } from './fixtures/tenant.ts';
import { expect, test as base } from './fixtures/test.ts';
import { colourRules, findings } from './pages/accessible-views.ts';
import { ConnectionsPage } from './pages/connections-page.ts';
import { Walk } from './pages/walk.ts';

const test = base.extend<object, { tenant: Tenant }>({
  tenant: [
    async ({}, use) => {
      const tenant = await startTenant(['--written', '2', '--messages', '2000']);
      await use(tenant);
      await tenant.close();
    },
    { scope: 'worker' },
  ],
});

const authority = createAuthority('Tests CA');
const hosts = ['acme.it-cpi001.cfapps.eu10.hana.ondemand.com', 'acme.authentication.eu10.hana.ondemand.com'];

/** The counterpart's way to the demo tenant's data. */
function behind(tenant: Tenant) {
  const { oauth } = tenant.key('administrator');
  return { url: tenant.url, clientId: oauth.clientid, clientSecret: oauth.clientsecret };
}

test('a certificate key is recognised, connected and read with', async ({ running, tenant, place }) => {
  const server = authority.issue({ name: 'server', hosts: ['127.0.0.1'] });
  const client = authority.issue({ name: 'client', validTo: new Date(Date.now() + 20.5 * 86_400_000) });
  const id = 'sb-cert!b1|it!b2';
  const counterpart = await startCounterpart({
    identity: server,
    clientAuthority: authority.certificate,
    accepted: { certificate: { id, name: 'client' } },
    tenant: behind(tenant),
  });
  const file = join(place.root, 'company.pem');
  mkdirSync(place.root, { recursive: true });
  writeFileSync(file, authority.certificate);

  const page = new ConnectionsPage(running.window);
  const { certificate, key } = client;
  await page.pasteKey(
    JSON.stringify({
      oauth: {
        clientid: id,
        certificate,
        key,
        url: counterpart.url,
        tokenurl: counterpart.url,
        certurl: counterpart.url,
      },
    }),
  );
  await expect(page.field('Kind of access')).toHaveValue('certificate');
  await expect(page.field('client_secret')).toHaveCount(0);
  await page.field('Name').fill('By certificate');
  await running.window.getByText('Proxy, certificates, second key').click();
  await page.field('Add a file of certificates').setInputFiles(file);
  await page.test();
  for (const check of ['TLS', 'Token', 'API', 'Roles'])
    await expect(page.check(check)).toContainText('Passed');
  await page.save();
  await expect(page.line('By certificate')).toContainText('expires in 20 days');
  await running.window.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(running.window.getByRole('treeitem').first()).toBeVisible();
  expect(counterpart.seen.some(({ path }) => path.startsWith('/api/v1/IntegrationPackages'))).toBe(true);
  await counterpart.close();
});

test('a proxy with a login, and a server nobody vouches for: trusted once confirmed, asked again when it changes', async ({
  start,
  tenant,
}) => {
  // Sees what would leave for anybody else, such as a dictionary that Chromium fetches for itself.
  const ofTheSystem = await startProxy({ routes: {} });
  const running = await start({ arguments: [`--proxy-server=${new URL(ofTheSystem.url).host}`] });
  const login = { user: 'anna', password: 'proxy: secret' };
  const client = { id: 'sb-1!b1|it!b2', secret: '11111111-2222-3333-4444-555555555555$abcdefghijk=' };
  const first = authority.issue({ name: 'first', hosts });
  const counterpart = await startCounterpart({
    identity: first,
    accepted: { client },
    tenant: behind(tenant),
  });
  const routes = Object.fromEntries(hosts.map((host) => [`${host}:443`, counterpart.port]));
  const proxy = await startProxy({ login, routes });

  const page = new ConnectionsPage(running.window);
  const [url = '', token = ''] = hosts;
  await page.pasteKey(
    JSON.stringify({
      oauth: {
        clientid: client.id,
        clientsecret: client.secret,
        url: `https://${url}`,
        tokenurl: `https://${token}`,
      },
    }),
  );
  await running.window.getByText('Proxy, certificates, second key').click();
  await page.field('Proxy').selectOption('explicit');
  await page.field('Address of the proxy').fill(proxy.url);
  await page.field('User of the proxy').fill(login.user);
  await page.field('Password of the proxy').fill(login.password);
  await page.test();
  await expect(page.check('TLS')).toContainText('not trusted');

  await test.step('its chain and fingerprint are shown, and it is trusted for this connection', async () => {
    await running.window.getByRole('button', { name: 'Show the certificate' }).click();
    await expect(running.window.getByText(/SHA-256 fingerprint/).first()).toBeVisible();
    await expect(running.window.getByText(/CN=first/).first()).toBeVisible();
    const walk = new Walk(running);
    expect(await findings(running.window)).toEqual([]);
    for (const theme of ['dark', 'contrast'] as const) {
      await walk.theme(theme);
      expect(await findings(running.window, colourRules), theme).toEqual([]);
    }
    const trust = running.window.getByRole('button', { name: 'Trust for this connection only' });
    // Tenant and token server; after the last of them the test runs anew.
    await expect(trust).toHaveCount(2);
    await trust.first().click();
    await trust.click();
    for (const check of ['TLS', 'Token', 'API', 'Roles'])
      await expect(page.check(check)).toContainText('Passed');
    expect(proxy.tunnels.filter(({ status }) => status === 200).map(({ user }) => user)).toContain('anna');
  });

  await test.step('another certificate is asked about again', async () => {
    counterpart.showIdentity(authority.issue({ name: 'second', hosts }));
    await page.test();
    await expect(page.check('TLS')).toContainText('another certificate');
    await running.window.getByRole('button', { name: 'Show the certificate' }).click();
    await expect(
      running.window.getByText(/another certificate than the one you trusted/).first(),
    ).toBeVisible();
    await expect(running.window.getByText(/CN=second/).first()).toBeVisible();
  });
  expect([...ofTheSystem.tunnels, ...proxy.tunnels.filter(({ status }) => status === 502)]).toEqual([]);
  await ofTheSystem.close();
  await proxy.close();
  await counterpart.close();
});
