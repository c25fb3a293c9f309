import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from './fixtures/shared-window.ts';
import { ContentPage } from './pages/content-page.ts';

test.describe.configure({ mode: 'default' });

test.describe('an artifact', () => {
  test('of a tenant is looked into', async ({ shared }) => {
    const { window, walk } = shared;
    await walk.area('Content');
    const content = new ContentPage(window);
    await content.filter.fill('Order Change');
    await walk.open(content.row('Order Change'));
    const parts = window.getByRole('tablist', { name: 'Parts of the artifact' });
    await parts.getByRole('tab', { name: 'Diagram' }).click();
    const diagram = window.getByRole('application', { name: 'Diagram of Order Change' });
    const properties = window.getByRole('complementary', { name: /^Properties of/ });
    await expect(properties).toContainText('Integration flow');
    await diagram.getByText('Split lines', { exact: true }).click({ force: true });
    await expect(properties).toContainText('General Splitter');
    await parts.getByRole('tab', { name: /^Parameters/ }).click();
    await window
      .getByRole('table', { name: 'Parameters' })
      .getByRole('button', { name: /^OData/ })
      .first()
      .click();
    await expect(properties).toContainText('OData receiver channel');
    await expect(properties).toContainText('on tenant');
    await parts.getByRole('tab', { name: /^Resources/ }).click();
    await window.getByRole('treeitem', { name: /\.iflw$/ }).click();
    await expect(window.getByRole('textbox', { name: /\.iflw$/ })).toContainText('bpmn2:definitions');
    await window.getByRole('searchbox', { name: 'Find in all files' }).fill('S4_Host');
    await window.getByRole('button', { name: /S4_Host=/ }).click();
    await expect(window.getByRole('textbox', { name: 'parameters.prop' })).toContainText('S4_Host');
  });

  test('that was downloaded opens from its file, without a tenant', async ({ shared }) => {
    const { app, window, place, walk } = shared;
    const file = join(place.root, 'Order Change.zip');
    await app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, file);
    await walk.area('Content');
    const content = new ContentPage(window);
    await content.filter.fill('Order Change');
    await walk.open(content.row('Order Change'));
    await window.getByRole('button', { name: 'Download' }).click();
    await expect(window.getByText(`Saved as ${file}`)).toBeVisible();
    await walk.area('Files');
    await window.getByRole('button', { name: 'Open file' }).click();
    await expect(window.getByRole('application', { name: 'Diagram of Order Change' })).toBeVisible();
    await window.getByRole('tab', { name: 'Overview' }).click();
    await expect(window.getByText(file, { exact: true })).toBeVisible();
    // The same, as it falls on the window: of files of this computer Electron knows the path.
    const dropped = join(place.root, 'Dropped.zip');
    copyFileSync(file, dropped);
    await window.evaluate(() => {
      const input = document.createElement('input');
      input.type = 'file';
      input.id = 'dropped';
      input.hidden = true;
      document.body.append(input);
    });
    await window.setInputFiles('#dropped', dropped);
    await window.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#dropped');
      const dataTransfer = new DataTransfer();
      for (const each of input?.files ?? []) dataTransfer.items.add(each);
      input?.remove();
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
    });
    await expect(
      window.getByRole('application', { name: 'Diagram of Order Change' }).filter({ visible: true }),
    ).toBeVisible();
    await window.getByRole('tab', { name: 'Overview' }).filter({ visible: true }).click();
    await expect(
      window.getByRole('tabpanel', { name: 'Overview' }).getByText(dropped).filter({ visible: true }),
    ).toBeVisible();
    // And as the system hands it over: what a second start is given, the first one opens.
    const handed = join(place.root, 'Handed over.zip');
    copyFileSync(file, handed);
    await app.evaluate(
      ({ app: main }, path) =>
        void main.emit('second-instance', {}, [process.execPath, '.', '--flag', path], '/', undefined),
      handed,
    );
    await expect(
      window.getByRole('application', { name: 'Diagram of Order Change' }).filter({ visible: true }),
    ).toBeVisible();
    await window.getByRole('tab', { name: 'Overview' }).filter({ visible: true }).click();
    await expect(
      window.getByRole('tabpanel', { name: 'Overview' }).getByText(handed).filter({ visible: true }),
    ).toBeVisible();
    // Electron knows no path of a file that a page made up, nor of one that comes out of a mail program.
    await window.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['PK'], 'Attached.zip'));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
    });
    await expect(window.getByText('This file is not saved anywhere yet')).toBeVisible();
    const forged = await window.evaluate(async () => {
      const { artifact } = (window as unknown as { tenantAtlas: Record<string, Record<string, unknown>> })
        .tenantAtlas as unknown as {
        artifact: { dropFiles(input: unknown, id: string): Promise<{ ok: boolean }> };
      };
      return artifact.dropFiles({ files: [new File([], '/etc/passwd')] }, 'forged');
    });
    expect(forged.ok).toBe(false);
  });
});
