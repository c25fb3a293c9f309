import { screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';

import { LiveMode } from '../../../src-renderer/features/messages/live-mode.svelte.ts';
import LiveToggle from '../../../src-renderer/features/messages/LiveToggle.svelte';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

test('live mode is on again where it was on last, for that tenant alone', async () => {
  const testApp = createTestApp({ 'messages.live': () => ({ next: 60_000, perHour: 1_100 }) as never });
  const show = (connectionId: string) =>
    renderWithApp(LiveToggle, { live: new LiveMode(testApp.app.api, connectionId), connectionId }, testApp);
  const chip = (): HTMLElement => screen.getByRole('button', { name: 'Live' });

  const first = show('c1');
  expect(chip().getAttribute('aria-pressed')).toBe('false');
  await userEvent.setup().click(chip());
  first.unmount();

  const other = show('c2');
  expect(chip().getAttribute('aria-pressed')).toBe('false');
  other.unmount();

  show('c1');
  await waitFor(() => expect(chip().getAttribute('aria-pressed')).toBe('true'));
  expect(testApp.main.inputs('messages.live').at(-1)).toMatchObject({ connectionId: 'c1' });
});
