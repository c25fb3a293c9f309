import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';

import TenantMessagesView from '../../../src-renderer/views/TenantMessagesView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { TimeChart } from '../../../src-shared/model/charts.ts';
import type { LoadedRange, MessageFilter } from '../../../src-shared/model/messages.ts';
import type { SavedQuery, TenantMessageRow } from '../../../src-shared/model/queries.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { sampleConnection } from '../samples.ts';

const hour = 3_600_000;
const from = Date.UTC(2026, 10, 23, 6);
const chart: TimeChart = {
  from,
  to: from + 4 * hour,
  first: from,
  step: hour,
  count: 4,
  statuses: { COMPLETED: [10, 20, 30, 40], FAILED: [0, 2, 0, 0] },
};
const filter: MessageFilter = { range: { kind: 'last', minutes: 240 }, statuses: [], flows: [] };
const query: SavedQuery = {
  id: 'q1',
  name: 'Everywhere',
  filter,
  connectionIds: ['c1', 'c2', 'c3'],
  isPinned: true,
};
const complete: LoadedRange = {
  loaded: 90,
  onTenant: undefined,
  complete: true,
  gaps: [],
  forgotten: undefined,
  paused: false,
  syncedAt: 1,
  syncing: false,
  error: undefined,
};

async function show() {
  const error = new AppError('library.locked', 'x').toData();
  const testApp = createTestApp({
    'connections.list': () => [
      sampleConnection({ id: 'c1', name: 'Contoso PRD' }),
      sampleConnection({ id: 'c2', name: 'Contoso QAS' }),
      sampleConnection({ id: 'c3', name: 'Fabrikam PRD' }),
    ],
    'queries.list': () => [query],
    'queries.rows': ({ offset }) => ({
      rows: [],
      offset,
      total: 102,
      failed: [{ connectionId: 'c3', error }],
    }),
    'charts.overTime': () => ({ chart, failed: [{ connectionId: 'c3', error }] }),
    'charts.shares': () => ({
      chart: { shares: [{ key: 'F1', name: 'Orders', counts: { COMPLETED: 60 } }], others: undefined },
      failed: [],
    }),
    'charts.durations': () => {
      const usual = { count: 40, median: 200, p95: 3_000, slowest: 9_000 };
      const message = { connectionId: 'c2', messageGuid: 'AG1', flowName: 'Orders', start: from };
      const columns = [{ ...usual, message }, undefined, undefined, undefined];
      return { chart: { ...chart, whole: usual, columns }, failed: [] };
    },
    'messages.loaded': ({ connectionId }) => {
      if (connectionId === 'c3') throw new AppError('library.locked', 'x');
      return connectionId === 'c1'
        ? complete
        : { ...complete, complete: false, loaded: 12, gaps: [{ from, to: from + hour }] };
    },
  });
  await testApp.app.loadInfo();
  await testApp.app.connections.list.load();
  renderWithApp(TenantMessagesView, { connectionId: 'c1', queryId: 'q1' }, testApp);
  return { ...testApp, user: userEvent.setup() };
}

test('one chart is drawn of all tenants, and says whose messages are missing in it', async () => {
  const { main } = await show();
  const slider = await screen.findByRole('slider', { name: 'Messages over time' });
  expect(slider.getAttribute('aria-valuetext')).toMatch(/^102 messages, 2 failed/);
  expect(main.inputs('charts.overTime')[0]).toMatchObject({ connectionIds: ['c1', 'c2', 'c3'], filter });
  expect(screen.getByText(/^102 messages, 2 failed; at most 40 in 1 h; without Fabrikam PRD$/)).toBeTruthy();
});

test('says how many tenants answered, and what to do about one that was removed', async () => {
  const { main } = await show();
  const removed = { connectionId: 'c9', error: new AppError('connection.not-found', 'x').toData() };
  expect(await screen.findByText('102 messages of 2 of 3 tenants.')).toBeTruthy();
  expect(screen.getByText('Fabrikam PRD:')).toBeTruthy();
  main.answer({
    'queries.rows': ({ offset }) => ({ rows: [], offset, total: 90, failed: [removed] }),
    'charts.overTime': () => ({ chart, failed: [removed] }),
  });
  main.publish('messages.changed', { connectionId: 'c1' });
  expect(await screen.findByText('A connection of this query was removed')).toBeTruthy();
  expect(screen.getByText(/Change the query to leave it out/)).toBeTruthy();
  expect(await screen.findByText(/; without a removed connection$/, {}, { timeout: 3_000 })).toBeTruthy();
  expect(screen.queryByText('c9:')).toBeNull();
});

