import type { Locator } from '@playwright/test';

import type { Bridge } from '../../src-shared/contract/bridge.ts';
import { expect, type SharedWindow, test } from './fixtures/shared-window.ts';
import type { Entity } from './fixtures/tenant.ts';
import { findings } from './pages/accessible-views.ts';
import { MessagesPage } from './pages/messages-page.ts';

test.describe.configure({ mode: 'default' });

const literal = (at: number): string => `datetime'${new Date(at).toISOString().slice(0, 19)}'`;

/** The newest messages that the filter selects, with the number of their steps. */
async function withSteps(
  { tenant }: SharedWindow,
  filter: string,
  wanted: (steps: readonly Entity[]) => boolean,
): Promise<{ readonly guid: string; readonly steps: readonly Entity[] }> {
  const logs = await tenant.read('MessageProcessingLogs', {
    $filter: `${filter} and LogStart ge ${literal(Date.now() - 6 * 86_400_000)}`,
    $orderby: 'LogStart desc',
    $top: '40',
  });
  for (const { MessageGuid } of logs) {
    const guid = MessageGuid ?? '';
    const [run] = await tenant.read(`MessageProcessingLogs('${guid}')/Runs`, {});
    const steps = await tenant.read(`MessageProcessingLogRuns('${run?.['Id'] ?? ''}')/RunSteps`, {});
    if (wanted(steps)) return { guid, steps };
  }
  throw new Error(`No message with such steps: ${filter}`);
}

function visible(locator: Locator): Locator {
  return locator.filter({ visible: true });
}

