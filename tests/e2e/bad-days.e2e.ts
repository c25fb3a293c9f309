import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { launchOptions } from '../../scripts/setup/launch-options.mjs';
import { FaultProxy } from './fixtures/fault-proxy.ts';
import { test as connecting } from './fixtures/shared-app.ts';
import { expect, test } from './fixtures/test.ts';

/** Each bad day has words of its own: cause and next step (docs/errors.md). */
connecting.describe('bad days while connecting', () => {
  connecting.describe.configure({ mode: 'default' });

  connecting('wrong secret', async ({ form, tenant }) => {
    const { oauth } = tenant.key('operator');
    await form.pasteKey({ oauth: { ...oauth, clientsecret: `${oauth.clientsecret}x` } });
    await form.test();
    await expect(form.check('Token')).toContainText('Failed');
    await expect(form.check('Token')).toContainText(/client_secret|service key/);
    await expect(form.check('API')).toContainText('Not tried');
  });

  connecting('wrong host', async ({ form, tenant }) => {
    const { oauth } = tenant.key('operator');
    await form.pasteKey({ oauth: { ...oauth, url: 'http://127.0.0.1:9' } });
    await form.test();
    await expect(form.check('API')).toContainText('Failed', { timeout: 20_000 });
  });

  connecting('name not resolved', async ({ form, tenant }) => {
    const { oauth } = tenant.key('operator');
    await form.pasteKey({
      oauth: {
        ...oauth,
        url: 'https://nordwind.it-cpi001.invalid',
        tokenurl: 'https://nordwind.invalid/oauth/token',
      },
    });
    await form.test();
    await expect(form.check('Name')).toContainText('Failed', { timeout: 20_000 });
  });

  connecting('token endpoint answers HTML', async ({ form, tenant, faultProxy }) => {
    faultProxy.harm(/oauth\/token/, { kind: 'html' });
    await form.pasteKey(tenant.key('operator', faultProxy.url));
    await form.test();
    await expect(form.check('Token')).toContainText('Failed');
    await expect(form.check('Token')).toContainText(/token/i);
  });

  connecting('a redirect never carries the token to another host', async ({ form, tenant, faultProxy }) => {
    const stranger = await FaultProxy.start(tenant.url);
    faultProxy.harm(/\/api\/v1/, { kind: 'redirect', to: `${stranger.url}/api/v1/` });
    await form.pasteKey(tenant.key('operator', faultProxy.url));
    await form.test();
    await expect(form.check('API')).toContainText('Failed');
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
