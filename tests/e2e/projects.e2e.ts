import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { startTenant } from './fixtures/tenant.ts';
import { expect, test } from './fixtures/test.ts';
import { ConnectionsPage } from './pages/connections-page.ts';
import { Walk } from './pages/walk.ts';

test.describe.configure({ timeout: 150_000 });

/** As an older version kept it, without folder and tags. */
function oldRecord(id: string, name: string, environment: string) {
  const host = `${id}.invalid`;
  return {
    id,
    name,
    tenantUrl: `https://${host}`,
    access: { kind: 'client-secret', tokenUrl: `https://${host}/oauth/token`, clientId: `sb-${id}` },
    environment,
    colour: 'none',
    createdAt: 1,
  };
}

test('a customer stands in a folder, is looked after, and leaves nothing behind', async ({
  place,
  start,
}) => {
  const connections = [
    oldRecord('fabrikam-dev', 'Fabrikam development', 'development'),
    oldRecord('fabrikam-prd', 'Fabrikam production', 'production'),
    oldRecord('wingtip-qas', 'Wingtip quality', 'test'),
  ];
  writeFileSync(join(place.userData, 'connections.json'), JSON.stringify({ version: 2, connections }));
  const tenant = await startTenant(['--written', '2', '--messages', '500']);
  const running = await start();
  const walk = new Walk(running);
  const { page } = walk;
  const keys = page.keyboard;
  const list = new ConnectionsPage(page);
  const toolbar = page.getByRole('toolbar', { name: 'Selected connections' });

  await test.step('a folder by menu, and one by drag and drop', async () => {
    await list.line('Fabrikam production').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Move to folder…' }).click();
    await page.getByLabel('Folder', { exact: true }).last().fill('Fabrikam');
    await keys.press('Enter');
    await expect(list.line('^Fabrikam 1$')).toBeVisible();
    await list.line('Fabrikam development').dragTo(list.line('^Fabrikam 1$'));
    await expect(list.line('^Fabrikam 2$')).toBeVisible();
  });

  await test.step('several at once', async () => {
    await list.line('Fabrikam development').click();
    await list.line('Fabrikam production').click({ modifiers: ['Shift'] });
    await expect(toolbar).toContainText('2 selected');
    await toolbar.getByRole('button', { name: 'Tags…' }).click();
    await page.getByLabel('Add', { exact: true }).fill('rollout');
    await keys.press('Enter');
    await expect(list.line('rollout')).toHaveCount(2);
    await walk.theme('dark');
    await walk.size(960, 600);
    await list.line('Wingtip quality').click();
  });

  await test.step('a real tenant of the same customer is read, and seen in the overview', async () => {
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Paste a service key' }).click();
    await list.field('Service key').fill(JSON.stringify(tenant.key('administrator')));
    await list.field('Name').fill('Fabrikam sandbox');
    await list.field('Folder').fill('fabrikam');
    await list.saveAndOpen();
    await walk.isQuiet();
    await keys.press('Control+K');
    await keys.type('overview of all');
    await keys.press('Enter');
    await page.getByRole('button', { name: 'Ask all' }).click();
    await expect(walk.row('Overview', 'Fabrikam sandbox')).toContainText('Reachable', { timeout: 30_000 });
    await expect(walk.row('Overview', 'Fabrikam production')).toContainText('No secret');
  });

  await test.step('the project ends, and a search of the data folder finds nothing', async () => {
    await walk.area('Connections');
    await list.line('^Fabrikam 3$').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Project ended…' }).click();
    await page.getByLabel('Type Fabrikam to end it').fill('Fabrikam');
    await keys.press('Enter');
    await expect(page.getByRole('dialog')).toContainText('Nothing of it is left', { timeout: 30_000 });
    await page.getByRole('button', { name: 'Close', exact: true }).last().click();
    await expect(page.getByRole('treeitem')).toHaveCount(1);
  });
  const { clientid } = tenant.key('administrator').oauth;
  await tenant.close();
  await running.close();
  // Our own search, after the app has written all it wanted to.
  const left = readdirSync(place.userData, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => {
      const text = `${file} ${readFileSync(file, 'latin1')}`.toLowerCase();
      return ['fabrikam', clientid.toLowerCase()].some((word) => text.includes(word));
    });
  expect(left).toEqual([]);
});
