// The window loads these when they are asked for; compiling them here takes no time from the tests that wait for them.
import '../../../src-renderer/views/ConnectionsView.svelte';
import '../../../src-renderer/views/ContentView.svelte';

import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import App from '../../../src-renderer/app/App.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { Job } from '../../../src-shared/model/jobs.ts';
import { defaultPreferences, emptyLayout } from '../../../src-shared/model/preferences.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp } from '../render-with-app.ts';
import { manyConnections, sampleActivity, sampleConnection } from '../samples.ts';

const connections = manyConnections(50);

const opened: Answers = {
  'connections.list': () => connections,
  'app.readLayout': () => ({ ...emptyLayout, connectionId: 'c3' }),
  'connections.open': ({ connectionId }) =>
    connections.find(({ id }) => id === connectionId) ?? sampleConnection(),
  'connections.activity': ({ connectionId }) => sampleActivity({ connectionId }),
  'content.state': () => ({ syncedAt: Date.now() - 180_000, syncing: false, error: undefined }),
};

async function show(answers: Answers = {}) {
  const testApp = createTestApp(answers);
  render(App, { props: { app: testApp.app } });
  await screen.findByRole('tab', { selected: true });
  return { ...testApp, user: userEvent.setup() };
}

function job(changes: Partial<Job> = {}): Job {
  return {
    id: 'j1',
    kind: 'content-sync',
    connectionId: 'c3',
    title: 'Packages and artifacts',
    state: 'running',
    done: 118,
    total: 190,
    startedAt: Date.now() - 5_000,
    finishedAt: undefined,
    error: undefined,
    ...changes,
  };
}