test('a tenant that is not loaded for all of the time is named with what it lacks', async () => {
  const { app, user } = await show();
  const line = (await screen.findByText('Not loaded of this time:')).parentElement as HTMLElement;
  expect(line.textContent).toMatch(/Contoso QAS\s*23 November, 07:00–08:00/);
  expect(within(line).queryByRole('button', { name: 'Contoso PRD' })).toBeNull();
  await user.click(within(line).getByRole('button', { name: 'Contoso QAS' }));
  expect(app.tabs.all.at(-1)?.target).toEqual({ connectionId: 'c2' });
});

test('a stretch of time narrows the list of all, and is left again', async () => {
  const { main, user } = await show();
  const slider = await screen.findByRole('slider', { name: 'Messages over time' });
  slider.focus();
  await user.keyboard('{Home}{ArrowRight}{Enter}');
  const range = { kind: 'between', from: from + hour, to: from + 2 * hour };
  await waitFor(() => expect(main.inputs('queries.rows').at(-1)?.filter).toEqual({ ...filter, range }));
  await waitFor(() => expect(main.inputs('charts.overTime').at(-1)?.filter).toEqual({ ...filter, range }));
  await user.click(await screen.findByRole('button', { name: 'Back to Last 4 hours' }));
  await waitFor(() => expect(main.inputs('queries.rows').at(-1)?.filter).toEqual(filter));
});

test('a bar narrows it to one flow, and the whole query is one click away', async () => {
  const { app, main, user } = await show();
  await screen.findByRole('slider', { name: 'Messages over time' });
  expect(screen.queryByRole('button', { name: 'Whole query' })).toBeNull();
  app.commands.run('chart.flow');
  await user.click(await screen.findByRole('button', { name: 'Only Orders: 60 messages' }));
  await waitFor(() =>
    expect(main.inputs('queries.rows').at(-1)?.filter).toEqual({ ...filter, flows: ['F1'] }),
  );
  await user.click(screen.getByRole('button', { name: 'Whole query' }));
  await waitFor(() => expect(main.inputs('queries.rows').at(-1)?.filter).toEqual(filter));
});

test('a cell narrows it to its value, or to all others', async () => {
  const { app, main, user } = await show();
  const row: TenantMessageRow = {
    connectionId: 'c2',
    messageGuid: 'AG1',
    correlationId: undefined,
    applicationMessageId: undefined,
    applicationMessageType: undefined,
    flowId: 'F1',
    flowName: 'Orders',
    packageId: undefined,
    status: 'COMPLETED',
    customStatus: undefined,
    start: from,
    end: from + 5,
    sender: 'Webshop',
    receiver: undefined,
    logLevel: 'INFO',
  };
  main.answer({ 'queries.rows': ({ offset }) => ({ rows: [row], offset, total: 1, failed: [] }) });
  main.publish('messages.changed', { connectionId: 'c1' });
  await user.pointer({ keys: '[MouseRight]', target: await screen.findByText('Webshop') });
  const items = app.menu.shown?.items ?? [];
  expect(items.slice(0, 2).map(({ text }) => text)).toEqual(['Only sender Webshop', 'Not sender Webshop']);
  items[1]?.run();
  const term = { field: 'sender', values: ['Webshop'], not: true };
  await waitFor(() =>
    expect(main.inputs('queries.rows').at(-1)?.filter).toEqual({ ...filter, terms: [term] }),
  );
  expect(await screen.findByText('-sender:Webshop')).toBeTruthy();
});

test('the slowest message opens with the tenant it is of', async () => {
  const { app, user } = await show();
  await screen.findByRole('slider', { name: 'Messages over time' });
  app.commands.run('chart.durations');
  await user.click(await screen.findByRole('button', { name: /^Open the slowest message, Orders/ }));
  expect(app.tabs.all.at(-1)?.target).toEqual({ connectionId: 'c2', messageGuid: 'AG1' });
});
