import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { expect, test } from '../e2e/fixtures/test.ts';
import { Walk } from '../e2e/pages/walk.ts';

const pictures = join(import.meta.dirname, '..', '..', 'docs', 'pictures');

async function picture(page: Page, name: string): Promise<void> {
  // Away from everything that shows a hint.
  await page.mouse.move(700, 4);
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
}

test('the README’s pictures, on the way through the demo tenant', async ({ running }) => {
  const walk = new Walk(running);
  const { page } = walk;
  await walk.theme('light');
  await expect(page.getByRole('button', { name: /Explore the demo tenant/ })).toBeVisible();
  await picture(page, 'first-screen');

  await walk.exploreDemo();
  await expect(walk.row('Artifacts', /Started/)).toBeVisible();
  await walk.inspect(walk.row('Artifacts', /Other version/));
  await picture(page, 'content-light');

  await page.keyboard.press('Control+K');
  await page.keyboard.type('order');
  await expect(page.getByRole('listbox', { name: 'Results' }).getByRole('option').first()).toBeVisible();
  await picture(page, 'palette');
  await page.keyboard.press('Escape');

  await walk.open(walk.row('Artifacts', /Started/));
  await picture(page, 'artifact');

  await walk.area('Runtime');
  await walk.inspect(walk.row('Deployed artifacts', /Error/));
  await picture(page, 'runtime');

  await walk.area('Messages');
  await walk.theme('dark');
  await page.getByRole('button', { name: /^Time range/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Last 7 days' }).click();
  await walk.isQuiet();
  await page.getByRole('button', { name: /^Failed/ }).click();
  const failed = walk.row('Messages', /Failed/);
  await walk.inspect(failed);
  await picture(page, 'messages-dark');

  await walk.open(failed);
  await picture(page, 'message');

  await walk.theme('light');
  await walk.area('Messages');
  await picture(page, 'messages-light');

  await walk.area('Content');
  await walk.theme('dark');
  await picture(page, 'content-dark');

  await walk.theme('light');
  await walk.area('Connections');
  await page.getByRole('treeitem', { name: /Demo tenant/ }).click();
  await picture(page, 'connections');
});
