import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';

import ChartPanel from '../../../src-renderer/features/charts/ChartPanel.svelte';
import { durationScale } from '../../../src-renderer/features/charts/duration-scale.ts';
import { narrowedTo } from '../../../src-renderer/features/charts/narrowed-to.ts';
import { columnAt, placeColumns, roundUp, ticks } from '../../../src-renderer/features/charts/time-scale.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { DurationChart, TimeChart } from '../../../src-shared/model/charts.ts';
import type { MessageFilter } from '../../../src-shared/model/messages.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

const hour = 3_600_000;
const from = Date.UTC(2026, 10, 23, 6);
const columns = { from, to: from + 4 * hour, first: from, step: hour, count: 4 };
const chart: TimeChart = {
  ...columns,
  statuses: { COMPLETED: [10, 20, 30, 1_200], FAILED: [0, 2, 0, 0] },
};
const filter: MessageFilter = { range: { kind: 'last', minutes: 240 }, statuses: [], flows: [] };
const usual = { count: 40, median: 200, p95: 3_000, slowest: 9_000 };
const durations: DurationChart = {
  ...columns,
  whole: usual,
  columns: [
    { ...usual, message: { connectionId: 'c1', messageGuid: 'AG1', flowName: 'Orders', start: from } },
    undefined,
    { ...usual, slowest: 3_000, message: undefined },
    undefined,
  ],
};

/** Every tenant answered. */
function whole<T>(drawn: T) {
  return { chart: drawn, failed: [] };
}

async function show(answers: Answers = {}) {
  const testApp = createTestApp({
    'charts.overTime': () => whole(chart),
    'charts.durations': () => whole(durations),
    'charts.shares': () =>
      whole({
        shares: [{ key: 'F1', name: 'Orders', counts: { COMPLETED: 5, RETRY: 1 } }],
        others: { names: 3, counts: { COMPLETED: 2 } },
      }),
    'charts.week': () =>
      whole({
        messages: Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, () => day)),
        failed: Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0)),
      }),
    ...answers,
  });
  const handlers = { onRange: vi.fn(), onOnly: vi.fn(), onOpen: vi.fn() };
  await testApp.app.loadInfo();
  const result = renderWithApp(ChartPanel, { connectionIds: ['c1'], filter, ...handlers }, testApp);
  return { ...result, ...handlers, user: userEvent.setup() };
}

test('claims no numbers where there is nothing to draw', async () => {
  await show({ 'charts.overTime': () => whole({ ...columns, statuses: {} }) });
  await screen.findByText('No messages to draw.');
  expect(screen.queryByText(/0 messages|at most/)).toBeNull();
});

test('does not call it the end while the tenant is being read', async () => {
  const { rerender } = await show({ 'charts.overTime': () => whole({ ...columns, statuses: {} }) });
  await screen.findByText('No messages to draw.');
  await rerender({ props: { props: { connectionIds: ['c1'], filter, isComing: true } } });
  expect(screen.getByText('No messages to draw yet.')).toBeTruthy();
});

test('says what it shows, and takes a stretch of time by keys', async () => {
  const { user, onRange } = await show();
  const slider = await screen.findByRole('slider', { name: 'Messages over time' });
  expect(slider.getAttribute('aria-valuetext')).toBe('1,262 messages, 2 failed; at most 1,200 in 1 h');
  slider.focus();
  await user.keyboard('{Home}{ArrowRight}');
  expect(slider.getAttribute('aria-valuetext')).toBe(
    '23 Nov 2026 08:00 to 23 Nov 2026 09:00: 22 messages, 2 failed',
  );
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
  expect(screen.getByText(/^23 Nov 2026 08:00 to 23 Nov 2026 10:00: 52 messages, 2 failed$/)).toBeTruthy();
  await user.keyboard('{Enter}');
  expect(onRange).toHaveBeenCalledWith({ kind: 'between', from: from + hour, to: from + 3 * hour });
});

test('goes back to the range before, as long as the stretch is shown', async () => {
  const { user, rerender, onRange } = await show();
  const slider = await screen.findByRole('slider');
  slider.focus();
  await user.keyboard('{End}{Enter}');
  const range = onRange.mock.calls[0]?.[0] as MessageFilter['range'];
  await rerender({ props: { props: { connectionIds: ['c1'], filter: { ...filter, range }, onRange } } });
  await user.click(await screen.findByRole('button', { name: 'Back to Last 4 hours' }));
  expect(onRange).toHaveBeenLastCalledWith(filter.range);
});

test('shows durations, whose outliers open, in the picture and in the table', async () => {
  const { app, user, onOpen } = await show();
  app.commands.run('chart.durations');
  const slider = await screen.findByRole('slider', { name: 'Durations over time' });
  expect(slider.getAttribute('aria-valuetext')).toBe(
    '40 messages; half took up to 200 ms, 95 % up to 3.00 s, the slowest 9.00 s',
  );
  const outliers = screen.getAllByRole('button', { name: /^Open the slowest message/ });
  expect(outliers).toHaveLength(1);
  await user.click(outliers[0] as HTMLElement);
  expect(onOpen).toHaveBeenCalledWith(durations.columns[0]?.message);
  await user.click(screen.getByRole('button', { name: 'Chart as a table' }));
  const table = screen.getByRole('table', { name: 'Durations' });
  expect(within(table).getAllByRole('row')).toHaveLength(3);
  await user.click(within(table).getByRole('button', { name: '9.00 s' }));
  expect(onOpen).toHaveBeenCalledTimes(2);
  expect(app.layout.record('chart.messages')).toEqual({ kind: 'durations', shown: 'yes', table: 'yes' });
});

