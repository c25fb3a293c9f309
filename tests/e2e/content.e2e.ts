import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from './fixtures/shared-window.ts';
import { ContentPage } from './pages/content-page.ts';

test.describe.configure({ mode: 'default' });

test.describe('content', () => {
  test.beforeEach(async ({ shared }) => {
    await shared.walk.area('Content');
    const content = new ContentPage(shared.window);
    await content.filter.fill('');
    await content.tree.getByRole('treeitem', { name: /^All packages/ }).click();
    await content.chip('All packages').click();
  });

  test('lists every package in the tree and every artifact in the table', async ({ shared }) => {
    const content = new ContentPage(shared.window);
    expect(await content.count()).toBeGreaterThanOrEqual(80);
    const packages = await content.tree.getByRole('treeitem').allTextContents();
    expect(packages.length).toBeGreaterThan(15);
    await expect(content.chip('All packages')).toContainText(String(await content.count()));
    await expect(shared.window.getByText(/^Not listed by the API: .*REST APIs/)).toBeVisible();
  });

  test('opens packages and kinds down to an artifact', async ({ shared }) => {
    const content = new ContentPage(shared.window);
    const order = content.tree.getByRole('treeitem', { name: /^Nordwind Order to Cash/ });
    await order.click();
    await expect.poll(() => content.count()).toBeLessThan(20);
    await shared.window.keyboard.press('ArrowRight');
    await shared.window.keyboard.press('ArrowDown');
    await expect(content.tree.getByRole('treeitem', { name: /^Integration flows/ })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await shared.window.keyboard.press('ArrowRight');
    await content.tree.getByRole('treeitem', { name: 'Order Change' }).click();
    await expect(content.heading('Order Change')).toBeVisible();
    await expect(content.section('State')).toContainText(
      'Version 1.1.7 is deployed, version 1.2.0 is at design time.',
    );
  });

  test('filters as one types, by name and id, and says when nothing matches', async ({ shared }) => {
    const content = new ContentPage(shared.window);
    const all = await content.count();
    await content.filter.fill('order');
    await expect.poll(() => content.count()).toBeLessThan(all);
    for (const text of await content.table.locator('[data-index]').allTextContents()) {
      expect(text.toLowerCase()).toContain('order');
    }
    await content.filter.fill('nothing is called like this');
    await expect(content.heading('No artifact matches')).toBeVisible();
    await shared.window.getByRole('button', { name: 'Show all artifacts' }).click();
    await expect.poll(() => content.count()).toBe(all);
  });

  test('chips narrow the table to as many rows as they say', async ({ shared }) => {
    const content = new ContentPage(shared.window);
    for (const name of ['Drift', 'Error', 'Draft', 'Not deployed']) {
      const chip = content.chip(name);
      const said = Number(/(\d+)$/.exec((await chip.textContent())?.trim() ?? '')?.[1]);
      expect(said, name).toBeGreaterThan(0);
      await chip.click();
      await expect.poll(() => content.count(), name).toBe(said);
    }
  });

  test('has five answers to whether what runs is what was designed', async ({ shared }) => {
    const content = new ContentPage(shared.window);
    const seen = new Set<string>();
    for (const chip of ['All packages', 'Drift', 'Draft', 'Not deployed']) {
      await content.chip(chip).click();
      await shared.walk.isQuiet();
      for (const drift of await content.column('Drift')) seen.add(drift);
    }
    expect([...seen].sort()).toEqual([
      'Draft, not comparable',
      'Modified after deployment',
      'Not deployed',
      'Other version',
      'Same version',
    ]);
  });

  test('sorts by a column, and the other way round', async ({ shared }) => {
    const content = new ContentPage(shared.window);
    await content.table.getByRole('button', { name: 'Id', exact: true }).click();
    await expect(content.table.getByRole('columnheader', { name: 'Id' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    const ascending = await content.column('Id');
    expect(ascending).toEqual(
      ascending.toSorted((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' })),
    );
    await content.table.getByRole('button', { name: 'Id', exact: true }).click();
    await expect(content.table.getByRole('columnheader', { name: 'Id' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    await expect.poll(async () => (await content.column('Id'))[0]).not.toBe(ascending[0]);
    await content.table.getByRole('button', { name: 'Name', exact: true }).click();
  });

  test('shows an artifact whole: properties, parameters, endpoints with copy', async ({ shared }) => {
    const content = new ContentPage(shared.window);
    await content.filter.fill('Webshop Order Intake');
    await shared.walk.open(content.row('Webshop Order Intake'));
    // The tab may stand at another part from before.
    await content.part('Overview');
    await expect(content.section('Properties')).toContainText('Integration flow');
    await expect(content.section('Configuration parameters').getByRole('row')).not.toHaveCount(0);
    const endpoint = content
      .section('Endpoints')
      .getByRole('button', { name: /^Copy endpoint/ })
      .first();
    const address = (await endpoint.getAttribute('aria-label'))?.replace('Copy endpoint ', '');
    await endpoint.click();
    expect(await shared.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(address);
    expect(address).toMatch(/^https?:\/\/.+\/http\//);
  });

  test('saves the zip of an artifact where one chooses', async ({ shared }) => {
    const content = new ContentPage(shared.window);
    const file = join(shared.place.root, 'saved.zip');
    await shared.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await content.filter.fill('Order Change');
    await shared.walk.open(content.row('Order Change'));
    await shared.window.getByRole('button', { name: 'Download' }).last().click();
    await expect(shared.window.getByText(`Saved as ${file}`)).toBeVisible();
    expect(readFileSync(file).subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  });

  test('shows a package, its description without anything that acts, and says what configure-only means', async ({
    shared,
  }) => {
    const content = new ContentPage(shared.window);
    const vendor = content.tree.getByRole('treeitem', { name: /^Fjordwerk/ });
    await vendor.click();
    await shared.window.keyboard.press('Enter');
    await expect(content.heading(/^Fjordwerk/).first()).toBeVisible();
    await expect(shared.window.getByText(/can be configured and deployed, but not changed/)).toBeVisible();
    await expect(shared.window.locator('script:not([src]), iframe, [onclick], [onerror]')).toHaveCount(0);
    await shared.walk.open(content.row('Integration flow'));
    await expect(shared.window.getByRole('button', { name: 'Download' }).last()).toBeDisabled();
  });
});
