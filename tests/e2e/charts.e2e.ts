import { expect, test } from './fixtures/shared-window.ts';
import { MessagesPage } from './pages/messages-page.ts';

test.describe.configure({ mode: 'default' });

test.describe('the chart over the messages', () => {
  test.beforeEach(async ({ shared }) => {
    await shared.walk.area('Messages');
    const messages = new MessagesPage(shared.window);
    await messages.range('Last 7 days');
    await shared.walk.isQuiet();
    await messages.isLoaded('the last 7 days');
  });

  test('a stretch of time is dragged, or chosen by keys, and left again', async ({ shared }) => {
    const messages = new MessagesPage(shared.window);
    const all = await messages.count();
    const chart = shared.window.getByRole('slider', { name: 'Messages over time' });
    const box = await chart.boundingBox();
    if (!box) throw new Error('The chart is not on the screen.');
    const at = (share: number): [number, number] => [box.x + box.width * share, box.y + box.height / 2];
    await shared.window.mouse.move(...at(0.3));
    await shared.window.mouse.down();
    await shared.window.mouse.move(...at(0.5), { steps: 4 });
    await shared.window.mouse.up();
    await expect.poll(() => messages.count()).toBeLessThan(all / 2);
    await expect(messages.rows().first()).toBeVisible();
    const dragged = await messages.count();

    await chart.focus();
    await shared.window.keyboard.press('ArrowRight');
    await shared.window.keyboard.press('Shift+ArrowRight');
    await expect(chart).toHaveAttribute('aria-valuetext', / to .*: \d.* messages?/);
    const said = /: ([\d,]+) message/.exec((await chart.getAttribute('aria-valuetext')) ?? '')?.[1];
    await shared.window.keyboard.press('Enter');
    await expect.poll(() => messages.count()).toBe(Number(said?.replaceAll(',', '')));

    const back = shared.window.getByRole('button', { name: /^Back to/ });
    await back.click();
    await expect.poll(() => messages.count()).toBe(dragged);
    await shared.window.getByRole('button', { name: 'Back to Last 7 days' }).click();
    // The tenant goes on meanwhile.
    await expect.poll(async () => Math.abs((await messages.count()) - all)).toBeLessThan(20);
    await expect(back).toHaveCount(0);
  });

  test('counts what the list counts, also as a table; a flow in it narrows the list', async ({ shared }) => {
    const messages = new MessagesPage(shared.window);
    await shared.window.getByRole('button', { name: 'Over time', exact: true }).click();
    await shared.window.getByRole('menuitemcheckbox', { name: 'By integration flow' }).click();
    const flow = shared.window.getByRole('button', { name: /^Only / }).first();
    const [, name = '', count = ''] =
      /^Only (.*): ([\d,]+) messages/.exec((await flow.getAttribute('aria-label')) ?? '') ?? [];
    await flow.click();
    await expect
      .poll(async () => Math.abs((await messages.count()) - Number(count.replaceAll(',', ''))))
      .toBeLessThan(20);
    await expect(messages.rows().filter({ hasNotText: name })).toHaveCount(0);
    await shared.window.getByRole('button', { name: 'Chart as a table' }).click();
    const table = shared.window.getByRole('table', { name: 'By integration flow' });
    await expect(table.getByRole('row')).toHaveCount(2);
    await expect(table.getByRole('rowheader', { name })).toBeVisible();
    await shared.window.getByRole('button', { name: 'Chart as a table' }).click();
    await messages.allFlows();
    await shared.window.getByRole('button', { name: 'By integration flow', exact: true }).click();
    await shared.window.getByRole('menuitemcheckbox', { name: 'Over time' }).click();
  });

  test('a range of rows is selected by keys and copied for programs', async ({ shared }) => {
    const messages = new MessagesPage(shared.window);
    await messages.table.focus();
    await shared.window.keyboard.press('Home');
    for (let more = 0; more < 3; more += 1) await shared.window.keyboard.press('Shift+ArrowDown');
    await expect(messages.rows().and(shared.window.locator('[aria-selected="true"]'))).toHaveCount(4);
    const shown = await messages
      .rows()
      .and(shared.window.locator('[aria-selected="true"]'))
      .allTextContents();
    await shared.window.keyboard.press('Shift+F10');
    await shared.window.getByRole('menuitem', { name: 'Copy 4 rows as JSON' }).click();
    await expect(shared.window.getByText('Copied', { exact: true })).toBeVisible();
    const text = await shared.app.evaluate(({ clipboard }) => clipboard.readText());
    const copied = JSON.parse(text) as readonly Record<string, string>[];
    expect(copied).toHaveLength(4);
    expect(copied.every((row, index) => shown[index]?.includes(row['Message id'] ?? '?'))).toBe(true);
    await shared.window.keyboard.press('Escape');
  });
});
