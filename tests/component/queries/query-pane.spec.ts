import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';

import MessageListView from '../../../src-renderer/views/MessageListView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { SavedQuery } from '../../../src-shared/model/queries.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

const range = { kind: 'last', minutes: 1_440 } as const;
const failedOrders: SavedQuery = {
  id: 'q1',
  name: 'Failed orders',
  filter: { range, statuses: ['FAILED'], flows: [] },
  connectionIds: ['c1'],
  isPinned: true,
};
const everywhere: SavedQuery = {
  ...failedOrders,
  id: 'q2',
  name: 'Failed everywhere',
  connectionIds: ['c1', 'c2', 'c3'],
};
const slow: SavedQuery = { ...failedOrders, id: 'q3', name: 'Slow ones', isPinned: false };

async function show(kept: readonly SavedQuery[]) {
  let queries = kept;
  const testApp = createTestApp({
    'messages.query': ({ offset }) => ({ rows: [], offset, total: 0, lastKey: 0, held: 0 }),
    'messages.counts': () => ({}),
    'messages.flows': () => [],
    'messages.loaded': () => ({
      loaded: 0,
      onTenant: undefined,
      complete: true,
      gaps: [],
      forgotten: undefined,
      paused: false,
      syncedAt: 0,
      syncing: false,
      error: undefined,
    }),
    'messages.sync': () => ({ jobId: 'j' }),
    'charts.overTime': () => ({
      chart: { from: 0, to: 1, first: 0, step: 1, count: 1, statuses: {} },
      failed: [],
    }),
    'queries.list': () => queries,
    'queries.counts': ({ queryIds }) =>
      queryIds.map((queryId) => ({
        queryId,
        total: queryId === 'q1' ? 1_204 : 7,
        failed:
          queryId === 'q2'
            ? [{ connectionId: 'c3', error: new AppError('library.locked', 'x').toData() }]
            : [],
      })),
    'queries.save': ({ id = 'new', ...rest }) => {
      const query = { id, ...rest };
      queries = [...queries.filter((one) => one.id !== id), query];
      return query;
    },
  });
  await testApp.app.loadInfo();
  const result = renderWithApp(MessageListView, { connectionId: 'c1' }, testApp);
  return { ...result, user: userEvent.setup() };
}

const pane = (): Promise<HTMLElement> => screen.findByRole('region', { name: 'Queries' });

test('pinned queries stand beside the list with what they find, and narrow it', async () => {
  const { main, user } = await show([failedOrders, everywhere, slow]);
  const queries = within(await pane());
  const query = await queries.findByRole('button', { name: 'Failed orders 1,204' });
  expect(queries.getByRole('button', { name: 'Slow ones' })).toBeTruthy();
  expect(main.inputs('queries.counts').at(-1)).toEqual({ queryIds: ['q1', 'q2'] });
  await user.click(query);
  await waitFor(() => expect(main.inputs('messages.query').at(-1)?.filter.statuses).toEqual(['FAILED']));
  expect(query.getAttribute('aria-pressed')).toBe('true');
  await user.click(queries.getByRole('button', { name: 'All messages' }));
  await waitFor(() => expect(main.inputs('messages.query').at(-1)?.filter.statuses).toEqual([]));
  expect(query.getAttribute('aria-pressed')).toBe('false');
});

test('a query of several tenants says how many, who did not answer, and opens as a table of its own', async () => {
  const { app, user } = await show([everywhere]);
  const query = await within(await pane()).findByRole('button', { name: /^Failed everywhere/ });
  await waitFor(() => expect(query.title).toMatch(/Asked of 3 tenants\n1 tenant did not answer$/));
  await user.click(query);
  expect(app.tabs.all.at(-1)?.target['queryId']).toBe('q2');
});

test('numbers are counted again when messages come', async () => {
  const { main } = await show([failedOrders]);
  await within(await pane()).findByRole('button', { name: 'Failed orders 1,204' });
  const before = main.inputs('queries.counts').length;
  main.publish('messages.changed', { connectionId: 'c1' });
  await waitFor(() => expect(main.inputs('queries.counts').length).toBeGreaterThan(before));
});

test('without the pane pinned queries are chips, and the choice is remembered', async () => {
  const { app, user } = await show([failedOrders]);
  await user.click(within(await pane()).getByRole('button', { name: 'Hide the queries' }));
  expect(screen.queryByRole('region', { name: 'Queries' })).toBeNull();
  expect(await screen.findByRole('button', { name: /^Failed orders/ })).toBeTruthy();
  expect(app.layout.record('queries.messages')).toEqual({ shown: 'no' });
});

test('what the list shows is kept under a name, pinned', async () => {
  const { main, user } = await show([]);
  expect(screen.queryByRole('region', { name: 'Queries' })).toBeNull();
  await user.click(await screen.findByRole('button', { name: 'Queries' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Save query…', hidden: true }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Save query' }));
  await user.type(dialog.getByLabelText('Name'), 'Today');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(main.inputs('queries.save')).toEqual([
      { name: 'Today', filter: { range, statuses: [], flows: [] }, connectionIds: ['c1'], isPinned: true },
    ]),
  );
  expect(await within(await pane()).findByRole('button', { name: 'Today 7' })).toBeTruthy();
});
