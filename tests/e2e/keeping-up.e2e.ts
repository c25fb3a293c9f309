import { join } from 'node:path';

import type { Page } from '@playwright/test';

import {
  type FaultyDemoTenant,
  startFaultyDemoTenant,
} from '../../src-demo-tenant/faults/start-faulty-demo-tenant.ts';
import { expect, test } from './fixtures/test.ts';
import { ConnectionsPage } from './pages/connections-page.ts';
import { MessagesPage } from './pages/messages-page.ts';
import { Walk } from './pages/walk.ts';

/** Where pictures go while somebody looks at them; nowhere in a usual run. */
const pictures = process.env['ATLAS_PICTURES'];
async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}

function keyOf(tenant: FaultyDemoTenant): string {
  return JSON.stringify(tenant.clients.find(({ name }) => name === 'administrator')?.serviceKey);
}

test('live mode brings messages and moves nothing that is looked at; loading pauses over a start', async ({
  start,
}) => {
  test.setTimeout(120_000);
  const tenant = await startFaultyDemoTenant({ seed: 5, written: 2, messages: 24_000 });
  let app = await start();
  const connecting = new ConnectionsPage(app.window);
  await connecting.pasteKey(keyOf(tenant));
  await connecting.saveAndOpen();
  let walk = new Walk(app);
  await walk.isQuiet();
  await walk.area('Messages');
  let messages = new MessagesPage(app.window);
  await messages.isLoaded('the last 24 hours');

  // Each request moves the tenant's clock on by some minutes, so that much begins.
  await app.window.keyboard.press('Control+L');
  await expect(app.window.getByRole('button', { name: 'Live' })).toHaveAttribute('aria-pressed', 'true');
  await expect(app.window.getByText(/Live, about 1,\d\d\d requests an hour/)).toBeVisible();
  const newest = await messages.rows().first().textContent();
  tenant.hurry(290_000);
  await expect.poll(() => messages.rows().first().textContent(), { timeout: 30_000 }).not.toBe(newest);
  await picture(app.window, 'live-light');

  // Who looks at older ones keeps them where they are.
  await messages.table.evaluate((grid) => (grid.scrollTop = 28 * 40));
  const looked = messages.table.locator('[data-index="45"]');
  await expect(looked).toBeVisible();
  const [text, place] = [await looked.textContent(), await looked.boundingBox()];
  const pill = app.window.getByRole('button', { name: /new messages?$/ });
  await expect(pill).toBeVisible({ timeout: 30_000 });
  expect(await looked.textContent()).toBe(text);
  expect(await looked.boundingBox()).toEqual(place);
  await picture(app.window, 'held-light');
  if (pictures) {
    await walk.theme('dark');
    await walk.size(960, 600);
    await picture(app.window, 'held-dark-small');
    await walk.size(1440, 900);
    await walk.theme('light');
  }
  tenant.hurry(0);
  await pill.click();
  await expect(pill).toBeHidden();
  await expect.poll(() => messages.table.evaluate((grid) => grid.scrollTop)).toBe(0);
  await app.window.keyboard.press('Control+L');

  // A month takes longer than a person has patience for.
  const quick = tenant.fault('MessageProcessingLogs', { kind: 'slow', ms: 1_500 });
  await messages.range('Last 30 days');
  await app.window.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(app.window.getByText('Loading is paused.')).toBeVisible();
  await expect(app.window.getByText(/^Not loaded: /)).toBeVisible();
  await picture(app.window, 'paused-light');
  const before = await messages.count();
  await app.close();
  quick();

  app = await start();
  walk = new Walk(app);
  await walk.area('Messages');
  messages = new MessagesPage(app.window);
  await messages.range('Last 30 days');
  await expect(app.window.getByText('Loading is paused.')).toBeVisible();
  await expect.poll(() => messages.count()).toBeGreaterThanOrEqual(before - 50);
  await app.window.getByRole('button', { name: 'Continue', exact: true }).click();
  await messages.isLoaded('the last 30 days');
  expect(await messages.count()).toBeGreaterThan(before);

  // What is kept, and for how long, with what it costs.
  await app.window.getByRole('button', { name: 'What is kept of messages' }).click();
  const dialog = app.window.getByRole('dialog', { name: 'What is kept of messages' });
  await expect(dialog.getByText(/messages since .* Library .*B\./)).toBeVisible();
  await dialog.getByLabel('Messages are kept for').selectOption('90');
  await expect(dialog.getByText(/can be personal data/)).toBeVisible();
  await dialog.getByLabel('Custom headers and adapter attributes').selectOption('all');
  await expect(dialog.getByText(/^Not known for .* requests, at least/)).toBeVisible();
  await picture(app.window, 'keeping-light');
  if (pictures) {
    await walk.size(960, 600);
    await picture(app.window, 'keeping-light-small');
    await walk.size(1440, 900);
  }
  await dialog.getByRole('button', { name: 'Tidy now' }).click();
  await expect(dialog.getByRole('button', { name: 'Tidy now' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await tenant.close();
});
