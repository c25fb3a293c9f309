import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from './fixtures/shared-window.ts';
import { ContentPage } from './pages/content-page.ts';

test.describe.configure({ mode: 'default' });

test.describe('a comparison', () => {
  test('of two flows of a tenant: in words, in both diagrams, file by file, and for a change ticket', async ({
    shared,
  }) => {
    const { app, window, walk, place } = shared;
    await walk.area('Content');
    const content = new ContentPage(window);
    await content.filter.fill('Order Change');
    await walk.open(content.row('Order Change'));
    await window.getByRole('button', { name: 'Compare', exact: true }).click();
    const after = window.getByRole('group', { name: 'After' });
    const id = after.getByRole('combobox', { name: 'Artifact id' });
    await expect(id).not.toHaveValue('');
    const before = await id.inputValue();
    // What the list offers while one types.
    await id.fill('Webshop Order Intake');
    const offered = after.locator('datalist option').filter({ hasText: /^Webshop Order Intake$/ });
    await expect.poll(() => offered.count()).toBeGreaterThan(0);
    await id.fill((await offered.first().getAttribute('value')) ?? '');
    await window.getByRole('button', { name: 'Compare', exact: true }).click();

    const differences = window.getByRole('region', { name: 'Differences' });
    await expect(differences).toContainText(/artifact/);
    // A tab of the window may have the same name.
    const parts = window.getByRole('tablist', { name: 'Parts of the comparison' });
    await parts.getByRole('tab', { name: 'Diagrams' }).click();
    await expect(window.getByRole('application', { name: /^Diagram of/ })).toHaveCount(2);
    await parts.getByRole('tab', { name: /^Files/ }).click();
    await window.getByRole('treeitem', { name: /MANIFEST\.MF/ }).click();
    await expect(window.getByRole('textbox', { name: /MANIFEST\.MF, before$/ })).toContainText('Bundle-Name');

    const filePath = join(place.root, 'differences.md');
    await app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    }, filePath);
    await window.getByRole('button', { name: 'Markdown' }).click();
    await expect(window.getByText(`Saved as ${filePath}`)).toBeVisible();
    expect(readFileSync(filePath, 'utf8')).toContain(`| id | ${before.replaceAll('_', '\\_')} |`);
  });

  test('of what is deployed, and of a file, with the design time of a tenant', async ({ shared }) => {
    const { app, window, walk, place } = shared;
    await walk.area('Content');
    const content = new ContentPage(window);
    await content.filter.fill('Order Change');
    await walk.open(content.row('Order Change'));
    const parts = window.getByRole('tablist', { name: 'Parts of the artifact' }).filter({ visible: true });
    const compareDeployed = async (): Promise<void> => {
      await parts.getByRole('tab', { name: 'Runtime' }).click();
      const runtime = window.getByRole('tabpanel', { name: 'Runtime' }).filter({ visible: true });
      await expect(runtime).toContainText('Deployed by');
      await runtime.getByRole('button', { name: 'Compare with design time' }).click();
    };
    // Another version runs, which neither the runtime hands out nor the library has seen.
    await compareDeployed();
    await expect(window.getByText('This content is not obtainable')).toBeVisible();
    await walk.area('Content');
    await content.filter.fill('Webshop Order Intake');
    await walk.open(content.row('Webshop Order Intake'));
    await compareDeployed();
    const before = window.getByText(/^Before: Nordwind test, deployed, by the copy in the library, /);
    await expect(before).toBeVisible();
    await expect(window.getByRole('heading', { name: 'There is no difference' })).toBeVisible();

    const file = join(place.root, 'Order Change.zip');
    await app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, file);
    await window.getByRole('tab', { name: 'Order Change', exact: true }).first().click();
    await window.getByRole('button', { name: 'Download' }).filter({ visible: true }).click();
    await expect(window.getByText(`Saved as ${file}`)).toBeVisible();
    await window.getByRole('button', { name: 'Compare', exact: true }).filter({ visible: true }).click();
    const after = window.getByRole('group', { name: 'After' });
    await after.getByRole('combobox', { name: 'What' }).selectOption('file');
    await after.getByRole('button', { name: 'Choose a file' }).click();
    await expect(after).toContainText(file);
    await window.getByRole('button', { name: 'Compare', exact: true }).filter({ visible: true }).click();
    await expect(window.getByText(/^After: Order Change\.zip, file, /)).toBeVisible();
    await expect(
      window.getByRole('heading', { name: 'There is no difference' }).filter({ visible: true }),
    ).toBeVisible();
  });
});
