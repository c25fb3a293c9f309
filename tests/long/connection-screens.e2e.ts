import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import type { Theme } from '../../src-shared/model/preferences.ts';
import type { RunningApp } from '../e2e/fixtures/launch.ts';
import { expect, test } from '../e2e/fixtures/test.ts';
import { findings } from '../e2e/pages/accessible-views.ts';
import { ConnectionsPage } from '../e2e/pages/connections-page.ts';
import { Walk } from '../e2e/pages/walk.ts';

/** Where pictures go while somebody looks at them; nowhere in a usual run. */
const pictures = process.env['ATLAS_PICTURES'];
const themes: readonly Theme[] = ['light', 'dark', 'contrast'];
const passphrase = 'correct horse, battery staple';

const connection = (folder: string, name: string, environment: string, index: number) => {
  const host = name.toLowerCase().replaceAll(' ', '-');
  return {
    id: `5b1f3c1e-6a0e-4f6e-9d3b-0f6d1f0f2a1${index}`,
    name,
    tenantUrl: `https://${host}.invalid`,
    environment,
    folder,
    tags: index % 2 === 0 ? ['rollout'] : [],
    access: {
      kind: 'client-secret',
      tokenUrl: `https://${host}.invalid/oauth/token`,
      clientId: `sb-${index}!b1|it!b2`,
    },
  };
};
const file = (...connections: readonly object[]): string =>
  JSON.stringify({ format: 'tenant-atlas-connections', version: 2, connections });
const known = [
  connection('Fabrikam', 'Fabrikam development', 'development', 1),
  connection('Fabrikam', 'Fabrikam production', 'production', 2),
  connection('Wingtip', 'Wingtip quality', 'test', 3),
];

/** The window, and what every step needs of it. */
function screens(running: RunningApp) {
  const walk = new Walk(running);
  const { page } = walk;
  const list = new ConnectionsPage(page);
  const dialog = page.getByRole('dialog');
  const button = (name: string) => dialog.getByRole('button', { name, exact: true });
  const palette = async (text: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(text);
    await page
      .getByRole('option', { name: new RegExp(`^${text}`) })
      .first()
      .click();
  };
  /** A dialog leaves no way to the settings, so the theme is set as the app sets it. */
  const isAccessible = async (screen: string): Promise<void> => {
    for (const theme of themes) {
      await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
      expect(await findings(page), `${screen}, ${theme}`).toEqual([]);
      await picture(page, `${screen}-${theme}`);
    }
    await walk.size(960, 600);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await overflow(), `${screen} is not wider than the window`).toBeLessThan(1);
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
    await picture(page, `${screen}-small`);
    await walk.size(1440, 900);
  };
  const choose = (path: string): Promise<void> =>
    running.app.evaluate(({ dialog: system }, filePath) => {
      system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
      system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
  return { walk, page, list, dialog, button, palette, isAccessible, choose };
}

test('axe finds nothing on import, selection, export and overview, in any theme', async ({
  running,
  place,
}) => {
  const { walk, page, list, dialog, button, palette, isAccessible, choose } = screens(running);
  await walk.size(1440, 900);

  await test.step('import', async () => {
    writeFileSync(join(place.root, 'known.json'), file(...known));
    await choose(join(place.root, 'known.json'));
    await palette('Import connections');
    await isAccessible('import-source');
    await button('Choose files…').click();
    await button('Import 3 connections').click();
    await expect(list.line('Wingtip quality')).toBeVisible();

    const keys = join(place.root, 'keys');
    mkdirSync(keys);
    writeFileSync(join(keys, 'readme.txt'), 'Keys of the rollout');
    const more = file(known[1] ?? {}, connection('Fabrikam', 'Fabrikam sandbox', 'other', 4));
    writeFileSync(join(keys, 'more.json'), more);
    await choose(keys);
    await palette('Import connections');
    await button('Choose a folder of service keys…').click();
    await expect(dialog).toContainText('1 new, 1 already here, 1 not usable');
    await isAccessible('import-preview');
    await button('Cancel').click();

    writeFileSync(join(place.root, 'cut.json'), file(...known).slice(0, 300));
    await choose(join(place.root, 'cut.json'));
    await palette('Import connections');
    await button('Choose files…').click();
    await expect(dialog).toContainText('damaged');
    await isAccessible('import-failed');
    await button('Cancel').click();
  });

  await test.step('list, selection, its dialogs', async () => {
    await list.line('Fabrikam development').click();
    await isAccessible('connection');
    await list.line('Fabrikam production').click({ modifiers: ['Shift'] });
    await isAccessible('selection');
    const toolbar = page.getByRole('toolbar', { name: 'Selected connections' });
    for (const name of ['Tags…', 'Folder…', 'Delete…']) {
      await toolbar.getByRole('button', { name }).click();
      await isAccessible(`selection-${name.replace('…', '').toLowerCase()}`);
      await page.keyboard.press('Escape');
    }
    await choose(join(place.root, 'nowhere', 'export.json'));
    await toolbar.getByRole('button', { name: 'Export…' }).click();
    await isAccessible('export');
    await dialog.getByLabel(/^With secrets/).check();
    await dialog.getByLabel('Passphrase of the file', { exact: true }).fill('short');
    await dialog.getByLabel('Passphrase of the file again').fill('other');
    await isAccessible('export-secrets');
    await dialog.getByLabel(/^Without secrets/).check();
    await button('Export…').click();
    await expect(dialog.locator('.notice').first()).toBeVisible();
    await isAccessible('export-failed');
    await button('Cancel').click();
    await toolbar.getByRole('button', { name: 'Select none' }).click();
  });

  await test.step('overview', async () => {
    await palette('Overview of all connections');
    await page.getByRole('button', { name: 'Ask all' }).click();
    await expect(walk.row('Overview', 'Fabrikam production')).toContainText('No secret');
    await isAccessible('overview');
  });
});

test('axe finds nothing where secrets are kept and a project ends, in any theme', async ({
  running,
  place,
}) => {
  const { walk, page, list, dialog, button, palette, isAccessible, choose } = screens(running);
  await walk.size(1440, 900);
  writeFileSync(join(place.root, 'known.json'), file(...known));
  await choose(join(place.root, 'known.json'));
  await palette('Import connections');
  await button('Choose files…').click();
  await button('Import 3 connections').click();
  await expect(list.line('Wingtip quality')).toBeVisible();

  await test.step('where secrets are kept', async () => {
    await palette('Where secrets are kept');
    await isAccessible('secrets');
    await page.keyboard.press('Escape');
    await palette('Protect with a passphrase');
    await isAccessible('protect');
    await dialog.getByLabel('New passphrase', { exact: true }).fill(passphrase);
    await dialog.getByLabel('New passphrase again').fill(passphrase);
    await button('Protect').click();
    await palette('Lock the secrets');
    await expect(dialog.getByLabel('Passphrase', { exact: true })).toBeFocused();
    await isAccessible('unlock');
    await button('Not now').click();
    await isAccessible('locked');
    await palette('Unlock the secrets');
    await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.keyboard.press('Enter');
  });

  await test.step('the end of a project', async () => {
    await list.line('^Fabrikam 2$').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Project ended…' }).click();
    await isAccessible('project-ended');
    await page.getByLabel('Type Fabrikam to end it').fill('Fabrikam');
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('Nothing of it is left', { timeout: 30_000 });
    await isAccessible('project-report');
  });
});

async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
}
