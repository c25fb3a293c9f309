import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { followNotifications } from '../../../src-renderer/features/watch/open-query.ts';
import WatchView from '../../../src-renderer/views/WatchView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { SavedQuery } from '../../../src-shared/model/queries.ts';
import { usualSettings, type WatchState } from '../../../src-shared/model/watch.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { sampleConnection } from '../samples.ts';

const query: SavedQuery = {
  id: 'q1',
  name: 'Failed orders',
  filter: { range: { kind: 'last', minutes: 60 }, statuses: ['FAILED'], flows: [] },
  connectionIds: ['c1'],
  isPinned: true,
};
const state: WatchState = {
  watches: [],
  settings: usualSettings,
  pausedUntil: undefined,
  tray: 'there',
  canNotify: true,
  looks: [],
  perHour: 24,
};

function show(answers: Answers = {}, target: Readonly<Record<string, string>> = {}) {
  const testApp = createTestApp({
    'connections.list': () => [sampleConnection()],
    'connections.open': () => undefined as never,
    'queries.list': () => [query],
    'watch.state': () => state,
    'watch.history': () => [],
    'watch.cost': () => [{ connectionId: 'c1', perHour: 27, alreadyPerHour: 0 }],
    'watch.save': () => undefined,
    'watch.writeSettings': () => undefined,
    'watch.pause': () => undefined,
    'watch.test': () => undefined,
    ...answers,
  });
  void testApp.app.connections.list.load();
  renderWithApp(WatchView, { target }, testApp);
  return { ...testApp, user: userEvent.setup() };
}

describe('watching', () => {
  test('says what it asks of the tenant before it is switched on', async () => {
    const { main, user } = show();
    expect(await screen.findByText('Nothing is watched')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Rules of Failed orders' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Watch “Failed orders”' }));
    expect(await dialog.findByText('Contoso PRD: about 27 requests per hour')).toBeTruthy();
    expect(main.inputs('watch.save')).toEqual([]);
    await user.click(dialog.getByRole('checkbox', { name: 'Too many' }));
    const count = dialog.getByRole('spinbutton', { name: 'more than' });
    await user.clear(count);
    const watch = dialog.getByRole<HTMLButtonElement>('button', { name: 'Watch' });
    expect(watch.disabled).toBe(true);
    await user.type(count, '5');
    await user.click(watch);
    expect(main.inputs('watch.save')).toEqual([
      {
        queryId: 'q1',
        isOn: true,
        rules: [
          { kind: 'first-failure', calmMinutes: 1_440 },
          { kind: 'more-than', count: 5, minutes: 15 },
        ],
      },
    ]);
  });

  test('begins with the rules of the query it was opened for', async () => {
    show({}, { queryId: 'q1' });
    expect(await screen.findByRole('dialog', { name: 'Watch “Failed orders”' })).toBeTruthy();
  });

  test('shows what is watched, why a tenant could not be asked, and stops', async () => {
    const error = new AppError('network.offline', 'x').toData();
    const { main, user } = show({
      'watch.state': () => ({
        ...state,
        watches: [{ queryId: 'q1', isOn: true, rules: [{ kind: 'silence', hours: 4 }] }],
        looks: [{ connectionId: 'c1', at: Date.now(), error }],
      }),
    });
    expect(
      await screen.findByText('1 query watched, every 5 minutes, about 24 requests an hour'),
    ).toBeTruthy();
    expect(screen.getByText('nothing for 4 hours')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Pause for an hour' }));
    expect(main.inputs('watch.pause')).toEqual([{ minutes: 60 }]);
    await user.click(screen.getByRole('button', { name: 'Rules of Failed orders' }));
    await user.click(screen.getByRole('button', { name: 'Stop watching' }));
    expect(main.inputs('watch.save')).toMatchObject([
      { isOn: false, rules: [{ kind: 'silence', hours: 4 }] },
    ]);
  });

  test('has quiet hours, and stays in the tray only where there is one', async () => {
    const { main, user } = show({ 'watch.state': () => ({ ...state, tray: 'none' }) });
    const tray = await screen.findByRole<HTMLInputElement>('checkbox', { name: /^Watch on when the window/ });
    expect(tray.disabled).toBe(true);
    expect(screen.getByText(/This desktop shows no icons in a tray/)).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: /^Quiet hours/ }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Look at the tenants' }), '15');
    expect(main.inputs('watch.writeSettings')).toEqual([
      { ...usualSettings, quiet: { from: 1_320, to: 360 } },
      { ...usualSettings, everyMinutes: 15 },
    ]);
    await user.click(screen.getByRole('button', { name: 'Show a notification' }));
    expect(main.inputs('watch.test')).toHaveLength(1);
  });

  test('lists what was noticed, and a click on a notification opens its query', async () => {
    const event = {
      id: 'e1',
      at: Date.UTC(2026, 10, 23, 12),
      queryId: 'q1',
      queryName: 'Failed orders',
      connectionId: 'c1',
      kind: 'more-than',
      text: '11 messages within 15 minutes',
      shown: 'alone',
    } as const;
    const unseen = { ...event, id: 'e2', shown: 'unsupported' } as const;
    const { main, app } = show({ 'watch.history': () => [event, { ...unseen, text: '12 messages' }] });
    const history = within(await screen.findByRole('table', { name: 'History' }));
    expect(history.getByText('11 messages within 15 minutes')).toBeTruthy();
    expect(history.getByText('Notified')).toBeTruthy();
    expect(history.getByText('Not shown: this system shows no notifications')).toBeTruthy();
    const stop = followNotifications(app);
    main.publish('watch.opened', { queryId: 'q1', connectionId: 'c1' });
    await waitFor(() => expect(app.tabs.front?.target).toEqual({ connectionId: 'c1', queryId: 'q1' }));
    main.publish('watch.opened', {});
    expect(app.tabs.front?.area).toBe('watch');
    stop();
  });

  test.each<[string, Answers]>([
    ['There is no query to watch yet', { 'queries.list': () => [] }],
    [
      'No room',
      {
        'watch.state': () => {
          throw new AppError('disk.full', 'x');
        },
      },
    ],
  ])('says so: %s', async (words, answers) => {
    show(answers);
    const said = words === 'No room' ? /disk is full/i : words;
    expect((await screen.findAllByText(said)).length).toBeGreaterThan(0);
  });
});
