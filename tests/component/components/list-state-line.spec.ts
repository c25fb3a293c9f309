import { screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';

import ListStateLine from '../../../src-renderer/components/feedback/ListStateLine.svelte';
import type { ListState } from '../../../src-shared/model/content.ts';
import { renderWithApp } from '../render-with-app.ts';

const offline = { code: 'network.offline', message: '', facts: {} } as const;

function show(changes: Partial<ListState>) {
  const onRetry = vi.fn();
  const state: ListState = { syncedAt: undefined, syncing: false, error: undefined, ...changes };
  renderWithApp(ListStateLine, { state, what: 'packages', onRetry });
  return onRetry;
}

describe('where a list stands', () => {
  test.each([
    [{ syncedAt: Date.now() - 200_000 }, /^Synced 3 min ago$/],
    [{ syncing: true }, /^Reading packages…$/],
    [{ syncing: true, syncedAt: Date.now() - 200_000 }, /Reading packages….*synced 3 min ago/],
    [{}, /^Not synced yet$/],
  ])('%o', (changes, text) => {
    show(changes);
    expect(screen.getByRole('status').textContent.trim().replaceAll(/\s+/g, ' ')).toMatch(text);
  });

  test('says why the last read failed, how old the rows are, and offers another try', async () => {
    const onRetry = show({ syncedAt: Date.now() - 7_300_000, error: offline });
    expect(screen.getByText('No network')).toBeTruthy();
    expect(screen.getByText('Synced 2 h ago')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });

  test('does not show an old failure while it is read again', () => {
    show({ syncing: true, error: offline });
    expect(screen.queryByText('No network')).toBeNull();
  });
});
