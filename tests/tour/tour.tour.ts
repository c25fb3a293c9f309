import { join } from 'node:path';

import { expect, test } from '../e2e/fixtures/test.ts';
import { Walk } from './walk.ts';

const pictures = join(import.meta.dirname, '..', '..', 'docs', 'pictures');

test('the README’s pictures, on the way through the demo tenant', async ({ running }) => {
  const walk = new Walk(running, pictures);
  const { page } = walk;
  await walk.theme('light');
  await expect(page.getByRole('button', { name: /Explore the demo tenant/ })).toBeVisible();
  await walk.picture('first-screen');

  await walk.exploreDemo();
  await expect(walk.row('Artifacts', /Started/)).toBeVisible();
  await walk.inspect(walk.row('Artifacts', /Other version/));
  await walk.picture('content-light');

  await page.keyboard.press('Control+K');
  await page.keyboard.type('order');
  await expect(page.getByRole('listbox', { name: 'Results' }).getByRole('option').first()).toBeVisible();
  await walk.picture('palette');
  await page.keyboard.press('Escape');

  await walk.open(walk.row('Artifacts', /Started/));
  await walk.picture('artifact');

  await walk.area('Runtime');
  await walk.inspect(walk.row('Deployed artifacts', /Error/));
  await walk.picture('runtime');

  await walk.area('Messages');
  await walk.theme('dark');
  await page.getByRole('button', { name: /^Time range/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Last 7 days' }).click();
  await walk.isQuiet();
  await page.getByRole('button', { name: /^Failed/ }).click();
  const failed = walk.row('Messages', /Failed/);
  await walk.inspect(failed);
  await walk.picture('messages-dark');

  await walk.open(failed);
  await walk.picture('message');

  await walk.theme('light');
  await walk.area('Messages');
  await walk.picture('messages-light');

  await walk.area('Content');
  await walk.theme('dark');
  await walk.picture('content-dark');

  await walk.theme('light');
  await walk.area('Connections');
  await walk.picture('connections');
});