describe('the window', () => {
  test('begins with the ways to a first connection', async () => {
    await show();
    expect(await screen.findByRole('button', { name: /Paste a service key/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /Explore the demo tenant/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Choose a tenant' })).toBeTruthy();
  });

  test.each([
    ['library.locked', 0],
    ['library.wrong-key', 0],
    ['library.key-missing', 0],
    ['library.newer', 0],
    ['library.failed', 1],
  ] as const)('opening a tenant with %s: %i notices beside what the views say', async (code, count) => {
    const { app } = await show({
      ...opened,
      'connections.open': () => {
        throw new AppError(code, 'x');
      },
    });
    await waitFor(() => expect(app.active.activity).toBeDefined());
    await waitFor(() => expect(app.notices.toasts).toHaveLength(count));
  });

  test('says in words that a damaged library was replaced, until one closes it', async () => {
    const error = new AppError('library.damaged', '12 entries could be read and were saved.', {
      file: '/data/libraries/c3.db.damaged-20260101T000000',
    }).toData();
    const { user } = await show({
      ...opened,
      'connections.activity': ({ connectionId }) =>
        sampleActivity({ connectionId, library: { kept: 'encrypted', bytes: 2_000_000, error } }),
    });
    const notice = (await screen.findByText('The library of this connection was damaged')).closest('div');
    expect(notice?.textContent).toContain('c3.db.damaged-20260101T000000 was set aside');
    expect(notice?.textContent).toContain('12 entries could be read and were saved.');
    expect(notice?.textContent).toContain('Keep the old file');
    // It is open: the new one took its place.
    expect(screen.queryByText('Library closed')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Close notice' }));
    expect(screen.queryByText('The library of this connection was damaged')).toBeNull();
  });

  test('frames the connection in front and tells main its name', async () => {
    const { main } = await show(opened);
    expect(await screen.findByRole('button', { name: 'Tenant Contoso PRD, switch' })).toBeTruthy();
    expect(document.querySelector('.frame.production')).toBeTruthy();
    expect(screen.getByText('Read-only')).toBeTruthy();
    await waitFor(() =>
      expect(main.inputs('app.showConnection').at(-1)).toEqual({
        name: 'Contoso PRD',
        environment: 'production',
      }),
    );
    expect(await screen.findByText('Synced 3 min ago')).toBeTruthy();
  });

  test('tells reach, requests, library and time zone at the bottom', async () => {
    await show(opened);
    const bar = within(screen.getByRole('contentinfo'));
    expect(await bar.findByText('Connected')).toBeTruthy();
    expect(bar.getByText(/^Token 11 h 4\d min$/)).toBeTruthy();
    expect(bar.getByText('3.3 of 9 per second')).toBeTruthy();
    expect(bar.getByText('Library 412 MB, encrypted')).toBeTruthy();
    expect(bar.getByRole('button', { name: /Local time, UTC[+]\d/ })).toBeTruthy();
  });

  test('measures no requests where none can be sent', async () => {
    await show({
      ...opened,
      'connections.activity': ({ connectionId }) =>
        sampleActivity({ connectionId, reach: 'unknown', requests: [], allowedPerSecond: 0 }),
    });
    const bar = within(screen.getByRole('contentinfo'));
    expect(await bar.findByText('Not connected yet')).toBeTruthy();
    expect(bar.queryByText(/per second/)).toBeNull();
  });

  test('says from 60 days on how long the certificate of the key lasts', async () => {
    const day = 86_400_000;
    const until = (days: number) =>
      sampleConnection({
        access: {
          kind: 'certificate',
          tokenUrl: 'https://acme.authentication.example/oauth/token',
          clientId: 'c',
          certificate: 'PEM',
          validTo: Date.now() + (days + 0.5) * day,
        },
      });
    let connection = until(61);
    const { main, user } = await show({
      ...opened,
      'app.readLayout': () => ({ ...emptyLayout, connectionId: 'c1' }),
      'connections.list': () => [connection],
    });
    const bar = within(await screen.findByRole('banner'));
    await bar.findByRole('button', { name: 'Tenant Contoso PRD, switch' });
    expect(bar.queryByText(/^Certificate/)).toBeNull();
    for (const [days, words] of [
      [60, 'Certificate expires in 60 days'],
      [0, 'Certificate expires today'],
      [-1, 'Certificate has expired'],
    ] as const) {
      connection = until(days);
      main.publish('connections.changed', undefined);
      expect(await bar.findByText(words)).toBeTruthy();
    }
    await user.click(bar.getByRole('button', { name: 'Certificate has expired, paste a new key' }));
    // The view with the dialog is loaded when it is first opened.
    const dialog = { name: 'Paste a new key onto Contoso PRD' };
    expect(await screen.findByRole('dialog', dialog, { timeout: 10_000 })).toBeTruthy();
  });

  test('says what offline means', async () => {
    const { main } = await show(opened);
    await screen.findByText('Connected');
    main.publish('connections.activityChanged', sampleActivity({ connectionId: 'c3', reach: 'offline' }));
    expect(await screen.findByText('Offline')).toBeTruthy();
    expect(screen.getByText('Everything seen before is here')).toBeTruthy();
  });

  test('shows running jobs with progress and cancels them', async () => {
    const { main, user } = await show({ ...opened, 'jobs.list': () => [job()] });
    const progress = await screen.findByRole('progressbar', { name: 'Packages and artifacts' });
    expect(progress.getAttribute('aria-valuenow')).toBe('118');
    await user.click(screen.getByRole('button', { name: 'Cancel Packages and artifacts' }));
    expect(main.inputs('jobs.cancel')).toEqual([{ jobId: 'j1' }]);
    main.publish('jobs.changed', [job({ state: 'cancelled' })]);
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
  });

  test('counts a download in bytes and does not take it for a sync', async () => {
    const download = {
      kind: 'download',
      title: 'Download of Orders',
      done: 2_097_152,
      total: undefined,
    } as const;
    await show({ ...opened, 'jobs.list': () => [job(download)] });
    const line = (await screen.findByRole('progressbar', { name: 'Download of Orders' })).closest('.job');
    expect(line?.textContent).toMatch(/2(\.\d)? MB/);
    expect(screen.queryByText(/^Reading/)).toBeNull();
  });

  test('switches between local time and UTC and keeps it', async () => {
    const { main, user } = await show(opened);
    await user.click(await screen.findByRole('button', { name: /Local time/ }));
    expect(screen.getByRole('button', { name: 'UTC' })).toBeTruthy();
    expect(main.inputs('app.writePreferences').at(-1)).toEqual({ ...defaultPreferences, timeZone: 'utc' });
  });

  test('finds one tenant among fifty and switches to it', async () => {
    const { app, user } = await show(opened);
    await user.click(await screen.findByRole('button', { name: 'Tenant Contoso PRD, switch' }));
    await user.keyboard('tailspin 14{Enter}');
    expect(app.active.summary?.tenantUrl).toContain('tailspin-prd-14');
  });

  test.each([
    ['the palette', '{Control>}k{/Control}', 'Command palette'],
    ['another dialog', '{F1}', 'Keyboard shortcuts'],
  ])('gives the focus back when %s closes', async (_what, keys, name) => {
    const { user } = await show();
    const before = screen.getByRole('button', { name: 'Settings' });
    before.focus();
    await user.keyboard(keys);
    const dialog = await screen.findByRole('dialog', { name });
    expect(document.activeElement).not.toBe(before);
    await fireEvent(dialog, new Event('cancel', { cancelable: true }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name })).toBeNull());
    expect(document.activeElement).toBe(before);
  });

  test('keys reach nothing behind a dialog, but the size of everything', async () => {
    const { app, main, user } = await show(opened);
    app.secrets.open('protect');
    await screen.findByRole('dialog');
    const areas = (): readonly string[] => app.tabs.visible.map(({ area }) => area);
    const before = areas();
    await user.keyboard('{Control>}6{/Control}{Control>}={/Control}');
    expect(areas()).toEqual(before);
    expect(main.inputs('app.writePreferences').map(({ zoom }) => zoom)).toEqual([110]);
  });

  test('opens the palette by its keys, but not another thing behind it', async () => {
    const { app, user } = await show(opened);
    await user.keyboard('{Control>}k{/Control}');
    expect(screen.getByRole('dialog', { name: 'Command palette' })).toBeTruthy();
    const before = app.tabs.all.length;
    await user.keyboard('{Control>}w{/Control}');
    expect(app.tabs.all).toHaveLength(before);
  });

  test('changes theme and zoom by commands and keeps both', async () => {
    const { app, main } = await show(opened);
    app.commands.run('theme.contrast');
    await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('contrast'));
    app.commands.run('zoom.in');
    expect(main.inputs('app.writePreferences').at(-1)).toMatchObject({ theme: 'contrast', zoom: 110 });
    for (let times = 0; times < 20; times += 1) app.commands.run('zoom.out');
    expect(main.inputs('app.writePreferences').at(-1)).toMatchObject({ zoom: 80 });
  });

  test('tells what was found at start, and what a missing key ring means', async () => {
    const info = await createTestApp().app.api.app.info();
    await show({
      'app.info': () => ({
        ...info,
        secretStorage: { state: 'unavailable', backend: 'basic_text' },
        notices: [{ code: 'settings.corrupt', message: 'x', facts: { file: 'settings.json' } }],
      }),
    });
    expect(await screen.findByText(/settings\.json/)).toBeTruthy();
    expect(screen.getByText('This system offers no encrypted storage')).toBeTruthy();
  });

  test('tries a locked key ring again', async () => {
    const info = await createTestApp().app.api.app.info();
    let isLocked = true;
    const { user } = await show({
      'app.info': () => ({
        ...info,
        secretStorage: { state: isLocked ? 'locked' : 'available', backend: 'x' },
      }),
      'connections.retrySecretStorage': () => {
        isLocked = false;
        return undefined;
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText('The key ring is locked')).toBeNull());
  });

  test('shows a failure that has no other place as a notice with a next step', async () => {
    const { app } = await show();
    app.notices.fail(new AppError('disk.full', 'x'));
    app.notices.fail(new AppError('disk.full', 'x'));
    expect(await screen.findAllByText(/disk/i)).not.toHaveLength(0);
    expect(app.notices.toasts).toHaveLength(1);
  });

  test('closes the tabs of a connection that was removed', async () => {
    let left = connections;
    const { app, main } = await show({ ...opened, 'connections.list': () => left });
    await waitFor(() => expect(app.active.id).toBe('c3'));
    app.tabs.open({ area: 'connections', title: 'Of c3', target: { connectionId: 'c3' } });
    left = connections.filter(({ id }) => id !== 'c3');
    main.publish('connections.changed', undefined);
    await waitFor(() => expect(app.active.id).toBeUndefined());
    expect(app.tabs.all.some(({ title }) => title === 'Of c3')).toBe(false);
  });
});
