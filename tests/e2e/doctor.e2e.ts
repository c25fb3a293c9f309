import { FaultProxy } from './fixtures/fault-proxy.ts';
import { startTenant } from './fixtures/tenant.ts';
import { expect, test } from './fixtures/test.ts';
import { colourRules, findings } from './pages/accessible-views.ts';
import { ConnectionsPage } from './pages/connections-page.ts';
import { Walk } from './pages/walk.ts';

test('a secret that was renewed: from the error to the doctor, its diagnosis and the copied report', async ({
  running,
}) => {
  const tenant = await startTenant(['--written', '2', '--messages', '500']);
  const proxy = await FaultProxy.start(tenant.url);
  const key = tenant.key('administrator', proxy.url);
  const { window } = running;
  const connections = new ConnectionsPage(window);
  const walk = new Walk(running);
  await connections.pasteKey(key);
  await connections.field('Name').fill('Nordwind');
  await connections.saveAndOpen();
  await walk.isQuiet();

  const said = JSON.stringify({ error: 'unauthorized', error_description: 'Bad credentials' });
  proxy.harm(/\/oauth\/token/, { kind: 'status', status: 401, body: said });
  proxy.harm(/\/api\/v1\//, { kind: 'status', status: 401 });
  await window.keyboard.press('F5');
  await expect(window.getByText('The tenant refused the credentials').first()).toBeVisible();
  await window.getByRole('button', { name: 'Examine the connection' }).first().click();

  const recognised = window.getByRole('region', { name: 'What was recognised' });
  await expect(recognised).toContainText('The secret is not accepted any more');
  const check = (name: string) =>
    window.getByRole('list', { name: 'Checks' }).getByRole('listitem').filter({ hasText: name }).first();
  await expect(check('Token endpoint')).toContainText('Failed');
  await expect(check('API root')).toContainText('Not run, because no token was issued');
  await expect(check('Clock')).toContainText('Passed');

  await window.getByRole('button', { name: 'Copy report' }).click();
  await expect(window.getByText('Copied', { exact: true })).toBeVisible();
  const report = await running.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(report).toContain('secret-changed');
  for (const left of [key.oauth.clientid, key.oauth.clientsecret, 'Nordwind', '127.0.0.1'])
    expect(report).not.toContain(left);

  await walk.size(960, 600);
  await expect(window.getByRole('button', { name: 'Examine again' })).toBeInViewport();
  const page = window.getByRole('region', { name: 'Examination' });
  expect(await page.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThan(1);
  expect(await findings(window)).toEqual([]);
  for (const theme of ['dark', 'contrast'] as const) {
    await walk.theme(theme);
    expect(await findings(window, colourRules), theme).toEqual([]);
  }
  proxy.heal();
  await recognised.getByRole('button', { name: 'Paste a new key…' }).click();
  const dialog = window.getByRole('dialog', { name: 'Paste a new key onto Nordwind' });
  await dialog.getByLabel('Service key').fill(JSON.stringify(key));
  await dialog.getByRole('button', { name: 'Replace the key' }).click();
  await expect(dialog).toBeHidden();
  await proxy.close();
  await tenant.close();
});
