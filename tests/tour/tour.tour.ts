import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { expect, test } from '../e2e/fixtures/test.ts';
import { ContentPage } from '../e2e/pages/content-page.ts';
import { MessagesPage } from '../e2e/pages/messages-page.ts';
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

  const content = new ContentPage(page);
  const parts = page.getByRole('tablist', { name: 'Parts of the artifact' });
  await content.filter.fill('Order Change');
  await walk.open(content.row('Order Change'));
  await parts.getByRole('tab', { name: /^Diagram/ }).click();
  await page
    .getByRole('application', { name: 'Diagram of Order Change' })
    .getByText('Split lines', { exact: true })
    .click({ force: true });
  await expect(page.getByRole('complementary', { name: /^Properties of/ })).toContainText('General Splitter');
  await picture(page, 'artifact');
  await walk.theme('dark');
  await picture(page, 'artifact-dark');
  await walk.theme('light');

  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const after = page.getByRole('group', { name: 'After' }).getByRole('combobox', { name: 'Artifact id' });
  const before = await page
    .getByRole('group', { name: 'Before' })
    .getByRole('combobox', { name: 'Artifact id' })
    .inputValue();
  await after.fill(before.replace('Order_Change', 'Webshop_Order_Intake'));
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('tab', { name: 'Diagrams' }).click();
  await expect(page.getByRole('application', { name: /^Diagram of/ })).toHaveCount(2);
  await picture(page, 'compare');

  for (const [name, tab, file] of [
    ['Dealer Order to ORDERS05', /^Mappings/, 'mapping'],
    ['Carriers', /^Value mappings/, 'value-mapping'],
  ] as const) {
    await walk.area('Content');
    await content.filter.fill(name);
    await walk.open(content.row(name));
    await parts.getByRole('tab', { name: tab }).click();
    await expect(parts.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
    await walk.isQuiet();
    const trees = page.getByRole('button', { name: 'Trees', exact: true }).filter({ visible: true });
    if (file === 'mapping') {
      await trees.click();
      await page.getByRole('tree', { name: 'Target message' }).getByRole('treeitem').nth(4).click();
    }
    await picture(page, file);
  }
  await walk.area('Content');
  await content.filter.fill('');

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

  const messages = new MessagesPage(page);
  await messages.part('Way');
  const way = page.getByRole('region', { name: 'Way of the message' }).filter({ visible: true });
  await expect(way.locator('.layer-path path').first()).toBeAttached({ timeout: 30_000 });
  await picture(page, 'way-dark');
  await walk.theme('light');
  await picture(page, 'way');

  await openWithPayloads(walk, messages);
  await picture(page, 'payloads');
  await page
    .getByRole('button', { name: /^Open .* in a tab$/ })
    .filter({ visible: true })
    .first()
    .click();
  await expect(page.getByRole('group', { name: 'Payload' }).filter({ visible: true })).toBeVisible();
  await walk.isQuiet();
  await picture(page, 'payload');

  await walk.area('Messages');
  await messages.chip('All').click();
  await messages.flow('Webshop Order Intake');
  await walk.isQuiet();
  await walk.open(walk.row('Messages', /Completed/));
  await messages.part('Chain');
  await walk.isQuiet();
  await picture(page, 'chain');
  await walk.area('Messages');
  await messages.allFlows();
  await walk.isQuiet();
  await walk.area('Messages');
  await picture(page, 'messages-light');

  await walk.area('Errors');
  await page.getByRole('button', { name: /^Time range/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Last 7 days' }).click();
  await walk.isQuiet();
  await walk.inspect(page.getByRole('grid', { name: 'Error groups' }).locator('[data-index]').first());
  await picture(page, 'errors');

  await walk.area('Content');
  await walk.theme('dark');
  await picture(page, 'content-dark');

  await walk.theme('light');
  await walk.area('Connections');
  await page.getByRole('treeitem', { name: /Demo tenant/ }).click();
  await picture(page, 'connections');

  await palette(page, 'Overview of all connections');
  await page.getByRole('button', { name: 'Ask all' }).click();
  await expect(walk.row('Overview', 'Demo tenant')).toContainText('Reachable', { timeout: 30_000 });
  await picture(page, 'overview');

  await palette(page, 'Examine the connection');
  await expect(page.getByRole('list', { name: 'Checks' })).toContainText(/Clock\s*Passed/, {
    timeout: 60_000,
  });
  await picture(page, 'doctor');
});

/** Opens failed messages, newest first, until one has payloads. */
async function openWithPayloads(walk: Walk, messages: MessagesPage): Promise<void> {
  for (let index = 0; index < 12; index += 1) {
    await walk.area('Messages');
    await walk.open(messages.rows('Failed').nth(index));
    await messages.part('Payloads');
    await walk.isQuiet();
    const open = walk.page.getByRole('button', { name: /^Open .* in a tab$/ }).filter({ visible: true });
    if ((await open.count()) > 0) return;
  }
  throw new Error('None of the newest failed messages has a payload.');
}

async function palette(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.keyboard.type(command);
  await page
    .getByRole('option', { name: new RegExp(`^${command}`) })
    .first()
    .click();
}
