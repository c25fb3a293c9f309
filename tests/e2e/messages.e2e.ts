import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from './fixtures/shared-window.ts';
import type { Entity, Tenant } from './fixtures/tenant.ts';
import { MessagesPage } from './pages/messages-page.ts';

test.describe.configure({ mode: 'default' });

const day = 86_400_000;
const literal = (at: number): string => `datetime'${new Date(at).toISOString().slice(0, 19)}'`;

async function firstWithAttachment(tenant: Tenant, logs: readonly Entity[]): Promise<string> {
  for (const { MessageGuid: guid } of logs) {
    const attachments = await tenant.read(`MessageProcessingLogs('${guid ?? ''}')/Attachments`, {});
    if (guid && attachments[0]?.['ContentType'] === 'application/xml') return guid;
  }
  throw new Error('No failed message has an attachment.');
}

test.describe('messages', () => {
  test.beforeEach(async ({ shared }) => {
    await shared.walk.area('Messages');
    const messages = new MessagesPage(shared.window);
    await messages.range('Last 7 days');
    await shared.walk.isQuiet();
    await messages.chip('All').click();
  });

  test('counts what the tenant counts, status by status', async ({ shared }) => {
    const messages = new MessagesPage(shared.window);
    await messages.isLoaded('the last 7 days');
    // A day that is over changes no more.
    const from = Math.floor(Date.now() / day) * day - 3 * day;
    const onTenant = await shared.tenant.read('MessageProcessingLogs', {
      $filter: `Status eq 'FAILED' and LogStart ge ${literal(from)} and LogStart lt ${literal(from + day)}`,
      $select: 'MessageGuid',
    });
    await messages.chip('Failed').click();
    await expect.poll(() => messages.count()).toBe(await messages.countOf('Failed'));
    expect(onTenant.length).toBeGreaterThan(0);
    expect(await messages.count()).toBeGreaterThanOrEqual(onTenant.length);
  });

  test('takes a query as it is written, with numbers before anything is chosen', async ({ shared }) => {
    const { window, tenant } = shared;
    const messages = new MessagesPage(window);
    await messages.isLoaded('the last 7 days');
    const line = window.getByRole('combobox', { name: /^Filter by/ }).filter({ visible: true });
    await line.fill('-status:completed ');
    await line.pressSequentially('rec');
    await window.getByRole('option', { name: /^receiver:/ }).click();
    const offered = window.getByRole('option', { name: /\d/ }).filter({ hasNotText: '(none)' }).first();
    const [, receiver = '', count = ''] =
      /^(.*?)\s+([\d,]+)$/.exec((await offered.innerText()).replaceAll('\n', ' ')) ?? [];
    await offered.click();
    await line.press('Enter');
    await expect.poll(() => messages.count()).toBe(Number(count.replaceAll(',', '')));
    await expect(messages.rows('Completed')).toHaveCount(0);
    const chips = window.getByRole('group', { name: 'Filters' }).filter({ visible: true });
    await expect(chips.getByText(receiver.trim())).toBeVisible();

    const [failed] = await tenant.read('MessageProcessingLogs', {
      $filter: "Status eq 'FAILED'",
      $top: '1',
      $orderby: 'LogStart desc',
    });
    const [header] = await tenant.read(
      `MessageProcessingLogs('${failed?.MessageGuid ?? ''}')/CustomHeaderProperties`,
      {},
    );
    await line.fill(`header."${String(header?.['Name'])}":"${String(header?.['Value'])}"`);
    await line.press('Enter');
    await expect(window.getByText(/^Custom headers are known for/)).toBeVisible();
    await window.getByRole('button', { name: 'Ask the tenant' }).click();
    await expect(window.getByText(/^The tenant names \d+ message/)).toBeVisible();
    await expect.poll(() => messages.count()).toBeGreaterThan(0);
    await line.press('Control+z');
    await expect(line).toHaveValue(/^-status:completed receiver:/);
    const grid = window.getByRole('grid', { name: 'Messages' }).filter({ visible: true });
    const before = await line.inputValue();
    await line.press('End');
    await line.pressSequentially(' lost');
    await line.press('Enter');
    // The browser would take a letter out of the line from anywhere.
    await window.getByRole('button', { name: 'Settings' }).focus();
    await window.keyboard.press('Control+z');
    await expect(line).toHaveValue(`${before} lost`);
    await grid.focus();
    await window.keyboard.press('Control+z');
    await expect(line).toHaveValue(before);
    await expect(grid).toBeFocused();
    await window.getByRole('button', { name: /^Remove filter: Receiver/ }).click();
    await window.getByRole('button', { name: /^Remove filter: Status/ }).click();
  });

  test('a query gets a name, stands beside the list with its number, and is asked again', async ({
    shared,
  }) => {
    const { window, walk } = shared;
    const messages = new MessagesPage(window);
    await walk.size(1440, 900);
    await messages.isLoaded('the last 7 days');
    await messages.chip('Failed').click();
    await expect.poll(() => messages.count()).toBe(await messages.countOf('Failed'));
    await window.getByRole('button', { name: 'Queries', exact: true }).click();
    await window.getByRole('menuitem', { name: 'Save query…' }).click();
    const dialog = window.getByRole('dialog', { name: 'Save query' });
    await dialog.getByLabel('Name').fill('Whatever failed');
    await dialog.getByRole('button', { name: 'Save' }).click();

    const queries = window.getByRole('region', { name: 'Queries' }).filter({ visible: true });
    const query = queries.getByRole('button', { name: /^Whatever failed/ });
    await expect(query).toHaveAttribute('aria-pressed', 'true');
    const told = async (): Promise<number> => Number((await query.textContent())?.replaceAll(/\D/g, ''));
    await expect.poll(told).toBe(await messages.count());
    await queries.getByRole('button', { name: 'All messages' }).click();
    // Seven days end now: the oldest messages leave the range meanwhile, so no number is fixed.
    await expect.poll(() => messages.count()).toBeGreaterThan(await told());
    await expect(messages.rows('Completed')).not.toHaveCount(0);
    await query.click();
    await expect.poll(async () => (await messages.count()) === (await told())).toBe(true);
    await expect(messages.rows('Completed')).toHaveCount(0);

    await query.hover();
    await queries.getByRole('button', { name: 'Actions of Whatever failed' }).click();
    await window.getByRole('menuitem', { name: 'Remove' }).click();
    await expect(query).toHaveCount(0);
  });

  test('shows a stretch from one moment to another', async ({ shared }) => {
    const messages = new MessagesPage(shared.window);
    await shared.window.getByRole('button', { name: /^Time range/ }).click();
    await shared.window.getByRole('menuitemcheckbox', { name: /^From/ }).click();
    const dialog = shared.window.getByRole('dialog', { name: 'Time range' });
    const from = new Date(Math.floor(Date.now() / day) * day - 10 * day);
    // Fields show the local time of the window, which is Berlin's.
    const text = (at: Date): string =>
      at.toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }).replace(' ', 'T').slice(0, 16);
    await dialog.getByLabel('From').fill(text(from));
    await dialog.getByLabel('To').fill(text(new Date(from.getTime() + day)));
    await dialog.getByRole('button', { name: 'Show' }).click();
    await shared.walk.isQuiet();
    const onTenant = await shared.tenant.read('MessageProcessingLogs', {
      $filter: `LogStart ge ${literal(from.getTime())} and LogStart lt ${literal(from.getTime() + day)}`,
      $select: 'MessageGuid',
      $top: '1000',
    });
    await expect.poll(() => messages.count()).toBe(onTenant.length);
  });

  test('narrows by flow and by text', async ({ shared }) => {
    const messages = new MessagesPage(shared.window);
    const all = await messages.count();
    await messages.flow('Store Sales to ERP');
    await expect.poll(() => messages.count()).toBeLessThan(all);
    expect(await messages.rows().count()).toBeGreaterThan(0);
    await expect(messages.rows().filter({ hasNotText: 'Store Sales to ERP' })).toHaveCount(0);
    await messages.allFlows();
    // The tenant goes on meanwhile, and the oldest of the seven days leave.
    await expect.poll(async () => Math.abs((await messages.count()) - all)).toBeLessThan(10);
  });

  test('tells everything of a failed message, and its artifact leads back to it', async ({ shared }) => {
    const messages = new MessagesPage(shared.window);
    await messages.chip('Failed').click();
    await shared.walk.open(messages.rows('Failed').first());
    await expect(messages.section('Error')).toContainText(/Exception|Error|failed/i);
    await expect(messages.section('Runs')).toContainText('Failed');
    await expect(messages.section('Message').last()).toContainText('Correlation id');
    const strip = shared.window.getByRole('tablist', { name: 'Open tabs' });
    const tab = strip.getByRole('tab', { selected: true });
    await expect(tab).not.toHaveText('Messages');
    const flow = (await tab.textContent())?.trim() ?? '';
    await messages.section('Message').last().getByRole('button', { name: flow }).click();
    // The rail has a button of the same name.
    const page = shared.window.getByRole('main');
    await page.getByRole('button', { name: 'Messages', exact: true }).click();
    await shared.walk.isQuiet();
    await expect(messages.rows(flow).first()).toBeVisible();
    await expect(messages.rows().filter({ hasNotText: flow })).toHaveCount(0);
  });

  test('shows custom headers, attachments as text, and saves them', async ({ shared }) => {
    const logs = await shared.tenant.read('MessageProcessingLogs', {
      $filter: `Status eq 'FAILED' and LogStart ge ${literal(Date.now() - 6 * day)}`,
      $select: 'MessageGuid',
    });
    const guid = await firstWithAttachment(shared.tenant, logs);
    await shared.window.keyboard.press('Control+K');
    await shared.window.keyboard.type(guid);
    await shared.window.getByRole('option', { name: /^Find the message/ }).click();
    await shared.walk.isQuiet();
    const messages = new MessagesPage(shared.window);
    await messages.part('Payloads');
    await expect(shared.window.locator('.cm-content').filter({ visible: true })).not.toBeEmpty();
    const scrollBar = shared.window.locator('.cm-scroller').filter({ visible: true });
    const width = (element: Element) => getComputedStyle(element, '::-webkit-scrollbar').width;
    expect(await scrollBar.first().evaluate(width)).toBe(await shared.window.locator('html').evaluate(width));
    const file = join(shared.place.root, 'attachment.txt');
    await shared.app.evaluate(({ dialog: system }, filePath) => {
      system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    const attachments = messages.section('Attachments').filter({ visible: true });
    await attachments.getByRole('button', { name: /^Save/ }).first().click();
    await expect(shared.window.getByText(`Saved as ${file}`)).toBeVisible();
    expect(readFileSync(file).length).toBeGreaterThan(0);
  });

  for (const [what, property] of [
    ['message', 'MessageGuid'],
    ['correlation', 'CorrelationId'],
    ['application message', 'ApplicationMessageId'],
  ] as const) {
    test(`finds a pasted ${what} id that was never loaded`, async ({ shared }) => {
      const from = Date.now() - 25 * day;
      const logs = await shared.tenant.read('MessageProcessingLogs', {
        $filter: `LogStart ge ${literal(from)} and LogStart lt ${literal(from + day / 4)}`,
        $top: '50',
      });
      const id =
        logs.map((log) => log[property]).find((value) => value !== null && value !== undefined) ?? '';
      await shared.window.keyboard.press('Control+K');
      await shared.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), id);
      await shared.window.keyboard.press('Control+V');
      await shared.window.getByRole('option', { name: /^Find the message/ }).click();
      await expect(shared.window.getByRole('tabpanel').getByText(id).first()).toBeVisible();
    });
  }

  test('says so when nobody knows an id', async ({ shared }) => {
    await shared.window.keyboard.press('Control+K');
    await shared.window.keyboard.type('AGxUnknownUnknownUnknown1234');
    await shared.window.getByRole('option', { name: /^Find the message/ }).click();
    await expect(
      shared.window.getByText('Neither the library nor the tenant knows a message with this id.'),
    ).toBeVisible();
    await shared.window.keyboard.press('Escape');
  });
});
