import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { AppError } from '../../../src-shared/errors.ts';
import type { MessageDetails } from '../../../src-shared/model/messages.ts';
import type { Answers } from '../fake-bridge.ts';
import { detailsOf, now, read, row, run, show } from './show-message.ts';

describe('a message that the tenant has forgotten', () => {
  const start = now - 39 * 24 * 3_600_000;
  const rule = 'The tenant keeps messages for 30 days; this one is 39 days old.';
  const notFound = new AppError('tenant.not-found', '404', {
    status: 404,
    tenantText: 'Requested entity could not be found.',
  });
  const failed = { state: 'failed', error: notFound.toData() } as const;
  const below: Partial<MessageDetails> = {
    error: read(undefined),
    attachments: failed,
    storeEntries: failed,
    runs: failed,
  };
  const payloadsOf = (of: number) => ({
    attachments: failed,
    entries: failed,
    start: of,
    logLevel: 'INFO',
    kept: [],
  });
  const forgotten = (of: number): Answers => ({
    'messages.details': () => ({ ...detailsOf({ ...row, start: of }), ...below }),
    'runs.list': () => [],
    'runs.read': () => Promise.reject(notFound),
    'payloads.list': () => payloadsOf(of),
    'payloads.readList': () => payloadsOf(of),
  });

  test.each(['Overview', 'Way', 'Trace', 'Payloads'])('says the rule in the part %s', async (part) => {
    await show(part, {}, forgotten(start));
    const panel = within(await screen.findByRole('tabpanel', { name: part }));
    expect((await panel.findAllByText(rule, { exact: false })).length).toBeGreaterThan(0);
    expect(await panel.findByText('No longer on the tenant')).toBeTruthy();
    expect(panel.queryByText(/Refresh the list|hostname|Not on the tenant/)).toBeNull();
    expect(panel.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  test('is not said to have had nothing', async () => {
    await show('Overview', {}, forgotten(start));
    expect(
      await screen.findByText(
        'attachments no longer on the tenant, persisted payloads no longer on the tenant',
      ),
    ).toBeTruthy();
    expect(screen.queryByText(/could not be read|keeps no error text|have written none/)).toBeNull();
  });

  test('shows the steps that the library kept', async () => {
    const kept = { ...run, start, isComplete: false };
    await show('Way', {}, { ...forgotten(start), 'runs.list': () => [kept] });
    const grid = await screen.findByRole('grid', { name: 'Steps' });
    await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('5'));
    const notice = (await screen.findByText('No longer on the tenant')).closest('[role=status]');
    expect(notice?.textContent).toContain(rule);
  });

  test.each([
    ['a younger one', row.start, notFound],
    [
      'a host that no tenant has',
      start,
      new AppError('tenant.not-found', '404', { tenantText: "Requested route ('x') does not exist." }),
    ],
  ])('is not %s', async (_, of, error) => {
    await show('Way', {}, { ...forgotten(of), 'runs.read': () => Promise.reject(error) });
    expect(await screen.findByRole('heading', { name: 'Not on the tenant' })).toBeTruthy();
    expect(screen.getByText(/check the tenant hostname/)).toBeTruthy();
  });
});
