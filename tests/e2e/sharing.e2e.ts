import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Locator, Page } from '@playwright/test';

import { startTenant } from './fixtures/tenant.ts';
import { expect, test } from './fixtures/test.ts';
import { textBelow } from './fixtures/text-below.ts';
import { ConnectionsPage } from './pages/connections-page.ts';

const passphrase = 'correct horse, battery staple';

test('two connections with secrets go to a file, are deleted, and come back from it', async ({
  running,
  place,
}) => {
  const { app, window } = running;
  const tenant = await startTenant(['--written', '4', '--messages', '2000']);
  const page = new ConnectionsPage(window);
  const dialog = (name: string) => window.getByRole('dialog', { name });
  const palette = async (text: string): Promise<void> => {
    await window.keyboard.press('Control+k');
    await window.keyboard.type(text);
    await window.getByRole('option', { name: new RegExp(`^${text}`) }).click();
  };
  const keys = [tenant.key('operator'), tenant.key('reader')];
  for (const [index, { oauth }] of keys.entries()) {
    if (index === 0) await page.pasteKey({ oauth });
    else {
      await palette('Paste a service key');
      await page.field('Service key').fill(JSON.stringify({ oauth }));
    }
    await page.field('Name').fill(`Shared ${index + 1}`);
    await page.save();
    await expect(page.line(`Shared ${index + 1}`)).toBeVisible();
  }

  const file = join(place.root, 'shared.json');
  await app.evaluate(({ dialog: system }, filePath) => {
    system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);
  await page.line('Shared 1').click();
  await page.line('Shared 2').click({ modifiers: ['Control'] });
  await window
    .getByRole('toolbar', { name: 'Selected connections' })
    .getByRole('button', { name: 'Export…' })
    .click();
  const exporting = dialog('Export connections');
  await exporting.getByLabel(/^With secrets/).check();
  await exporting.getByLabel('Passphrase of the file', { exact: true }).fill(passphrase);
  await exporting.getByLabel('Passphrase of the file again').fill(passphrase);
  await exporting.getByRole('button', { name: 'Export…' }).click();
  await expect(window.getByText(`2 connections exported to ${file}`)).toBeVisible();
  const written = readFileSync(file, 'utf8');
  for (const { oauth } of keys)
    for (const hidden of [oauth.clientsecret, oauth.clientid, oauth.url])
      expect(written).not.toContain(hidden);

  await window
    .getByRole('toolbar', { name: 'Selected connections' })
    .getByRole('button', { name: 'Delete…' })
    .click();
  await window.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(window.getByRole('button', { name: /Import connections from files/ })).toBeVisible();
  await window.getByRole('button', { name: /Import connections from files/ }).click();
  const importing = dialog('Import connections');
  await importing.getByRole('button', { name: 'Choose files…' }).click();
  const field = importing.getByLabel('Passphrase of the file', { exact: true });
  await expect(field).toBeFocused();
  await field.fill('something else');
  await field.press('Enter');
  await expect(importing).toContainText('The passphrase is wrong');
  await field.fill(passphrase);
  await field.press('Enter');
  await expect(importing).toContainText('2 connections found: 2 new');
  await importing.getByRole('button', { name: 'Import 2 connections' }).click();
  await expect(importing).toBeHidden();

  await page.line('Shared 1').dblclick();
  await expect(window.getByRole('button', { name: /Tenant Shared 1/ })).toBeVisible();
  await expect(window.getByRole('treeitem').first()).toBeVisible();
  await palette('Import connections');
  await importing.getByRole('button', { name: 'Choose files…' }).click();
  await field.fill(passphrase);
  await field.press('Enter');
  await expect(importing).toContainText('2 connections found: 0 new, 2 already here');
  await importing.getByRole('button', { name: 'Cancel' }).click();

  const keyFolder = join(place.root, 'keys of a customer');
  mkdirSync(keyFolder);
  writeFileSync(join(keyFolder, 'admin.json'), JSON.stringify(tenant.key('administrator')));
  await window.getByRole('button', { name: 'Connections' }).first().click();
  await dropOn(window, page.line('Shared 2'), keyFolder);
  await expect(importing).toContainText('1 connection found: 1 new');
  await expect(importing).toContainText('admin.json');
  await importing.getByRole('button', { name: 'Cancel' }).click();
  const below = textBelow(place.userData);
  for (const { oauth } of keys) expect(below).not.toContain(oauth.clientsecret);
  expect(below).not.toContain(passphrase);
  await tenant.close();
});

/** As the system's file manager does it, so that the page gets a real folder. */
async function dropOn(window: Page, target: Locator, path: string): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error('There is nothing to drop on.');
  const protocol = await window.context().newCDPSession(window);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await protocol.send('Input.dispatchDragEvent', { type, x: box.x + 40, y: box.y + 10, data });
  await protocol.detach();
}
