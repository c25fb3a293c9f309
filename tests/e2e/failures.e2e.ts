import { expect, test } from './fixtures/shared-window.ts';
import { MessagesPage } from './pages/messages-page.ts';

test.describe.configure({ mode: 'default' });

test('failed messages become few groups, and a group becomes its messages again', async ({ shared }) => {
  const { window, walk, tenant } = shared;
  const list = new MessagesPage(window);
  await walk.area('Messages');
  await list.range('Last 7 days');
  await list.isLoaded('the last 7 days');
  await walk.area('Errors');
  await list.range('Last 7 days');
  const groups = window.getByRole('grid', { name: 'Error groups' });
  await expect(groups.locator('[data-index]').first()).toBeVisible({ timeout: 30_000 });

  const readRest = window.getByRole('button', { name: /^Read the other/ });
  const known = window.getByText(/All [\d,]+ messages with errors .* looked up/);
  // Reading by itself may still go on; whoever asks for all of it takes its place.
  await expect(readRest.or(known)).toBeVisible({ timeout: 60_000 });
  if (await readRest.isVisible()) await readRest.click();
  await expect(known).toBeVisible({ timeout: 60_000 });

  // The demo tenant has a dozen families of failures, whatever the number of messages.
  const count = Number(await groups.getAttribute('aria-rowcount')) - 1;
  expect(count).toBeGreaterThan(3);
  expect(count).toBeLessThanOrEqual(16);

  // Nothing comes in any more, and the table shows what came.
  await walk.isQuiet();
  let before = 0;
  await expect
    .poll(async () => {
      const cells = await groups.locator('[data-index] [role=gridcell]:nth-child(3)').allTextContents();
      const sum = cells.reduce((total, cell) => total + number(cell), 0);
      const isSettled = sum === before && sum > 0;
      before = sum;
      return isSettled;
    })
    .toBe(true);

  const row = groups.locator('[data-index]').first();
  const title = (await row.getByRole('gridcell').nth(1).textContent()) ?? '';
  await row.click();
  const inspector = window.getByRole('complementary', { name: `Inspector: ${title}` });
  const example = inspector.getByRole('region', { name: 'Error text' });
  await expect(example).not.toBeEmpty();
  await inspector.getByRole('button', { name: 'Mark as known' }).click();
  await window.getByRole('dialog').getByLabel('Note').fill('The plant team knows');
  await window.getByRole('dialog').getByRole('button', { name: 'Mark as known' }).click();
  await expect(row).toContainText('The plant team knows');

  const messages = number((await row.getByRole('gridcell').nth(2).textContent()) ?? undefined);
  await groups.focus();
  await window.keyboard.press('Home');
  await window.keyboard.press('Enter');
  await expect.poll(() => list.count()).toBe(messages);
  const guid = await list
    .rows()
    .first()
    .getByRole('gridcell')
    .filter({ hasText: /^A/ })
    .first()
    .textContent();
  const logs = await tenant.read('MessageProcessingLogs', {
    $filter: `MessageGuid eq '${guid?.trim() ?? ''}'`,
  });
  expect(logs.length).toBe(1);
  await window.getByRole('button', { name: /^Error: / }).click();
  await expect.poll(() => list.count()).toBeGreaterThan(messages);
});

function number(text: string | undefined): number {
  return Number((text ?? '').replaceAll(',', ''));
}