test('narrows to what a bar stands for, and draws the week', async () => {
  const { app, main, user, onOnly } = await show();
  app.commands.run('chart.package');
  await user.click(await screen.findByRole('button', { name: 'Only Orders: 6 messages, 1 retry' }));
  expect(onOnly).toHaveBeenCalledWith('package', 'F1');
  expect(main.inputs('charts.shares')).toEqual([{ connectionIds: ['c1'], filter, by: 'package' }]);
  expect(screen.getByText('3 others: 2 messages')).toBeTruthy();
  app.commands.run('chart.week');
  const week = await screen.findByRole('table', { name: 'Messages by weekday and hour' });
  expect(within(week).getByText('Sunday 09:00–10:00: 6 messages')).toBeTruthy();
});

test('asks nothing while it is hidden, and again when messages changed', async () => {
  const { app, main } = await show();
  await screen.findByRole('slider');
  main.publish('messages.changed', { connectionId: 'c1' });
  main.publish('messages.changed', { connectionId: 'another' });
  await waitFor(() => expect(main.inputs('charts.overTime')).toHaveLength(2), { timeout: 3_000 });
  app.commands.run('chart.shown');
  await waitFor(() => expect(screen.queryByRole('slider')).toBeNull());
  app.commands.run('chart.shown');
  await waitFor(() => expect(main.inputs('charts.overTime')).toHaveLength(3));
});

test('follows the first messages at once, however long it took to find none', async () => {
  let at = 1_000;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => at);
  const answers: TimeChart[] = [{ ...columns, statuses: {} }];
  const { main } = await show({
    'charts.overTime': () => {
      at += 60_000;
      return whole(answers.shift() ?? chart);
    },
  });
  await screen.findByText('No messages to draw.');
  main.publish('messages.changed', { connectionId: 'c1' });
  await waitFor(() => expect(screen.queryByText('No messages to draw.')).toBeNull());
  clock.mockRestore();
});

test('ends a failure in a next step, and says that there is nothing', async () => {
  let works = false;
  const { user } = await show({
    'charts.overTime': () => {
      if (!works) throw new AppError('library.failed', 'x');
      return whole({ ...columns, statuses: {} });
    },
  });
  works = true;
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('No messages to draw.')).toBeTruthy();
});

test('puts columns, places and times where they belong', () => {
  // The first and last column are cut where the stretch is.
  const cut = { from: from + hour / 2, to: from + 3.5 * hour, first: from, step: hour, count: 4 };
  expect(placeColumns(cut, 300).map(({ x, width }) => [x, width])).toEqual([
    [0, 48],
    [50, 98],
    [150, 98],
    [250, 48],
  ]);
  expect([0, 60, 149, 151, 299, 400].map((x) => columnAt(cut, x, 300))).toEqual([0, 1, 1, 2, 3, 3]);
  expect(
    ticks(columns, 500, 'Asia/Kolkata').map(({ at }) => new Date(at).toISOString().slice(11, 16)),
  ).toEqual(['06:30', '07:30', '08:30']);
  expect([0, 3, 7, 11, 101, 4_400].map(roundUp)).toEqual([1, 3, 8, 12, 120, 5_000]);
  const scale = durationScale(durations);
  expect(scale.marks.map(({ text }) => text)).toEqual(['100 ms', '1 s', '10 s']);
  expect(scale.place(100)).toBe(0);
  expect(scale.place(usual.slowest)).toBeLessThan(1);
});

test('one flow stands in the filter, packages and receivers as terms', () => {
  expect(narrowedTo(filter, 'flow', 'F1')).toEqual({ ...filter, flows: ['F1'] });
  const narrowed = narrowedTo(filter, 'receiver', 'ERP');
  expect(narrowedTo(narrowed, 'receiver', '').terms).toEqual([{ field: 'receiver', values: [''] }]);
});

test('in a low window is closed until it is wanted there', async () => {
  const { matchMedia } = window;
  window.matchMedia = (query) => Object.assign(matchMedia(query), { matches: query.includes('max-height') });
  try {
    const { main, user, app } = await show();
    const toggle = screen.getByRole('button', { name: 'Show the chart' });
    expect(screen.queryByRole('slider')).toBeNull();
    expect(main.inputs('charts.overTime')).toEqual([]);
    await user.click(toggle);
    expect(await screen.findByRole('slider', { name: 'Messages over time' })).toBeTruthy();
    // Other windows show it anyway.
    expect(app.layout.record('chart.messages')).toEqual({ low: 'yes' });
  } finally {
    window.matchMedia = matchMedia;
  }
});
