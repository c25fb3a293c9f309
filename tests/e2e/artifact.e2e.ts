import { ContentPage } from './pages/content-page.ts';
import { expect, test } from './fixtures/shared-window.ts';

test.describe.configure({ mode: 'default' });

test.describe('an artifact', () => {
  test('of a tenant is looked into', async ({ shared }) => {
    const { window, walk } = shared;
    await walk.area('Content');
    const content = new ContentPage(window);
    await content.filter.fill('Order Change');
    await walk.open(content.row('Order Change'));
    await expect(content.heading('Order Change')).toBeVisible();
    const parts = window.getByRole('tablist', { name: 'Parts of the artifact' });
    await parts.getByRole('tab', { name: /^Resources/ }).click();
    await window.getByRole('treeitem', { name: /\.iflw$/ }).click();
    await expect(window.getByRole('textbox', { name: /\.iflw$/ })).toContainText('bpmn2:definitions');
  });
});
