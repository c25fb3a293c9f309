import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { startTenant } from './fixtures/tenant.ts';
import { expect, test } from './fixtures/test.ts';
import { textBelow } from './fixtures/text-below.ts';
import { ConnectionsPage } from './pages/connections-page.ts';

const passphrase = 'correct horse, battery staple';

test('without a key ring a passphrase keeps secrets and what was read over a restart, and locks them', async ({
  start,
  place,
}) => {
  const tenant = await startTenant(['--written', '4', '--messages', '2000']);
  const { oauth } = tenant.key('operator');
  const first = await start({ keyRing: undefined });
  const page = new ConnectionsPage(first.window);
  await page.pasteKey({ oauth });
  await page.field('Name').fill('Kept');
  await page.saveAndOpen();
  const content = (window: Page) => window.getByRole('tree').getByRole('treeitem');
  await expect(content(first.window).nth(2)).toBeVisible();
  const status = first.window.getByRole('contentinfo');
  await expect(status).toContainText('in memory only');
  await first.window.getByRole('button', { name: 'Protect with a passphrase' }).click();
  const protect = first.window.getByRole('dialog', { name: 'Protect with a passphrase' });
  await expect(protect).toContainText('cannot be recovered');
  await protect.getByLabel('New passphrase', { exact: true }).fill(passphrase);
  await protect.getByLabel('New passphrase again').fill(passphrase);
  await protect.getByRole('button', { name: 'Protect' }).click();
  await expect(protect).toBeHidden();
  await expect(status).toContainText('encrypted');
  await first.close();
  // What is shown from now on was read before there was a place to keep it.
  await tenant.close();
  const written = textBelow(place.root);
  expect(written).not.toContain(oauth.clientsecret);
  expect(written).not.toContain(passphrase);

  const { window } = await start({ keyRing: undefined });
  const unlock = window.getByRole('dialog', { name: 'Unlock the secrets' });
  const field = unlock.getByLabel('Passphrase', { exact: true });
  await expect(field).toBeFocused();
  await field.fill('something else');
  await field.press('Enter');
  await expect(unlock).toContainText('The passphrase is wrong');
  await field.fill(passphrase);
  await field.press('Enter');
  await expect(unlock).toBeHidden();
  await expect(window.getByRole('button', { name: /Tenant Kept/ })).toBeVisible();
  await expect(content(window).nth(2)).toBeVisible();

  await window.keyboard.press('Control+k');
  await window.keyboard.type('Lock the secrets');
  await window.keyboard.press('Enter');
  await expect(unlock).toBeVisible();
  await unlock.getByRole('button', { name: 'Not now' }).click();
  await expect(window.getByText('The secrets are locked').first()).toBeVisible();
  await expect(window.getByRole('tabpanel', { name: 'Content' })).toContainText('Locked');
  await expect(content(window)).toHaveCount(0);
  await window.getByRole('button', { name: 'Unlock', exact: true }).first().click();
  await field.fill(passphrase);
  await field.press('Enter');
  await expect(content(window).nth(2)).toBeVisible();
});

test('secrets move from a real key ring into a vault and back, and open the tenant at each place', async ({
  start,
  place,
  keyRing,
}) => {
  const tenant = await startTenant(['--written', '4', '--messages', '2000']);
  const { oauth } = tenant.key('operator');
  const kept = () => {
    const file = JSON.parse(readFileSync(join(place.userData, 'secrets.json'), 'utf8')) as Kept;
    return {
      schemes: [...new Set(Object.values(file.secrets).map(({ scheme }) => scheme))],
      vault: file.vault,
    };
  };
  const written = () => readFileSync(join(place.userData, 'secrets.json'), 'utf8');
  const palette = async ({ window }: { window: Page }, text: string): Promise<void> => {
    await window.keyboard.press('Control+k');
    await window.keyboard.type(text);
    await window.getByRole('option', { name: new RegExp(`^${text}`) }).click();
  };
  const expectConnected = async ({ window }: { window: Page }): Promise<void> => {
    const page = new ConnectionsPage(window);
    await page.line('Moved').click();
    await page.test();
    await expect(page.check('Token')).toContainText('Passed');
  };

  const first = await start();
  const page = new ConnectionsPage(first.window);
  await page.pasteKey({ oauth });
  await page.field('Name').fill('Moved');
  await page.saveAndOpen();
  await expect(first.window.getByRole('button', { name: /Tenant Moved/ })).toBeVisible();
  await expect.poll(kept).toEqual({ schemes: ['key-ring'], vault: undefined });
  // A ring that stops answering while the app runs stops nothing: its key was asked for once.
  keyRing.freeze();
  await first.window.getByRole('button', { name: 'Connections' }).first().click();
  await expectConnected(first);
  const before = written();
  for (const [secret, isBefore] of [
    ['another one', false],
    [oauth.clientsecret, true],
  ] as const) {
    await page.field('client_secret').fill(secret);
    await page.save();
    // Chromium's encryption on Linux has no salt: the same text gives the same cipher.
    await expect.poll(() => written() === before).toBe(isBefore);
  }
  expect(kept().schemes).toEqual(['key-ring']);
  keyRing.thaw();
  await palette(first, 'Protect with a passphrase');
  const protect = first.window.getByRole('dialog', { name: 'Protect with a passphrase' });
  await protect.getByLabel('New passphrase', { exact: true }).fill(passphrase);
  await protect.getByLabel('New passphrase again').fill(passphrase);
  await protect.getByRole('button', { name: 'Protect' }).click();
  await expect(protect).toBeHidden();
  expect(kept().schemes).toEqual(['vault']);
  await first.close();

  const second = await start();
  const unlock = second.window.getByRole('dialog', { name: 'Unlock the secrets' });
  await unlock.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await unlock.getByRole('button', { name: 'Unlock' }).click();
  await expect(unlock).toBeHidden();
  await second.window.getByRole('button', { name: 'Connections' }).first().click();
  await expectConnected(second);
  await palette(second, 'Where secrets are kept');
  const keeping = second.window.getByRole('dialog', { name: 'Where secrets are kept' });
  await keeping.getByRole('button', { name: 'Move to the key ring' }).click();
  await expect(keeping).toContainText('kept by the key ring');
  expect(kept()).toEqual({ schemes: ['key-ring'], vault: undefined });
  await second.close();

  const third = await start();
  await third.window.getByRole('button', { name: 'Connections' }).first().click();
  await expectConnected(third);
  await expect(third.window.getByRole('dialog')).toHaveCount(0);
  expect(textBelow(place.userData)).not.toContain(oauth.clientsecret);
  await tenant.close();
});

interface Kept {
  readonly secrets: Readonly<Record<string, { readonly scheme: string }>>;
  readonly vault?: unknown;
}
