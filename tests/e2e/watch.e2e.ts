import type { Bridge } from '../../src-shared/contract/bridge.ts';
import { expect, test } from './fixtures/shared-window.ts';
import { findings } from './pages/accessible-views.ts';

test.describe.configure({ mode: 'default' });

interface Shown {
  readonly title: string;
  readonly body: string;
}

test('a watched query notifies through the system, and a click opens it', async ({ shared }) => {
  const { app, window, walk } = shared;
  await walk.closeTabs();
  // The system's notification is the outermost edge: what would be shown is noted instead.
  await app.evaluate(({ Notification }) => {
    const seen: Electron.Notification[] = [];
    Object.assign(globalThis, { seen });
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      seen.push(this);
    };
  });
  const shown = (): Promise<readonly Shown[]> =>
    app.evaluate(() =>
      (globalThis as unknown as { seen: Electron.Notification[] }).seen.map(({ title, body }) => ({
        title,
        body,
      })),
    );
  await window.evaluate(async () => {
    const { tenantAtlas: bridge } = globalThis as unknown as { tenantAtlas: Bridge };
    const connections = await bridge.connections.list(undefined, 'e2e-1');
    if (!connections.ok) throw new Error('no connections');
    const filter = { range: { kind: 'last', minutes: 1_440 }, statuses: ['FAILED'], flows: [] } as const;
    const own = connections.value.filter(({ name }) => name === 'Nordwind test');
    const connectionIds = own.map(({ id }) => id);
    const saved = await bridge.queries.save(
      { name: 'Failed today', filter, connectionIds, isPinned: true },
      'e2e-2',
    );
    if (!saved.ok) throw new Error('not saved');
  });

  await window.getByRole('button', { name: 'Settings' }).click();
  await window.getByRole('menuitem', { name: 'Watching…' }).click();
  const tray = window.getByRole('checkbox', { name: 'Watch on when the window is closed' });
  await expect(tray).toBeDisabled();
  await expect(window.getByText(/This desktop shows no icons in a tray/)).toBeVisible();

  await window.getByRole('button', { name: 'Rules of Failed today' }).click();
  const dialog = window.getByRole('dialog', { name: 'Watch “Failed today”' });
  await expect(dialog.getByText(/Nordwind test: about \d+ requests per hour/)).toBeVisible();
  await dialog.getByLabel('First failure').uncheck();
  await dialog.getByLabel('Too many').check();
  await dialog.getByRole('spinbutton', { name: 'more than' }).fill('0');
  await dialog.getByRole('spinbutton', { name: 'messages in' }).fill('1440');
  expect(await findings(window)).toEqual([]);
  expect(await shown()).toEqual([]);
  await dialog.getByRole('button', { name: 'Watch', exact: true }).click();

  await expect.poll(shown, { timeout: 60_000 }).toHaveLength(1);
  expect((await shown())[0]).toMatchObject({
    title: 'Failed today',
    body: expect.stringMatching(/^\d+ messages? within 1 day$/),
  });
  await expect(window.getByRole('table', { name: 'History' })).toContainText('within 1 day');

  expect(await findings(window)).toEqual([]);
  await app.evaluate(() => {
    (globalThis as unknown as { seen: Electron.Notification[] }).seen[0]?.emit('click');
  });
  await expect(window.getByRole('tab', { name: 'Failed today', selected: true })).toBeVisible();
  await expect(window.getByRole('grid', { name: 'Messages' }).filter({ visible: true })).toContainText(
    'Failed',
  );
  await walk.isQuiet();
});
