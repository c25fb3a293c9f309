import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import type { RunningApp } from '../e2e/fixtures/launch.ts';
import { expect, test } from '../e2e/fixtures/test.ts';
import { ContentPage } from '../e2e/pages/content-page.ts';
import { MessagesPage } from '../e2e/pages/messages-page.ts';
import { Walk } from '../e2e/pages/walk.ts';

const pictures = join(import.meta.dirname, '..', '..', 'docs', 'pictures');

async function picture(page: Page, name: string): Promise<void> {
  // Away from everything that shows a hint.
  await page.mouse.move(700, 4);
  // What was done a step before is said for four seconds.
  await expect(page.getByRole('region', { name: 'Notices' }).locator('*')).toHaveCount(0, {
    timeout: 15_000,
  });
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
  await expect(after).toHaveValue('NWO_OTC_Order_Change');
  await after.fill('NWO_OTC_Webshop_Order_Intake');
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

  await page.getByRole('button', { name: /^Tenant / }).click();
  await page.getByRole('button', { name: /^Download all content/ }).click();
  await page
    .getByRole('dialog', { name: /^Download all content/ })
    .getByRole('button', { name: 'Download', exact: true })
    .click();
  await expect(
    page.getByRole('navigation', { name: 'Downloads' }).getByRole('button', { name: /^All content/ }),
  ).toContainText('Done', { timeout: 120_000 });
  await picture(page, 'downloads');

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
  await openWithChain(walk, messages);
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
  await shareConnections(walk, running);
  await page.getByRole('treeitem', { name: /Demo tenant/ }).click();
  await picture(page, 'connections');

  await palette(page, 'Overview of all connections');
  await page.getByRole('button', { name: 'Ask all' }).click();
  await expect(walk.row('Overview', 'Demo tenant')).toContainText('Reachable', { timeout: 30_000 });
  await picture(page, 'overview');

  await walk.area('Connections');
  await page.getByRole('treeitem', { name: /Fabrikam SBX/ }).click();
  await palette(page, 'Examine the connection');
  await expect(page.getByText('The host is not known').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('list', { name: 'Checks' })).toContainText(/Clock\s*Not run/);
  await picture(page, 'doctor');

  // What is in front now was never synced, so nobody waits for that.
  await page.getByRole('tab', { name: 'Connections' }).click();
  await page.getByRole('treeitem', { name: /Demo tenant/ }).click();
  await palette(page, 'What may the key');
  await page.getByRole('button', { name: 'Check now' }).first().click();
  await expect(page.getByRole('row', { name: /^Messages .*Allowed/ })).toBeVisible({ timeout: 30_000 });
  await picture(page, 'permissions');
  await page.getByRole('button', { name: 'Choose roles' }).first().click();
  await page.getByRole('radio', { name: 'Operations' }).check();
  await picture(page, 'roles');
  await palette(page, 'How to get a service key');
  await expect(page.getByRole('heading', { name: 'Before you begin' })).toBeVisible();
  await picture(page, 'guide');

  await page.getByRole('button', { name: /^Read-only\./ }).click();
  await page.getByLabel('Reason').fill('INC-2041: restart after the certificate was renewed');
  await picture(page, 'write-enabling');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Write-enabled, / })).toBeVisible();
  await walk.area('Journal');
  await picture(page, 'journal');
});

/** Four connections of two customers come from a file, and go to one with their secrets. */
async function shareConnections(walk: Walk, { app }: RunningApp): Promise<void> {
  const { page } = walk;
  const path = test.info().outputPath('connections.json');
  writeFileSync(path, customers);
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, path);
  await walk.area('Connections');
  await palette(page, 'Import connections');
  await page.getByRole('button', { name: 'Choose files…' }).click();
  await page.getByRole('button', { name: 'Import 4 connections' }).waitFor();
  await picture(page, 'import');
  await page.getByRole('button', { name: 'Import 4 connections' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await palette(page, 'Export connections');
  const dialog = page.getByRole('dialog', { name: 'Export connections' });
  await dialog.getByLabel(/^With secrets/).check();
  await dialog.getByLabel('Passphrase of the file', { exact: true }).fill('correct horse, battery staple');
  await dialog.getByLabel('Passphrase of the file again').fill('correct horse, battery staple');
  await picture(page, 'export');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
}

const customers = JSON.stringify({
  format: 'tenant-atlas-connections',
  version: 2,
  connections: [
    ['Contoso', 'Contoso DEV', 'development', 'contoso-dev.it-cpi001.cfapps.eu10.hana.ondemand.com'],
    ['Contoso', 'Contoso PRD', 'production', 'contoso-prd.it-cpi001.cfapps.eu10.hana.ondemand.com'],
    ['Fabrikam', 'Fabrikam QAS', 'test', 'fabrikam-qas.it-cpi001.cfapps.eu10.hana.ondemand.com'],
    // The doctor looks at this one: its name is known nowhere (RFC 2606), so nobody is asked.
    ['Fabrikam', 'Fabrikam SBX', 'other', 'fabrikam-sbx.invalid'],
  ].map(([folder, name, environment, host], index) => ({
    name,
    folder,
    environment,
    tenantUrl: `https://${host}`,
    access: {
      kind: 'client-secret',
      tokenUrl: `https://${host?.replace('it-cpi001.cfapps', 'authentication')}/oauth/token`,
      clientId: `sb-5f1c0de${index}-2b7a-4c1e-9c1d-8d7f3f6f1a20!b41060${index}|it!b182722`,
    },
  })),
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

/** Opens completed messages until one has led to others: the newest may not have done so yet. */
async function openWithChain(walk: Walk, messages: MessagesPage): Promise<void> {
  for (let index = 0; index < 12; index += 1) {
    await walk.area('Messages');
    await walk.open(messages.rows('Completed').nth(index));
    await messages.part('Chain');
    await walk.isQuiet();
    const others = walk.page.getByText(/^\d+ messages of \d+ flows/).filter({ visible: true });
    if ((await others.count()) > 0) return;
  }
  throw new Error('None of the newest messages has led to another one.');
}

async function palette(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.keyboard.type(command);
  await page
    .getByRole('option', { name: new RegExp(`^${command}`) })
    .first()
    .click();
}
