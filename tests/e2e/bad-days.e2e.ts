import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { launchOptions } from '../../scripts/setup/launch-options.mjs';
import { FaultProxy } from './fixtures/fault-proxy.ts';
import { startTenant, type Tenant } from './fixtures/tenant.ts';
import { expect, test as base } from './fixtures/test.ts';
import { ConnectionsPage } from './pages/connections-page.ts';

const test = base.extend<{ faultProxy: FaultProxy }, { tenant: Tenant }>({
  tenant: [
    async ({}, use) => {
      const tenant = await startTenant(['--written', '2', '--messages', '2000']);
      await use(tenant);
      await tenant.close();
    },
    { scope: 'worker' },
  ],
  faultProxy: async ({ tenant }, use) => {
    const proxy = await FaultProxy.start(tenant.url);
    await use(proxy);
    await proxy.close();
  },
});

/** Each bad day has words of its own: cause and next step (docs/errors.md). */
test.describe('bad days while connecting', () => {
  test('wrong secret', async ({ running, tenant }) => {
    const page = new ConnectionsPage(running.window);
    const { oauth } = tenant.key('operator');
    await page.pasteKey({ oauth: { ...oauth, clientsecret: `${oauth.clientsecret}x` } });
    await page.test();
    await expect(page.check('Token')).toContainText('Failed');
    await expect(page.check('Token')).toContainText(/client_secret|service key/);
    await expect(page.check('API')).toContainText('Not tried');
  });

  test('wrong host', async ({ running, tenant }) => {
    const page = new ConnectionsPage(running.window);
    const { oauth } = tenant.key('operator');
    await page.pasteKey({ oauth: { ...oauth, url: 'http://127.0.0.1:9' } });
    await page.test();
    await expect(page.check('API')).toContainText('Failed', { timeout: 20_000 });
  });

  test('name not resolved', async ({ running, tenant }) => {
    const page = new ConnectionsPage(running.window);
    const { oauth } = tenant.key('operator');
    await page.pasteKey({
      oauth: {
        ...oauth,
        url: 'https://nordwind.it-cpi001.invalid',
        tokenurl: 'https://nordwind.invalid/oauth/token',
      },
    });
    await page.test();
    await expect(page.check('Name')).toContainText('Failed', { timeout: 20_000 });
  });

  test('token endpoint answers HTML', async ({ running, tenant, faultProxy }) => {
    faultProxy.harm(/oauth\/token/, { kind: 'html' });
    const page = new ConnectionsPage(running.window);
    await page.pasteKey(tenant.key('operator', faultProxy.url));
    await page.test();
    await expect(page.check('Token')).toContainText('Failed');
    await expect(page.check('Token')).toContainText(/token/i);
  });

  test('a redirect never carries the token to another host', async ({ running, tenant, faultProxy }) => {
    const stranger = await FaultProxy.start(tenant.url);
    faultProxy.harm(/\/api\/v1/, { kind: 'redirect', to: `${stranger.url}/api/v1/` });
    const page = new ConnectionsPage(running.window);
    await page.pasteKey(tenant.key('operator', faultProxy.url));
    await page.test();
    await expect(page.check('API')).toContainText('Failed');
    expect(stranger.seen).toEqual([]);
    await stranger.close();
  });
});

test.describe('bad days of this computer', () => {
  test('the settings file is corrupt: set aside, told, and the app starts', async ({
    start,
    place,
    expectedFaults,
  }) => {
    expectedFaults.push(/settings\.corrupt/);
    mkdirSync(place.userData, { recursive: true });
    writeFileSync(join(place.userData, 'connections.json'), '{"connections": [');
    const { window } = await start();
    await expect(window.getByText(/set aside/i).first()).toBeVisible();
    const aside = readdirSync(place.userData).filter((name) => name.includes('set-aside'));
    expect(aside).toHaveLength(1);
  });

  test('a second start hands over to the first and ends', async ({ start, place, keyRing }) => {
    const { app } = await start();
    const { executablePath, args } = launchOptions();
    const second = spawn(
      executablePath,
      [...args, `--user-data-dir=${place.userData}`, ...keyRing.switches],
      {
        stdio: 'ignore',
        env: { ...process.env, ...keyRing.environment, HOME: join(place.root, 'home') },
      },
    );
    const [code] = (await once(second, 'exit')) as [number];
    expect(code).toBe(0);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });
});
