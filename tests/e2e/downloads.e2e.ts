import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from './fixtures/shared-window.ts';
import { ContentPage } from './pages/content-page.ts';

test.describe.configure({ mode: 'default' });

test.describe('content comes home', () => {
  test('a package as a tree of files; nothing is replaced without being asked', async ({ shared }) => {
    const { app, window, walk, place } = shared;
    const folder = join(place.root, 'repository');
    mkdirSync(folder);
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, folder);
    await walk.area('Content');
    const content = new ContentPage(window);
    await content.tree.getByRole('treeitem', { name: /^Nordwind Order to Cash/ }).click();
    await window.keyboard.press('Enter');
    await window.getByRole('button', { name: 'Download', exact: true }).click();
    const dialog = window.getByRole('dialog', { name: /^Download package/ });
    await expect(dialog.getByRole('status', { name: 'Plan' })).toContainText(/\d+ requests?, about/);
    await dialog.getByRole('radio', { name: /fit for Git/ }).check();
    await dialog.getByRole('button', { name: 'Choose a folder…' }).click();
    const result = window.getByRole('grid', { name: 'Result of the download' }).filter({ visible: true });
    await expect(window.getByRole('button', { name: 'Show folder' })).toBeVisible({ timeout: 30_000 });
    await expect(result).toContainText(/Came home/);
    const [packageFolder = ''] = readdirSync(folder);
    const description = join(folder, packageFolder, 'integration-package.json');
    expect(readFileSync(description, 'utf8')).toContain('"artifacts"');

    writeFileSync(description, 'mine');
    await walk.area('Content');
    await window.getByRole('tab', { name: 'Nordwind Order to Cash' }).click();
    await window.getByRole('button', { name: 'Download', exact: true }).click();
    await expect(dialog.getByRole('status', { name: 'Plan' })).toContainText(/home already/);
    await dialog.getByRole('radio', { name: /fit for Git/ }).check();
    await dialog.getByRole('button', { name: 'Choose a folder…' }).click();
    await expect(dialog).toContainText(/names are taken/);
    await dialog.getByRole('button', { name: 'Keep both' }).click();
    await expect
      .poll(() => existsSync(join(folder, `${packageFolder} (2)`, 'integration-package.json')))
      .toBe(true);
    expect(readFileSync(description, 'utf8')).toBe('mine');
  });

  test('a whole tenant, cancelled and resumed without asking twice', async ({ shared }) => {
    const { window, walk } = shared;
    await walk.area('Content');
    await window.getByRole('button', { name: /^Tenant / }).click();
    await window.getByRole('button', { name: /^Download all content/ }).click();
    const dialog = window.getByRole('dialog', { name: /^Download all content/ });
    await expect(dialog.getByRole('status', { name: 'Plan' })).toContainText(/at the allowed 9 a second/);
    await expect(dialog.getByRole('table')).toContainText(/holds a draft/);
    await dialog.getByRole('button', { name: 'Download', exact: true }).click();
    const head = window.getByRole('heading', { name: 'All content' });
    await expect(head).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await window.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(window.getByText(/missing. What is home already/)).toBeVisible();
    await window.getByRole('button', { name: 'Resume', exact: true }).click();
    await expect(
      window.getByRole('navigation', { name: 'Downloads' }).getByRole('button', { name: /^All content/ }),
    ).toContainText('Done', { timeout: 60_000 });
    await expect(window.getByRole('button', { name: /^Waiting/ })).toHaveCount(0);
    await walk.isQuiet();
  });
});
