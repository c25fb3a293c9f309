import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { leaks } from '../integration/fixtures/leaks.ts';
import { expect, test } from './fixtures/shared-window.ts';
import type { Tenant } from './fixtures/tenant.ts';
import { findings } from './pages/accessible-views.ts';
import { MessagesPage } from './pages/messages-page.ts';

test.describe.configure({ mode: 'default' });

const day = 86_400_000;

/** A failed message with two attachments, so that there is something to compare. */
async function withAttachments(tenant: Tenant): Promise<string> {
  const from = new Date(Date.now() - 6 * day).toISOString().slice(0, 19);
  const logs = await tenant.read('MessageProcessingLogs', {
    $filter: `Status eq 'FAILED' and LogStart ge datetime'${from}'`,
    $select: 'MessageGuid',
  });
  for (const { MessageGuid: guid } of logs) {
    const attachments = await tenant.read(`MessageProcessingLogs('${guid ?? ''}')/Attachments`, {});
    if (guid && attachments.length > 1 && attachments[0]?.['ContentType'] === 'application/xml') return guid;
  }
  throw new Error('No failed message has two attachments.');
}

test('a payload is shown, queried, compared and saved in its own tab', async ({ shared }) => {
  const { window } = shared;
  const guid = await withAttachments(shared.tenant);
  await shared.walk.closeTabs();
  await window.keyboard.press('Control+K');
  await window.keyboard.type(guid);
  await window.getByRole('option', { name: /^Find the message/ }).click();
  await shared.walk.isQuiet();
  await new MessagesPage(window).part('Payloads');
  await window
    .getByRole('button', { name: 'Open Request payload in a tab' })
    .filter({ visible: true })
    .click();
  const toolbar = window.getByRole('group', { name: 'Payload' }).filter({ visible: true });
  await expect(toolbar.getByRole('combobox', { name: 'Kind' })).toHaveValue('xml');
  const text = window.getByRole('textbox', { name: 'Request payload' }).filter({ visible: true });
  await expect(text).toContainText('<Material>');

  await toolbar.getByRole('button', { name: 'Query by XPath' }).click();
  await window.getByRole('searchbox', { name: /^\/\/Item/ }).fill('/Order/@number');
  await window.keyboard.press('Enter');
  const match = window.getByRole('list', { name: 'Matches' }).getByRole('button');
  await expect(match).toContainText('/Order[1]/@number');

  const file = join(shared.place.root, 'request.xml');
  await shared.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);
  await toolbar.getByRole('button', { name: 'Save…' }).click();
  await expect(window.getByText(`Saved as ${file}`)).toBeVisible();
  const saved = readFileSync(file, 'utf8');
  expect(saved).toContain('<Order number=');

  // The same with another quantity.
  writeFileSync(file, saved.replace(/<Quantity>\d+/, '<Quantity>99999'));
  await toolbar.getByRole('button', { name: 'Compare with…' }).click();
  await window.getByRole('menuitem', { name: 'A file…' }).click();
  await expect(window.getByRole('textbox', { name: 'request.xml' })).toContainText('99999');
  expect(await findings(window)).toEqual([]);
  await window.getByRole('button', { name: 'Stop comparing' }).click();
  await expect(text).toContainText('<Material>');

  // Shown, queried and compared, it is on no disk but in the file that the person chose.
  const [line = ''] = /<Order number=[\s\S]{24}/.exec(saved) ?? [];
  expect(line).not.toBe('');
  // What other tests of this window saved on purpose lies beside the app's own folders.
  const found = ['home', 'config', 'cache', 'data', 'user-data'].flatMap((folder) =>
    leaks({ userData: join(shared.place.root, folder), told: [] }, [{ what: 'payload', text: line }]),
  );
  expect(saved).toContain(line);
  expect(found).toEqual([]);
});

test('messages are found by what is in their payloads, each stage with its cost', async ({ shared }) => {
  const { window } = shared;
  await shared.walk.area('Messages');
  const messages = new MessagesPage(window);
  // Of a day the export has found out already.
  await messages.range('Last 7 days');
  await messages.isLoaded('the last 7 days');
  await messages.chip('All').click();
  await messages.chip('Failed').click();
  await window.keyboard.press('Control+K');
  await window.keyboard.type('Search in payloads of these');
  await window.getByRole('option', { name: /^Search in payloads of these messages/ }).click();
  const stages = window.getByRole('list', { name: 'Stages' });
  await expect(stages).toContainText(/Of [\d,]+ messages?: [\d,]+ requests/);
  // What fails meanwhile is found out in a second turn.
  await expect(async () => {
    const findOut = stages.getByRole('button', { name: 'Find out' });
    if (await findOut.isVisible()) await findOut.click();
    await expect(stages).toContainText('Known for all', { timeout: 15_000 });
  }).toPass({ timeout: 45_000 });

  await window.getByRole('searchbox', { name: 'Search for a text' }).fill('<Material>tent-');
  await window.keyboard.press('Enter');
  await stages.getByRole('button', { name: 'Read and search' }).click();
  await expect(stages).toContainText('Done: ', { timeout: 60_000 });
  const hits = window.getByRole('grid', { name: 'Hits' });
  await expect(hits.getByRole('row').nth(1)).toContainText('<Material>TENT-');
  // The rows scroll, and nothing around them.
  const beyond = await hits.evaluate((grid) => {
    let box = grid.parentElement;
    while (box && getComputedStyle(box).overflowY !== 'auto') box = box.parentElement;
    return (box?.scrollHeight ?? NaN) - (box?.clientHeight ?? NaN);
  });
  expect(beyond).toBe(0);
  await hits.locator('[data-index="0"]').dblclick();
  // Of what is packed a part is shown as well, with tools of its own.
  await expect(
    window.getByRole('group', { name: 'Payload' }).filter({ visible: true }).first(),
  ).toBeVisible();
});
