import { screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { expiryWords, sortedRows } from '../../../src-renderer/features/overview/overview-rows.ts';
import OverviewView from '../../../src-renderer/views/OverviewView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { OverviewFacts } from '../../../src-shared/model/overview.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { manyConnections, sampleActivity, sampleConnection } from '../samples.ts';

const now = Date.now();
const day = 86_400_000;
const connections = manyConnections(4);

function factsOf(connectionId: string, changes: Partial<OverviewFacts> = {}): OverviewFacts {
  return {
    connectionId,
    state: 'reachable',
    checkedAt: now - 180_000,
    error: undefined,
    readAt: now - 180_000,
    failedMessages: 0,
    expiring: { count: 0, firstAt: undefined },
    syncedAt: undefined,
    isRefreshing: false,
    ...changes,
  };
}

const facts = [
  factsOf('c1', { failedMessages: 12, syncedAt: now - 3 * 60_000 }),
  factsOf('c2', {
    state: 'unreachable',
    error: new AppError('network.offline', 'x').toData(),
    readAt: now - 2 * 3_600_000,
    failedMessages: 3,
  }),
  factsOf('c3', { expiring: { count: 2, firstAt: now + 12.5 * day } }),
  factsOf('c4', { state: 'locked', readAt: undefined, failedMessages: undefined, expiring: undefined }),
];

async function show(shown: readonly OverviewFacts[] = facts) {
  const testApp = createTestApp({
    'tables.start': () => ({ exportId: 'e1' }),
    'tables.write': () => undefined,
    'tables.finish': () => ({ file: '/home/me/Overview.csv' }),
    'connections.list': () => connections,
    'connections.open': () => sampleConnection(),
    'connections.activity': ({ connectionId }) => sampleActivity({ connectionId }),
    'overview.list': () => shown,
    'overview.refresh': () => undefined,
  });
  await testApp.app.connections.list.load();
  renderWithApp(OverviewView, {}, testApp);
  await waitFor(() => expect(rows()[0]).toContain('Not reachable'));
  return { ...testApp, user: userEvent.setup() };
}

function rows(): readonly string[] {
  return screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => (row.textContent ?? '').replace(/\s+/g, ' ').trim());
}

describe('the overview', () => {
  test('says of each connection its state with its age, what needs a look first', async () => {
    await show();
    expect(rows()).toHaveLength(4);
    expect(rows()[0]).toMatch(/Contoso QAS.*Not reachable.*3 min ago.*3, 2 h ago/);
    expect(rows()[1]).toMatch(/Contoso SBX.*Secrets locked/);
    expect(rows().find((row) => row.includes('Contoso DEV'))).toMatch(/Reachable.*12.*3 min ago/);
    expect(rows().find((row) => row.includes('Contoso PRD'))).toContain(
      '2 in the keystore, the first expires in 12 days',
    );
  });

  test('asks nobody by itself; says what asking costs and asks for what is shown', async () => {
    const { user, main } = await show();
    expect(main.inputs('overview.refresh')).toEqual([]);
    expect(screen.getByText(/At most 12 requests/)).toBeTruthy();
    await user.type(screen.getByRole('searchbox', { name: 'Find a connection' }), 'prd');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.getByText(/At most 3 requests/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Ask all' }));
    await waitFor(() => expect(main.inputs('overview.refresh')).toEqual([{ connectionIds: ['c3'] }]));
  });

  test('asks again who was asked before, when that is long ago', async () => {
    const old = now - 16 * 60_000;
    const { main } = await show([
      factsOf('c1', { checkedAt: old }),
      factsOf('c2', { checkedAt: old, state: 'unreachable' }),
      factsOf('c3'),
      factsOf('c4', { checkedAt: old, state: 'locked' }),
    ]);
    await waitFor(() => expect(main.inputs('overview.refresh')).toEqual([{ connectionIds: ['c1', 'c2'] }]));
  });

  test('goes into a file, which belongs to no single tenant', async () => {
    const { user, app, main } = await show();
    await user.click(screen.getByRole('button', { name: 'Export' }));
    await waitFor(() =>
      expect(app.notices.toasts.map(({ text }) => text)).toEqual(['Saved as /home/me/Overview.csv']),
    );
    expect(main.inputs('tables.start')).toMatchObject([
      { connectionId: undefined, name: 'Overview', total: 4 },
    ]);
    const written = main.inputs('tables.write').flatMap((piece) => piece.rows);
    expect(written.map(([name]) => name)).toEqual([
      'Contoso QAS',
      'Contoso SBX',
      'Contoso DEV',
      'Contoso PRD',
    ]);
  });

  test('opens a tenant by Enter', async () => {
    const { user, app } = await show();
    screen.getByRole('grid', { name: 'Overview' }).focus();
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(app.active.id).toBe('c2'));
  });

  test.each([
    ['name', ['c1', 'c3', 'c2', 'c4']],
    ['environment', ['c3', 'c2', 'c1', 'c4']],
    ['state', ['c2', 'c4', 'c1', 'c3']],
    ['failed', ['c4', 'c3', 'c2', 'c1']],
    ['synced', ['c3', 'c2', 'c4', 'c1']],
    ['expires', ['c3', 'c1', 'c2', 'c4']],
  ] as const)('is sorted by %s', (column, ids) => {
    const all = connections.map((connection, index) => ({ connection, facts: facts[index] }));
    const sorted = sortedRows(all, { column, direction: 'ascending' });
    expect(sorted.map(({ connection }) => connection.id)).toEqual(ids);
  });

  test('names the key of the connection itself', () => {
    const { access } = sampleConnection();
    const client = 'clientId' in access && 'tokenUrl' in access ? access : undefined;
    const certificate = {
      kind: 'certificate',
      clientId: client?.clientId ?? '',
      tokenUrl: '',
      certificate: '',
      validTo: now - day,
    } as const;
    const row = { connection: sampleConnection({ access: certificate }), facts: factsOf('c1') };
    expect(expiryWords(row, now)).toBe('Key of the connection has expired');
  });
});
