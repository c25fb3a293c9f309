import { startTenant } from './fixtures/tenant.ts';
import { expect, test } from './fixtures/test.ts';
import { findings } from './pages/accessible-views.ts';
import { ConnectionsPage } from './pages/connections-page.ts';
import { MessagesPage } from './pages/messages-page.ts';
import { Walk } from './pages/walk.ts';

test.describe.configure({ timeout: 150_000 });

test('a query over two tenants has one chart, which narrows both', async ({ running }) => {
  const walk = new Walk(running);
  const { page } = walk;
  const messages = new MessagesPage(page);
  const connections = new ConnectionsPage(page);
  const tenants = [
    await startTenant(['--written', '2', '--messages', '400', '--seed', '3']),
    await startTenant(['--written', '2', '--messages', '900', '--seed', '4']),
  ];
  for (const [index, name] of ['Nordwind production', 'Contoso production'].entries()) {
    const key = (tenants[index] as (typeof tenants)[number]).key('administrator');
    await (index === 0 ? connections.pasteKey(key) : connections.pasteFurtherKey(key));
    await connections.field('Name').fill(name);
    await connections.saveAndOpen();
    await walk.isQuiet();
    await walk.area('Messages');
    const days = index === 0 ? '7' : '30';
    await messages.range(`Last ${days} days`);
    await messages.isLoaded(`the last ${days} days`);
  }

  await test.step('the query is kept for both', async () => {
    await page.getByRole('button', { name: 'Queries', exact: true }).filter({ visible: true }).click();
    await page.getByRole('menuitem', { name: 'Save query…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save query' });
    await dialog.getByLabel('Name').fill('Both');
    await dialog.getByLabel('Nordwind production').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: /^Both/ }).filter({ visible: true }).first().click();
    await expect(page.getByRole('tab', { name: 'Both', selected: true })).toBeVisible();
  });
  const table = page.getByRole('grid', { name: 'Messages of several tenants' });
  const count = async (): Promise<number> => Number(await table.getAttribute('aria-rowcount')) - 1;
  const chart = page.getByRole('slider', { name: 'Messages over time' }).filter({ visible: true });
  const said = async (): Promise<number> =>
    Number(
      /([\d,]+) messages?/.exec((await chart.getAttribute('aria-valuetext')) ?? '')?.[1]?.replaceAll(',', ''),
    );

  await test.step('its chart counts what the table lists', async () => {
    await expect(table.getByText('Nordwind production').first()).toBeVisible();
    await expect.poll(async () => (await said()) - (await count())).toBe(0);
    expect(await count()).toBeGreaterThan(100);
    const lacking = page.getByText('Not loaded of this time:').locator('..');
    await expect(lacking).toContainText(/Nordwind production\s*\d+ \w+ \d\d:\d\d to /);
    await expect(lacking).not.toContainText('Contoso production');
    expect(await findings(page)).toEqual([]);
  });

  await test.step('a stretch of time is dragged, and left again', async () => {
    const all = await count();
    const box = await chart.boundingBox();
    if (!box) throw new Error('The chart is not on the screen.');
    const at = (share: number): [number, number] => [box.x + box.width * share, box.y + box.height / 2];
    await page.mouse.move(...at(0.3));
    await page.mouse.down();
    await page.mouse.move(...at(0.5), { steps: 4 });
    await page.mouse.up();
    await expect.poll(count).toBeLessThan(all / 2);
    await expect.poll(async () => (await said()) - (await count())).toBe(0);
    await page.getByRole('button', { name: 'Back to Last 30 days' }).filter({ visible: true }).click();
    // The tenants go on meanwhile.
    await expect.poll(async () => Math.abs((await count()) - all)).toBeLessThan(20);
  });

  await test.step('a flow in it narrows the list of both, and the whole query comes back', async () => {
    const all = await count();
    const panel = page.getByRole('region', { name: 'Chart' }).filter({ visible: true });
    await panel.getByRole('button', { name: 'Over time', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: 'By integration flow' }).click();
    const flow = panel.getByRole('button', { name: /^Only / }).first();
    const [, name = ''] =
      /^Only (.*): [\d,]+ message/.exec((await flow.getAttribute('aria-label')) ?? '') ?? [];
    await flow.click();
    await expect.poll(count).toBeLessThan(all);
    await expect(table.locator('[data-index]').filter({ hasNotText: name })).toHaveCount(0);
    await page.getByRole('button', { name: 'Whole query' }).click();
    await expect.poll(async () => Math.abs((await count()) - all)).toBeLessThan(20);
  });
  for (const tenant of tenants) await tenant.close();
});
