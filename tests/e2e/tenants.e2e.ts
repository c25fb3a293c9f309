import { startTenant } from './fixtures/tenant.ts';
import { expect, test } from './fixtures/test.ts';
import { ConnectionsPage } from './pages/connections-page.ts';
import { Walk } from './pages/walk.ts';

test.describe.configure({ timeout: 150_000 });

test.describe('several tenants', () => {
  test('stand side by side, each with its tabs; the window follows the one in use', async ({ running }) => {
    const walk = new Walk(running);
    const { page } = walk;
    const keys = page.keyboard;
    const title = (): Promise<string | undefined> =>
      running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    const tenant = await startTenant(['--written', '2', '--messages', '500']);
    const connections = new ConnectionsPage(page);
    await connections.pasteKey(tenant.key('operator'));
    await connections.field('Name').fill('Nordwind production');
    await connections.saveAndOpen();
    await walk.isQuiet();
    await keys.press('Control+K');
    await keys.type('explore the demo');
    await keys.press('Enter');
    await expect(page.getByRole('banner')).toContainText('Demo tenant');
    await walk.isQuiet();

    await test.step('the palette and Enter go back to the tenant before', async () => {
      await keys.press('Control+K');
      await keys.press('Enter');
      await expect(page.getByRole('banner')).toContainText('Nordwind production');
      await keys.press('Control+K');
      await keys.press('Enter');
      await expect(page.getByRole('banner')).toContainText('Demo tenant');
    });

    await test.step('to the side by keys', async () => {
      await keys.press('Control+K');
      await keys.type('nordwind prod');
      await keys.press('Control+Enter');
      await expect(page.getByRole('tablist', { name: 'Tabs on the left' })).toBeVisible();
      await expect(page.getByRole('tablist', { name: 'Tabs on the right' })).toBeVisible();
      await expect(page.getByRole('grid', { name: 'Artifacts' })).toHaveCount(2);
      await expect(page.getByRole('banner')).toContainText('Nordwind production');
      await expect.poll(title).toContain('Nordwind production');
      await walk.isQuiet();
    });

    await test.step('frame, title and commands follow the focus', async () => {
      await keys.press('F6');
      await expect(page.getByRole('banner')).toContainText('Demo tenant');
      await expect.poll(title).toContain('Demo tenant');
      await keys.press('Control+3');
      const left = page.getByRole('tablist', { name: 'Tabs on the left' });
      await expect(left.getByRole('tab', { name: 'Messages' })).toHaveAttribute('aria-selected', 'true');
    });

    await test.step('a tab is dragged over, and the split closed', async () => {
      const right = page.getByRole('tablist', { name: 'Tabs on the right' });
      await page
        .getByRole('tab', { name: 'Messages' })
        .dragTo(page.locator('#front-view-side'), { steps: 5 });
      await expect(right.getByRole('tab', { name: 'Messages' })).toHaveAttribute('aria-selected', 'true');
      await page.getByRole('button', { name: 'Close the split' }).click();
      await expect(page.getByRole('tablist', { name: 'Open tabs' })).toBeVisible();
      await expect(page.getByRole('tab', { name: 'Messages' })).toHaveAttribute('aria-selected', 'true');
    });

    await test.step('a further window has tabs, title and state of its own', async () => {
      const opening = running.app.waitForEvent('window');
      await keys.press('Control+Shift+N');
      const second = await opening;
      await second.getByRole('treeitem', { name: /Nordwind production/ }).dblclick();
      await expect(second.getByRole('banner')).toContainText('Nordwind production');
      await expect(page.getByRole('banner')).toContainText('Demo tenant');
      await expect(second.getByRole('tab')).toHaveCount(2);
      const titles = (): Promise<string[]> =>
        running.app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows().map((one) => one.getTitle()),
        );
      await expect
        .poll(async () => (await titles()).toSorted())
        .toEqual([
          expect.stringContaining('Demo tenant – Development'),
          expect.stringContaining('Nordwind production – Production'),
        ]);
      await second.close();
    });
    await tenant.close();
  });
});
