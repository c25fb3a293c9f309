import { test as withoutSaving } from './fixtures/shared-app.ts';
import { expect, test } from './fixtures/test.ts';
import { textBelow } from './fixtures/text-below.ts';
import { ConnectionsPage } from './pages/connections-page.ts';

withoutSaving.describe('the form of a connection', () => {
  withoutSaving.describe.configure({ mode: 'default' });

  withoutSaving('the test says what works, also at twice the size', async ({ form, tenant, shared }) => {
    await form.pasteKey(tenant.key('reader'));
    await form.test();
    for (const check of ['Token', 'API', 'Roles']) await expect(form.check(check)).toContainText('Passed');
    const { app, window } = shared;
    const width = await window.evaluate(() => innerWidth);
    const zoom = async (factor: number): Promise<void> => {
      await app.evaluate(({ BrowserWindow }, to) => {
        BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to);
      }, factor);
      await expect.poll(() => window.evaluate(() => innerWidth)).toBe(Math.round(width / factor));
    };
    await zoom(2);
    const save = window.getByRole('button', { name: 'Save and open' });
    expect(await save.evaluate((button) => button.getBoundingClientRect().right)).toBeLessThan(width / 2);
    const body = window.getByRole('region', { name: 'Connection test' }).locator('..');
    expect(await body.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    await zoom(1);
  });

  withoutSaving('the test names the roles that a key lacks', async ({ form, tenant }) => {
    await form.pasteKey(tenant.key('nothing'));
    await form.test();
    await expect(form.check('Roles')).toContainText('WorkspacePackagesRead');
    await expect(form.check('Roles')).toContainText('MonitoringDataRead');
  });

  withoutSaving('the key of another plan is refused at once, with the remedy', async ({ form, shared }) => {
    await form.pasteKey(
      JSON.stringify({
        oauth: {
          clientid: 'sb-5f1c!b1|it-rt-nordwind!b2',
          clientsecret: 'a$b=',
          url: 'https://nordwind.it-cpi001-rt.cfapps.eu10.hana.ondemand.com',
          tokenurl: 'https://nordwind.authentication.eu10.hana.ondemand.com/oauth/token',
        },
      }),
    );
    await expect(shared.window.getByText(/plan "?api"?/i).first()).toBeVisible();
  });

  withoutSaving('the address of the web UI is refused at its field', async ({ form, shared }) => {
    await form.enterFields({
      'Tenant hostname': 'https://nordwind.integrationsuite.cfapps.eu10.hana.ondemand.com/shell/home',
      'Token URL': 'https://nordwind.authentication.eu10.hana.ondemand.com',
      client_id: 'sb-1!b1|it!b2',
      client_secret: 'x$y=',
    });
    await form.save();
    await expect(shared.window.getByText(/web UI/i).first()).toBeVisible();
  });
});

test.describe('connections', () => {
  test('one is added by pasting a service key with text around it', async ({ running, tenant }) => {
    const page = new ConnectionsPage(running.window);
    const { oauth } = tenant.key('operator');
    await page.pasteKey(`Hi, here is the key:\n${JSON.stringify({ oauth })}\nRegards`);
    await expect(page.field('Tenant hostname')).toHaveValue(oauth.url);
    await expect(page.field('client_id')).toHaveValue(oauth.clientid);
    await page.field('Name').fill('Nordwind test');
    await page.save();
    await expect(page.line('Nordwind test')).toBeVisible();
  });

  test('a secret survives a restart in the key ring and stands nowhere in plain text', async ({
    start,
    place,
    tenant,
  }) => {
    const { oauth } = tenant.key('operator');
    const first = await start();
    const page = new ConnectionsPage(first.window);
    await page.pasteKey({ oauth });
    await page.field('Name').fill('Kept');
    await page.saveAndOpen();
    await expect(first.window.getByRole('button', { name: /Tenant Kept/ })).toBeVisible();
    await first.close();

    const written = textBelow(place.root);
    expect(written).toContain(oauth.clientid.slice(0, 20));
    expect(written).not.toContain(oauth.clientsecret);
    expect(written).not.toContain(Buffer.from(oauth.clientsecret).toString('base64'));

    const second = await start();
    const state = await second.window.evaluate(async () => {
      const { tenantAtlas } = globalThis as unknown as {
        tenantAtlas: {
          connections: { list(input: undefined, id: string): Promise<{ value: { secret: string }[] }> };
        };
      };
      return (await tenantAtlas.connections.list(undefined, 'list')).value.map(({ secret }) => secret);
    });
    expect(state).toEqual(['stored']);
  });

  test('without a key ring nothing secret is written, and the window says so', async ({
    start,
    place,
    tenant,
  }) => {
    const { oauth } = tenant.key('operator');
    const { window, close } = await start({ keyRing: undefined });
    await expect(window.getByText('This system offers no encrypted storage')).toBeVisible();
    const page = new ConnectionsPage(window);
    await page.pasteKey({ oauth });
    await page.field('Name').fill('Not kept');
    await page.save();
    await expect(page.line('Not kept')).toBeVisible();
    await close();
    expect(textBelow(place.root)).not.toContain(oauth.clientsecret);

    const again = await start({ keyRing: undefined });
    await new ConnectionsPage(again.window).line('Not kept').click();
    await expect(again.window.getByText('Enter the client_secret')).toBeVisible();
  });
});
