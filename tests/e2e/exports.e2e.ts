import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from './fixtures/shared-window.ts';
import type { Entity, Tenant } from './fixtures/tenant.ts';
import { findings } from './pages/accessible-views.ts';
import { MessagesPage } from './pages/messages-page.ts';

test.describe.configure({ mode: 'default' });

test('messages, their payloads and a ticket are taken along', async ({ shared }) => {
  const { app, window, walk } = shared;
  const list = new MessagesPage(window);
  await walk.closeTabs();
  await walk.area('Messages');
  await list.range('Last 24 hours');
  await list.isLoaded('the last 24 hours');
  await list.chip('Failed').click();
  await expect(list.rows('Failed').first()).toBeVisible();
  const count = await list.count();

  // Beside the window's own folders, where other tests look for payloads that nobody saved.
  const chosen = mkdtempSync(join(tmpdir(), 'atlas-exports-'));
  // Electron's own dialogs are the outermost edge.
  const report = join(chosen, 'report.html');
  await app.evaluate(
    ({ dialog }, [filePath, folder]) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
    },
    [report, chosen] as const,
  );
  const menu = async (item: string): Promise<void> => {
    await window.getByRole('button', { name: 'Export' }).filter({ visible: true }).click();
    await window.getByRole('menuitem', { name: item }).click();
  };
  await menu('Export messages…');
  const exporting = window.getByRole('dialog', { name: 'Export messages' });
  expect(await findings(window)).toEqual([]);
  await exporting.getByLabel('Format').selectOption('html');
  await exporting.getByRole('button', { name: 'Export…' }).click();
  await expect(window.getByText(/saved as .*report\.html/)).toBeVisible();
  const html = readFileSync(report, 'utf8');
  expect(html).toContain(`FAILED <b>${count.toLocaleString('en')}</b>`);
  expect(html).not.toContain('<script');

  await menu('Download attachments and payloads…');
  const downloading = window.getByRole('dialog', { name: 'Download payloads' });
  await downloading.getByRole('button', { name: 'Find out' }).click();
  const download = downloading.getByRole('button', { name: 'Download…' });
  await expect(download).toBeEnabled({ timeout: 60_000 });
  await expect(downloading.getByText(/\d+ files?: /)).toBeVisible();
  expect(await findings(window)).toEqual([]);
  await download.click();
  await expect(downloading).toBeHidden();
  const folder = (): string | undefined =>
    readdirSync(chosen).find((name) => name.startsWith('Payloads of Nordwind test'));
  await expect
    .poll(() => readdirSync(join(chosen, folder() ?? '.')).includes('index.csv'), { timeout: 60_000 })
    .toBe(true);
  const index = readFileSync(join(chosen, folder() ?? '', 'index.csv'), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(index.length).toBeGreaterThan(1);
  const saved = index.slice(1).map((line) => line.split(',')[0] ?? '');
  for (const file of saved)
    expect(readFileSync(join(chosen, folder() ?? '', file)).length).toBeGreaterThan(0);

  await list
    .rows('Failed')
    .first()
    .click({ button: 'right', position: { x: 30, y: 14 } });
  await window.getByRole('menuitem', { name: 'Ticket…' }).click();
  const ticket = window.getByRole('dialog', { name: 'Ticket of a message' });
  await expect(ticket.getByRole('region', { name: 'Preview' })).toContainText('Nordwind test');
  expect(await findings(window)).toEqual([]);
  await ticket.getByRole('button', { name: 'Copy' }).click();
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toContain('- Tenant: Nordwind test');
  rmSync(chosen, { recursive: true });
});

test('a persisted payload is counted on the page of its message, and goes into the ticket only when ticked', async ({
  shared,
}) => {
  const { window, tenant, walk } = shared;
  const list = new MessagesPage(window);
  await walk.closeTabs();
  await walk.area('Messages');
  await list.range('Last 24 hours');
  await list.isLoaded('the last 24 hours');
  const from = new Date(Date.now() - 20 * 3_600_000).toISOString().slice(0, 19);
  const logs = await tenant.read('MessageProcessingLogs', {
    $filter: `LogStart ge datetime'${from}' and Status eq 'COMPLETED'`,
    $select: 'MessageGuid',
    $top: '200',
  });
  const guid = await firstWithStoreEntry(tenant, logs);
  await list.open(guid);
  await window
    .getByRole('button', { name: /\b1 persisted payload$/ })
    .filter({ visible: true })
    .click();
  await expect(window.getByRole('tab', { name: 'Payloads', selected: true })).toBeVisible();
  await expect(window.locator('.cm-content').filter({ visible: true })).not.toBeEmpty();
  await walk.closeTabs();

  await walk.area('Messages');
  await list.chip('All').click();
  await list.ask(guid);
  await expect(list.rows()).toHaveCount(1);
  await list
    .rows()
    .first()
    .click({ button: 'right', position: { x: 30, y: 14 } });
  await window.getByRole('menuitem', { name: 'Ticket…' }).click();
  const ticket = window.getByRole('dialog', { name: 'Ticket of a message' });
  const preview = ticket.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('- Persisted payloads: Persist\\_Inbound');
  await expect(preview).not.toContainText('```');
  await ticket.getByRole('checkbox', { name: 'Persist_Inbound' }).check();
  await expect(preview).toContainText(/Persist\\_Inbound( \(its beginning\))?:\s*```\s*\S/);
  expect(await findings(window)).toEqual([]);
  await window.keyboard.press('Escape');
  await list.ask('');
});

async function firstWithStoreEntry(tenant: Tenant, logs: readonly Entity[]): Promise<string> {
  for (const { MessageGuid: guid } of logs) {
    const entries = await tenant.read(`MessageProcessingLogs('${guid ?? ''}')/MessageStoreEntries`, {});
    if (guid && entries.length === 1) return guid;
  }
  throw new Error('No message has an entry in the message store.');
}