test.describe('the way of a message', () => {
  test('leads from the error to the failing step in the drawing', async ({ shared }) => {
    const { guid } = await withSteps(
      shared,
      "Status eq 'FAILED' and LogLevel eq 'INFO'",
      (steps) => steps.length > 4,
    );
    const { window } = shared;
    const messages = new MessagesPage(window);
    await messages.open(guid);
    // The window may have the message open at another part.
    await messages.part('Overview');
    const error = visible(messages.section('Error'));
    const step = error.getByRole('button').first();
    await expect(step).not.toHaveText('step', { timeout: 30_000 });
    const name = (await step.textContent()) ?? '';
    await step.click();
    const grid = visible(window.getByRole('grid', { name: 'Steps' }));
    await expect(grid.getByRole('row').filter({ hasText: 'Failed' }).last()).toContainText(name);
    await expect(visible(window.getByText(/the last 50 steps of a failed message are kept/))).toBeVisible();
    const drawing = visible(window.getByRole('region', { name: 'Way of the message' }));
    await expect(drawing.locator('.layer-path path').first()).toBeAttached();
    await expect(visible(window.getByText(/the message may have run on another/))).toBeVisible();
  });

  test('of thousands of steps is folded, opened and narrowed to one element', async ({ shared }) => {
    const { guid } = await withSteps(
      shared,
      "Status eq 'COMPLETED' and LogLevel eq 'DEBUG'",
      (steps) => steps.length >= 1_000,
    );
    const { window } = shared;
    const messages = new MessagesPage(window);
    await messages.open(guid);
    await messages.part('Way');
    const grid = visible(window.getByRole('grid', { name: 'Steps' }));
    const folded = grid
      .getByRole('row')
      .filter({ hasText: /\d (rounds|branches):/ })
      .first();
    await expect(folded).toBeVisible({ timeout: 30_000 });
    const before = Number(await grid.getAttribute('aria-rowcount'));
    expect(before).toBeLessThan(200);
    await folded.getByRole('button', { name: 'Open' }).click();
    await expect
      .poll(async () => Number(await grid.getAttribute('aria-rowcount')))
      .toBeGreaterThan(before + 30);
    await expect(visible(window.getByText(/^[2-9],\d{3} steps in /))).toBeVisible();
    await grid.locator('[data-index="0"]').click({ button: 'right', position: { x: 60, y: 14 } });
    await window.getByRole('menuitem', { name: 'Only this step' }).click();
    await expect(grid).toHaveAttribute('aria-rowcount', '2');
    await visible(window.getByRole('button', { name: /^Only / })).click();
    await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(before);
  });

  test('has a trace, a chain and no findings of axe', async ({ shared }) => {
    const { guid } = await withSteps(
      shared,
      `Status eq 'COMPLETED' and LogLevel eq 'TRACE' and LogStart ge ${literal(Date.now() - 50 * 60_000)}`,
      // The second one is compared with the one after it.
      ([, second, third]) => second !== undefined && second['BranchId'] === third?.['BranchId'],
    );
    const { window } = shared;
    await shared.walk.closeTabs();
    const messages = new MessagesPage(window);
    await messages.open(guid);
    await messages.part('Trace');
    await expect(visible(window.getByText(/^\d+ steps with a trace/))).toBeVisible({ timeout: 30_000 });
    const grid = visible(window.getByRole('grid', { name: 'Steps' }));
    // Between the steps are lines of loops and branches, which have none. The first step got what the partner sent.
    const traced = grid.getByRole('row').filter({ has: window.getByTitle('Has a trace') });
    await traced.nth(1).click({ position: { x: 60, y: 14 } });
    await expect(visible(window.locator('.cm-content'))).toContainText('<Order number=');
    await expect(visible(window.getByRole('combobox', { name: 'Kind' }))).toHaveValue('xml');
    await visible(window.getByRole('combobox', { name: 'What is shown' })).selectOption('after');
    await expect(visible(window.getByRole('button', { name: 'Stop comparing' }))).toBeVisible();
    expect(await findings(window)).toEqual([]);
    await messages.tracePart('Headers');
    await expect(visible(window.getByRole('row', { name: /^SAP_MessageProcessingLogID/ }))).toBeVisible();
    expect(await findings(window)).toEqual([]);
    await messages.part('Chain');
    const chain = visible(window.getByRole('grid', { name: 'Messages of the chain' }));
    await expect(chain.getByRole('row').nth(1)).toContainText('Completed');
    expect(await findings(window)).toEqual([]);
    await messages.part('Way');
    expect(await findings(window)).toEqual([]);
  });

  test('has a chain over two tenants', async ({ shared }) => {
    const { window, tenant } = shared;
    const [failed] = await tenant.read('MessageProcessingLogs', {
      $filter: `Status eq 'FAILED' and LogStart ge ${literal(Date.now() - 86_400_000)}`,
      $top: '1',
    });
    const { oauth } = tenant.key('administrator');
    const isSaved = await window.evaluate(async ({ clientid, clientsecret, tokenurl, url }) => {
      const { tenantAtlas: bridge } = globalThis as unknown as { tenantAtlas: Bridge };
      const access = { kind: 'client-secret', tokenUrl: tokenurl, clientId: clientid } as const;
      const draft = { name: 'Contoso QAS', tenantUrl: url, access, secrets: { clientSecret: clientsecret } };
      const rest = { environment: 'test', colour: 'none', notes: '' } as const;
      return (await bridge.connections.save({ ...draft, ...rest }, 'e2e-1')).ok;
    }, oauth);
    expect(isSaved).toBe(true);
    const messages = new MessagesPage(window);
    await messages.open(failed?.['MessageGuid'] ?? '');
    await messages.part('Chain');
    await visible(window.getByRole('button', { name: 'This tenant only' })).click();
    await window.getByRole('menuitemcheckbox', { name: 'Contoso QAS' }).click();
    await window.keyboard.press('Escape');
    const chain = visible(window.getByRole('grid', { name: 'Messages of the chain' }));
    await expect(chain.getByText('Contoso QAS').first()).toBeVisible({ timeout: 30_000 });
    await expect(chain.getByText('Nordwind test').first()).toBeVisible();
    expect(await findings(window)).toEqual([]);
  });
});
