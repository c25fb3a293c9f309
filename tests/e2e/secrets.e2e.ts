import { startTenant } from './fixtures/tenant.ts';
import { expect, test } from './fixtures/test.ts';
import { textBelow } from './fixtures/text-below.ts';
import { ConnectionsPage } from './pages/connections-page.ts';

const passphrase = 'correct horse, battery staple';

test('without a key ring a passphrase keeps secrets over a restart, and locks them', async ({
  start,
  place,
}) => {
  const tenant = await startTenant(['--messages', '2000']);
  const { oauth } = tenant.key('operator');
  const first = await start({ keyRing: undefined });
  const page = new ConnectionsPage(first.window);
  await page.pasteKey({ oauth });
  await page.field('Name').fill('Kept');
  await page.save();
  await expect(page.line('Kept')).toBeVisible();
  await first.window.getByRole('button', { name: 'Protect with a passphrase' }).click();
  const protect = first.window.getByRole('dialog', { name: 'Protect with a passphrase' });
  await expect(protect).toContainText('cannot be recovered');
  await protect.getByLabel('New passphrase', { exact: true }).fill(passphrase);
  await protect.getByLabel('New passphrase again').fill(passphrase);
  await protect.getByRole('button', { name: 'Protect' }).click();
  await expect(protect).toBeHidden();
  await first.close();
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
  await new ConnectionsPage(window).line('Kept').dblclick();
  await expect(window.getByRole('button', { name: /Tenant Kept/ })).toBeVisible();

  await window.keyboard.press('Control+k');
  await window.keyboard.type('Lock the secrets');
  await window.keyboard.press('Enter');
  await expect(unlock).toBeVisible();
  await unlock.getByRole('button', { name: 'Not now' }).click();
  await expect(window.getByText('The secrets are locked').first()).toBeVisible();
  await tenant.close();
});
