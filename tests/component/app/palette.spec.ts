import { screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';

import CommandPalette from '../../../src-renderer/app/CommandPalette.svelte';
import { looksLikeMessageId, ranked } from '../../../src-renderer/app/palette-matching.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { MessageRow } from '../../../src-shared/model/messages.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { manyConnections, sampleActivity, sampleArtifact } from '../samples.ts';

const guid = 'AGVhB9k2F4gm3tQ5dFq1uVxR_Qx7';

function message(messageGuid: string): MessageRow {
  return {
    messageGuid,
    correlationId: undefined,
    applicationMessageId: undefined,
    applicationMessageType: undefined,
    flowId: 'Order',
    flowName: 'Order to ERP',
    packageId: undefined,
    status: 'FAILED',
    customStatus: undefined,
    start: 0,
    end: 1,
    sender: undefined,
    receiver: undefined,
    logLevel: 'INFO',
  };
}

async function show(answers: Answers = {}) {
  const connections = manyConnections(8);
  const testApp = createTestApp({
    'connections.list': () => connections,
    'connections.open': ({ connectionId }) => {
      const found = connections.find(({ id }) => id === connectionId);
      if (!found) throw new AppError('connection.not-found', connectionId);
      return found;
    },
    'connections.activity': ({ connectionId }) => sampleActivity({ connectionId }),
    'content.packages': ({ offset }) => ({
      rows: [{ id: 'Sales', name: 'Contoso Sales', mode: 'EDIT_ALLOWED', counts: {}, errors: 0, drifts: 0 }],
      offset,
      total: 1,
    }),
    'content.artifacts': ({ offset }) => ({ rows: [sampleArtifact(0)], offset, total: 1 }),
    ...answers,
  });
  const { app } = testApp;
  await app.connections.list.load();
  app.active.select('c1');
  const run = vi.fn();
  app.commands.add(() => [
    { id: 'theme.dark', title: 'Theme: Dark', group: 'Window', run },
    { id: 'app.shortcuts', title: 'Keyboard shortcuts', group: 'Window', run: vi.fn() },
  ]);
  const onClose = vi.fn();
  renderWithApp(CommandPalette, { onClose }, testApp);
  const input = screen.getByRole('combobox');
  return { ...testApp, input, onClose, run, user: userEvent.setup() };
}

const options = (): string[] => screen.getAllByRole('option').map((option) => option.textContent.trim());

describe('the command palette', () => {
  test('runs an action by a few letters and Enter', async () => {
    const { user, run, onClose } = await show();
    await user.keyboard('dark');
    expect(options()[0]).toContain('Theme: Dark');
    await user.keyboard('{Enter}');
    expect(onClose).toHaveBeenCalled();
    await waitFor(() => expect(run).toHaveBeenCalled());
  });

  test('shows the keys of an action', async () => {
    const { user } = await show();
    await user.keyboard('shortcuts');
    expect(options()).toContainEqual(expect.stringMatching(/Keyboard shortcuts.*F1/));
  });

  test('switches the tenant', async () => {
    const { user, app } = await show();
    await user.keyboard('fabrikam qas{Enter}');
    expect(app.active.summary?.name).toBe('Fabrikam QAS');
    expect(app.tabs.front).toMatchObject({ area: 'content', target: { connectionId: 'c6' } });
  });

  test('goes back to the tenant before this one by Enter alone', async () => {
    const { user, app } = await show();
    expect(options()[0]).toContain('Contoso QAS');
    await user.keyboard('{Enter}');
    expect(app.active.id).toBe('c2');
  });

  test('opens a tenant to the side by Ctrl and Enter', async () => {
    const { user, app } = await show();
    await user.keyboard('fabrikam qas{Control>}{Enter}{/Control}');
    expect([app.panes.connectionOf('main'), app.panes.connectionOf('side')]).toEqual(['c1', 'c6']);
  });

  test('finds packages and artifacts in the library', async () => {
    const { user, app, main } = await show();
    await user.keyboard('order');
    await waitFor(() => expect(options()).toContainEqual(expect.stringContaining('Order to ERP 0')));
    await waitFor(() =>
      expect(main.inputs('content.artifacts').at(-1)).toMatchObject({
        connectionId: 'c1',
        filter: { text: 'order' },
      }),
    );
    await user.click(screen.getByText('Order to ERP 0'));
    expect(app.tabs.front?.target).toMatchObject({ artifactId: 'Order_to_ERP_0', connectionId: 'c1' });
  });

  test('offers a pasted message id first and opens what is found', async () => {
    const { user, app, onClose } = await show({
      'messages.find': ({ id }) => ({ source: 'tenant', field: 'messageGuid', rows: [message(id)] }),
    });
    await user.paste(guid);
    expect(options()[0]).toContain(`Find the message ${guid}`);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(app.tabs.front).toMatchObject({ area: 'messages', target: { messageGuid: guid } });
  });

  test('opens the list where several messages carry the id', async () => {
    const { user, app } = await show({
      'messages.find': () => ({
        source: 'library',
        field: 'correlationId',
        rows: [message('a'), message('b')],
      }),
    });
    await user.paste(guid);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(app.tabs.front?.target).toMatchObject({ foundBy: guid }));
  });

  test('says so where nobody knows the id, and stays open', async () => {
    const { user, onClose } = await show({ 'messages.find': () => undefined });
    await user.paste(guid);
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/Neither the library nor the tenant/)).toBeTruthy();
    expect(onClose).not.toHaveBeenCalled();
  });

  test('tells why the tenant could not be asked', async () => {
    const { user } = await show({
      'messages.find': () => {
        throw new AppError('network.offline', 'x');
      },
    });
    await user.paste(guid);
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/No network/)).toBeTruthy();
  });

  test('moves with the arrows', async () => {
    const { user, input } = await show();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    const active = input.getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)?.getAttribute('aria-selected')).toBe('true');
    expect(options().indexOf(document.getElementById(active)?.textContent.trim() ?? '')).toBe(1);
  });
});

describe('matching', () => {
  test('ranks titles that begin with the text first', () => {
    const items = ['Reorder', 'Sales Order', 'Order to ERP'].map((title) => ({ title }));
    expect(ranked(items, 'order').map(({ title }) => title)).toEqual([
      'Order to ERP',
      'Sales Order',
      'Reorder',
    ]);
    expect(ranked(items, 'order sal').map(({ title }) => title)).toEqual(['Sales Order']);
  });

  test.each([
    [guid, true],
    ['3f2504e0-4f89-11d3-9a0c-0305e82c3301', true],
    ['Order', false],
    ['Contoso_Order_Confirmation_Flow', false],
    ['two words 12345678901234567890', false],
  ])('%s is a message id: %s', (text, expected) => {
    expect(looksLikeMessageId(text)).toBe(expected);
  });
});
