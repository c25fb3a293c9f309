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
});
