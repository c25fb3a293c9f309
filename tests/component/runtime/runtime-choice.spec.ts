import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import App from '../../../src-renderer/app/App.svelte';
import { deployedTab, messageTab } from '../../../src-renderer/lib/targets/targets.ts';
import { emptyLayout } from '../../../src-shared/model/preferences.ts';
import type { RuntimeRow } from '../../../src-shared/model/runtime.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp } from '../render-with-app.ts';
import { sampleActivity, sampleConnection } from '../samples.ts';

const cells = sampleConnection({
  edge: [
    { kind: 'location', id: 'plant' },
    { kind: 'local', id: 'harbour', url: 'https://harbour.example' },
  ],
});
const row: RuntimeRow = {
  id: 'Orders',
  name: 'Orders of the plant',
  type: 'INTEGRATION_FLOW',
  version: '1.0.0',
  status: 'STARTED',
  deployedBy: 'a.berg',
  deployedAt: undefined,
  packageId: 'Sales',
  packageName: 'Contoso Sales',
  hasDesignTime: true,
  errorText: undefined,
};
const fresh = () => ({ syncedAt: Date.now(), syncing: false, error: undefined });
const answers: Answers = {
  'connections.list': () => [cells],
  'connections.open': () => cells,
  'connections.activity': () => sampleActivity(),
  'content.state': fresh,
  'runtime.state': fresh,
  'runtime.artifacts': ({ connectionId }) =>
    connectionId === 'c1@plant' ? { rows: [row], offset: 0, total: 1 } : { rows: [], offset: 0, total: 0 },
  'runtime.counts': () => ({ all: 1, started: 1, error: 0, other: 0, 'without-design-time': 0 }),
};

async function show(layout: Readonly<Record<string, string>> = {}) {
  const testApp = createTestApp({
    ...answers,
    'app.readLayout': () => ({
      ...emptyLayout,
      connectionId: 'c1',
      tabs: [{ id: 'r', area: 'runtime', title: 'Runtime', target: { connectionId: 'c1' } }],
      activeTab: 'r',
      panes: layout,
    }),
  });
  render(App, { props: { app: testApp.app } });
  await screen.findByRole('tab', { selected: true });
  return { ...testApp, user: userEvent.setup() };
}

const rail = () => within(screen.getByRole('navigation', { name: 'Areas' }));

async function choose(user: ReturnType<typeof userEvent.setup>, name: string): Promise<void> {
  await user.click(await screen.findByRole('button', { name: /^Runtime .*, switch$/ }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name }));
}

describe('the runtimes of a connection', () => {
  test('are chosen beside the tenant; lists then show the chosen one', async () => {
    const { main, user, app } = await show();
    await waitFor(() =>
      expect(main.inputs('runtime.artifacts').at(-1)).toMatchObject({ connectionId: 'c1' }),
    );
    await choose(user, 'plant');
    expect(await screen.findByText('Orders of the plant')).toBeTruthy();
    expect(main.inputs('runtime.artifacts').at(-1)).toMatchObject({ connectionId: 'c1@plant' });
    expect(screen.getByText('Edge Integration Cell plant')).toBeTruthy();
    expect(within(screen.getByRole('contentinfo')).getByText('Runtime plant')).toBeTruthy();
    app.layout.flush();
    expect(main.inputs('app.writeLayout').at(-1)?.panes['runtimes']).toBe('{"c1":"plant"}');
    await choose(user, 'Cloud');
    await waitFor(() => expect(screen.queryByText('Orders of the plant')).toBeNull());
    expect(main.inputs('runtime.artifacts').at(-1)).toMatchObject({ connectionId: 'c1' });
  });

  test('show the areas they offer and no others', async () => {
    const { user } = await show();
    await screen.findByRole('button', { name: 'Runtime Cloud, switch' });
    expect(rail().getByRole('button', { name: 'Content' })).toBeTruthy();
    await choose(user, 'plant');
    expect(rail().queryByRole('button', { name: 'Content' })).toBeNull();
    expect(rail().getByRole('button', { name: 'Runtime' })).toBeTruthy();
    await choose(user, 'harbour');
    expect(rail().queryByRole('button', { name: 'Runtime' })).toBeNull();
    expect(rail().getByRole('button', { name: 'Messages' })).toBeTruthy();
    expect(await screen.findByText('This runtime does not offer deployed artifacts')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show Cloud' }));
    expect(rail().getByRole('button', { name: 'Content' })).toBeTruthy();
  });

  test('are remembered, and commands of the palette', async () => {
    const { app, main } = await show({ runtimes: '{"c1":"plant"}' });
    expect(await screen.findByRole('button', { name: 'Runtime plant, switch' })).toBeTruthy();
    expect(app.commands.all.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Runtime: Cloud', 'Runtime: plant', 'Runtime: harbour']),
    );
    // A cell that was removed meanwhile leaves the tenant's own runtime.
    main.answer({ 'connections.list': () => [sampleConnection()] });
    main.publish('connections.changed', undefined);
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Runtime .*, switch$/ })).toBeNull());
    await waitFor(() =>
      expect(main.inputs('runtime.artifacts').at(-1)).toMatchObject({ connectionId: 'c1' }),
    );
  });

  test('stay with what was opened from their lists', () => {
    expect(deployedTab('c1@plant', 'Orders', 'Orders').target).toEqual({
      connectionId: 'c1',
      cell: 'plant',
      deployedId: 'Orders',
    });
    expect(messageTab('c1', 'A', 'Orders').target).toEqual({ connectionId: 'c1', messageGuid: 'A' });
  });
});
