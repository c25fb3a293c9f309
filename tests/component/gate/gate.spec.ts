import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import App from '../../../src-renderer/app/App.svelte';
import { openWords } from '../../../src-renderer/features/gate/gate-words.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Environment } from '../../../src-shared/model/connections.ts';
import { emptyLayout } from '../../../src-shared/model/preferences.ts';
import { createTestApp } from '../render-with-app.ts';
import { sampleActivity, sampleConnection } from '../samples.ts';

async function show(environment: Environment) {
  const connection = sampleConnection({ environment });
  const testApp = createTestApp({
    'connections.list': () => [connection],
    'app.readLayout': () => ({ ...emptyLayout, connectionId: connection.id }),
    'connections.open': () => connection,
    'connections.activity': ({ connectionId }) => sampleActivity({ connectionId }),
    'content.state': () => ({ syncedAt: undefined, syncing: false, error: undefined }),
    'gate.open': ({ connectionId, reason, minutes }) => {
      const open = { connectionId, reason, openedAt: Date.now(), until: Date.now() + minutes * 60_000 };
      testApp.main.publish('gate.changed', [open]);
      return open;
    },
    'gate.close': () => {
      testApp.main.publish('gate.changed', []);
      return undefined;
    },
  });
  render(App, { props: { app: testApp.app } });
  await screen.findByRole('button', readOnly);
  return { ...testApp, user: userEvent.setup() };
}

const readOnly = { name: 'Read-only. Write-enable Contoso PRD' };

describe('write-enabling in the window', () => {
  test('asks for a reason, shows the time left, and goes back by one click', async () => {
    const { user, main } = await show('test');
    await user.click(screen.getByRole('button', readOnly));
    const dialog = screen.getByRole('dialog', { name: 'Write-enable Contoso PRD' });
    const enable = within(dialog).getByRole('button', { name: 'Write-enable' });
    expect(enable).toHaveProperty('disabled', true);
    expect(within(dialog).queryByLabelText('Name of the connection')).toBeNull();
    await user.type(within(dialog).getByLabelText('Reason'), 'Ticket 17{Enter}');
    expect(main.inputs('gate.open')).toEqual([{ connectionId: 'c1', reason: 'Ticket 17', minutes: 30 }]);
    const open = await screen.findByRole('button', { name: /^Write-enabled, 30 min left\./ });
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /Write-enable/ })).toBeNull());
    await user.click(open);
    expect(main.inputs('gate.close')).toEqual([{ connectionId: 'c1' }]);
    expect(document.activeElement).toBe(await screen.findByRole('button', readOnly));
  });

  test('wants the name typed for production', async () => {
    const { user, main } = await show('production');
    await user.click(screen.getByRole('button', readOnly));
    const enable = screen.getByRole('button', { name: 'Write-enable' });
    await user.type(screen.getByLabelText('Reason'), 'Ticket 17');
    await user.type(screen.getByLabelText('Name of the connection'), 'Contoso');
    expect(enable).toHaveProperty('disabled', true);
    await user.type(screen.getByLabelText('Name of the connection'), ' PRD');
    await user.selectOptions(screen.getByLabelText('For'), '1 hour');
    await user.click(enable);
    expect(main.inputs('gate.open')).toEqual([
      { connectionId: 'c1', reason: 'Ticket 17', minutes: 60, typedName: 'Contoso PRD' },
    ]);
  });

  test('says why it did not open, and stays', async () => {
    const { user, main } = await show('test');
    main.answer({
      'gate.open': () => {
        throw new AppError('disk.full', 'No room.');
      },
    });
    await user.click(screen.getByRole('button', readOnly));
    await user.type(screen.getByLabelText('Reason'), 'Ticket 17{Enter}');
    expect(await screen.findByText('The disk is full')).toBeTruthy();
    expect(screen.getByRole('dialog', { name: 'Write-enable Contoso PRD' })).toBeTruthy();
  });

  test('is a command, and so is the way back', async () => {
    const { app, main } = await show('test');
    expect(app.commands.run('gate.close')).toBe(false);
    // The words of a refusal offer it under this name.
    expect(app.commands.run('advice.write-enable')).toBe(true);
    expect(await screen.findByRole('dialog', { name: 'Write-enable Contoso PRD' })).toBeTruthy();
    main.publish('gate.changed', [
      { connectionId: 'c1', reason: 'x', openedAt: Date.now(), until: Date.now() + 90_000 },
    ]);
    await waitFor(() => expect(app.commands.run('gate.close')).toBe(true));
    expect(main.inputs('gate.close')).toEqual([{ connectionId: 'c1' }]);
  });

  test('counts minutes, and seconds at the end', () => {
    expect(openWords(24 * 60_000, 0)).toBe('Write-enabled, 24 min left');
    expect(openWords(90_000, 0)).toBe('Write-enabled, 2 min left');
    expect(openWords(59_000, 0)).toBe('Write-enabled, 59 s left');
    expect(openWords(0, 5)).toBe('Write-enabled, 0 s left');
  });
});
