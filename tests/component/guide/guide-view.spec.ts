import { screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import FailedState from '../../../src-renderer/components/feedback/FailedState.svelte';
import { guideSections } from '../../../src-renderer/features/guide/guide-sections.ts';
import { permissionCommands } from '../../../src-renderer/features/permissions/permission-commands.ts';
import GuideView from '../../../src-renderer/views/GuideView.svelte';
import { guideSectionFor, guideSectionIds } from '../../../src-shared/advice/guide-sections.ts';
import { errorCodes } from '../../../src-shared/errors.ts';
import { parseInstanceParameters } from '../../../src-shared/permissions/instance-parameters.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

describe('the guide to a service key', () => {
  test('has every part that errors lead to, each once', () => {
    expect(guideSections.map(({ id }) => id)).toEqual([...guideSectionIds]);
  });

  test('goes to the part that is asked for, also a second time', async () => {
    const { app } = renderWithApp(GuideView, {});
    const focused = () => document.activeElement?.textContent;
    app.guide.open('certificate');
    await expect.poll(focused).toBe('Keys with a certificate');
    await userEvent.click(screen.getByRole('button', { name: 'Other identity providers' }));
    expect(focused()).toBe('Other identity providers');
    app.guide.open('certificate');
    await expect.poll(focused).toBe('Keys with a certificate');
  });

  test('tells each drawing in words and gives what is pasted to the clipboard', async () => {
    const { main } = renderWithApp(GuideView, {});
    for (const drawing of screen.getAllByRole('img'))
      expect(drawing.getAttribute('aria-label')?.length).toBeGreaterThan(40);
    const part = screen.getByRole('region', { name: 'Roles' });
    await userEvent.click(within(part).getByRole('button', { name: 'Copy' }));
    const [copied] = main.inputs('app.copyText');
    expect(parseInstanceParameters(copied?.text ?? '')).toMatchObject({ ok: true });
  });

  test('is named by everything that is wrong with a key or on the way', () => {
    const without = errorCodes.filter((code) => guideSectionFor(code) === undefined);
    expect(without.filter((code) => /^(auth|network)\./.test(code))).toEqual([]);
    expect(without).toContain('disk.full');
  });

  test('opens from an error at its part, and from the palette', async () => {
    const testApp = createTestApp();
    const { app } = testApp;
    const error = { code: 'auth.unauthorized', message: '', facts: {} } as const;
    const { unmount } = renderWithApp(FailedState, { error }, testApp);
    await userEvent.click(screen.getByRole('button', { name: 'Show the guide' }));
    expect(app.guide.wanted?.section).toBe('plan');
    expect(app.tabs.front?.area).toBe('guide');
    unmount();
    permissionCommands(app)
      .find(({ id }) => id === 'guide.open')
      ?.run();
    expect(app.guide.wanted?.section).toBe('prerequisites');
  });
});
