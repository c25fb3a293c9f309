import { startTenant } from './fixtures/tenant.ts';
import { expect, test } from './fixtures/test.ts';
import { ConnectionsPage } from './pages/connections-page.ts';
import { ContentPage } from './pages/content-page.ts';
import { Walk } from './pages/walk.ts';

test.describe.configure({ timeout: 150_000 });

test.describe('the window', () => {
  test('keyboard, tabs, palette, clock, zoom and frame', async ({ running }) => {
    const walk = new Walk(running);
    const { page } = walk;
    const keys = page.keyboard;
    await walk.exploreDemo();
    const content = new ContentPage(page);

    await test.step('areas by number', async () => {
      for (const [number, area] of [
        'Connections',
        'Content',
        'Messages',
        'Errors',
        'Runtime',
        'Journal',
      ].entries()) {
        await keys.press(`Control+${number + 1}`);
        await expect(page.getByRole('tab', { name: area, exact: true })).toHaveAttribute(
          'aria-selected',
          'true',
        );
      }
      await keys.press('Control+2');
    });

    await test.step('filter, down into the rows, inspect, open, close', async () => {
      await keys.press('Control+F');
      await keys.type('order change');
      await expect.poll(() => content.count()).toBeLessThan(5);
      await keys.press('ArrowDown');
      await expect(content.table).toBeFocused();
      for (const dialog of ['Control+K', 'F1']) {
        await keys.press(dialog);
        await expect(page.getByRole('dialog')).toBeVisible();
        await keys.press('Escape');
        await expect(content.table).toBeFocused();
      }
      await keys.press('Space');
      await expect(content.heading('Order Change')).toBeVisible();
      await keys.press('Enter');
      const tab = page.getByRole('tab', { name: 'Order Change' });
      await expect(tab).toHaveAttribute('aria-selected', 'true');
      await keys.press('Control+W');
      await expect(tab).toHaveCount(0);
    });

    await test.step('palette: commands, connections, packages, artifacts', async () => {
      const expectFirst = async (text: string, group: string, result: RegExp): Promise<void> => {
        await keys.press('Control+K');
        await keys.type(text);
        const results = page.getByRole('listbox', { name: 'Results' });
        await expect(results.getByText(group, { exact: true }).first()).toBeVisible();
        await expect(results.getByRole('option', { name: result }).first()).toBeVisible();
        await keys.press('Escape');
      };
      await expectFirst('high contrast', 'Commands', /High contrast/);
      await expectFirst('demo', 'Connections', /Demo tenant/);
      await expectFirst('payroll', 'Packages', /Nordwind Payroll/);
      await expectFirst('credit check', 'Artifacts', /Credit Check/);
    });

    await test.step('local time and UTC', async () => {
      await page.getByRole('button', { name: /^Local time/ }).click();
      await expect(page.getByRole('button', { name: /^UTC/ })).toBeVisible();
      await page.getByRole('button', { name: /^UTC/ }).click();
    });

    await test.step('zoom', async () => {
      const width = await page.evaluate(() => innerWidth);
      await keys.press('Control+=');
      await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(width);
      await keys.press('Control+0');
      await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    });

    await test.step('status bar and frame name what is in front', async () => {
      await expect(page.getByRole('contentinfo')).toContainText(
        /Connected.*Token.*Requests.*per second.*encrypted/,
      );
      await expect(page.getByRole('banner')).toContainText(/Demo tenant.*Development.*Read-only/);
      await expect
        .poll(() => running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()))
        .toContain('Demo tenant');
    });
  });

  test('after a start without network everything seen before is there, with its age, as it was', async ({
    start,
  }) => {
    const tenant = await startTenant(['--written', '2', '--messages', '500']);
    const first = await start();
    const connections = new ConnectionsPage(first.window);
    await connections.pasteKey(tenant.key('operator'));
    await connections.field('Name').fill('Offline soon');
    await connections.saveAndOpen();
    const before = new Walk(first);
    await before.isQuiet();
    const seen = await new ContentPage(first.window).count();
    await before.theme('dark');
    await before.size(1200, 800);
    await new ContentPage(first.window).filter.fill('Order Change');
    await before.open(before.row('Artifacts', 'Order Change'));
    await expect(first.window.getByRole('tab', { name: 'Order Change' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await first.close();
    await tenant.close();

    const second = await start();
    const { window } = second;
    await expect(window.getByRole('tab', { name: 'Order Change' })).toHaveAttribute('aria-selected', 'true');
    await expect(window.getByRole('heading', { name: 'Order Change' }).first()).toBeVisible();
    await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark');
    expect(await window.evaluate(() => [innerWidth, innerHeight])).toEqual([1200, 800]);
    await window.getByRole('tab', { name: 'Content' }).click();
    const content = new ContentPage(window);
    await expect.poll(() => content.count()).toBe(seen);
    await expect(window.getByRole('banner')).toContainText(/Offline/);
    await expect(window.getByText(/^\s*Read .* ago\.?|^\s*Read just now/).first()).toBeVisible();
  });
});
