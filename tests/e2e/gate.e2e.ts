import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from './fixtures/shared-window.ts';

test.describe.configure({ mode: 'default' });

test('write-enables for a time with a reason, closes by hand, and keeps both in the journal', async ({
  shared,
}) => {
  const { window: page, walk, place } = shared;
  const banner = page.getByRole('banner');
  await banner.getByRole('button', { name: /^Read-only\. Write-enable/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Write-enable Nordwind test' });
  await dialog.getByLabel('Reason').fill('Ticket 17');
  await dialog.getByRole('button', { name: 'Write-enable', exact: true }).click();
  const open = banner.getByRole('button', { name: /^Write-enabled, (30|29) min left/ });
  await expect(open).toBeVisible();
  await open.click();
  await expect(banner.getByRole('button', { name: /^Read-only/ })).toBeVisible();

  await walk.area('Journal');
  const rows = page.getByRole('grid', { name: 'Journal' }).getByRole('row');
  await expect(rows.filter({ hasText: 'Ticket 17' })).toHaveCount(1);
  await expect(rows.filter({ hasText: 'by hand' })).toHaveCount(1);
  await expect(page.getByText('2 lines checked: none is changed or missing.')).toBeVisible();
  const folder = join(place.userData, 'journal');
  const file = readdirSync(folder).find((name) => name.endsWith('.jsonl')) ?? '';
  expect(readFileSync(join(folder, file), 'utf8').trim().split('\n')).toHaveLength(2);
});
