import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { areaOf } from '../../../src-renderer/app/areas.ts';
import AreaNotice from '../../../src-renderer/features/permissions/AreaNotice.svelte';
import PermissionsView from '../../../src-renderer/views/PermissionsView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { ForeseenPermissions, PermissionReport } from '../../../src-shared/model/permissions.ts';
import type { CheckedAreaId } from '../../../src-shared/permissions/checked-areas.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

const scope = 'it!b1.MonitoringDataRead';
const report: PermissionReport = {
  checkedAt: Date.now() - 3 * 60_000,
  client: 'sb-1234!b1|it!b2',
  areas: [
    {
      id: 'content',
      verdict: 'missing-role',
      probe: {
        set: 'IntegrationPackages',
        status: 403,
        entries: undefined,
        error: new AppError('auth.forbidden', 'no', { status: 403 }).toData(),
      },
      scopes: [],
    },
    {
      id: 'messages',
      verdict: 'allowed',
      probe: { set: 'MessageProcessingLogs', status: 200, entries: 'none', error: undefined },
      scopes: [scope],
    },
    { id: 'payloads', verdict: 'missing-role', probe: undefined, scopes: [] },
  ],
  roles: [{ name: 'MonitoringDataRead', scopes: [scope] }],
  otherScopes: ['uaa.resource'],
};

const row = (name: string) => screen.getByRole('row', { name: new RegExp(`^${name}`) });

describe('what a key may do', () => {
  test('is asked when a person wants it, and shown with its evidence', async () => {
    let known: PermissionReport | undefined;
    const testApp = createTestApp({
      'permissions.known': () => known,
      'permissions.check': () => (known = report),
    });
    renderWithApp(PermissionsView, { connectionId: 'c1' }, testApp);
    expect(await screen.findByText('Not checked yet')).toBeTruthy();
    expect(testApp.main.inputs('permissions.check')).toEqual([]);
    await userEvent.click(screen.getAllByRole('button', { name: 'Check now' })[0] as HTMLElement);
    expect(await screen.findByText(/Missing to see everything: WorkspacePackagesRead$/)).toBeTruthy();
    expect(within(row('Packages and artifacts')).getByText('Role missing')).toBeTruthy();
    expect(row('Packages and artifacts').textContent).toContain('IntegrationPackages answered 403.');
    expect(row('Messages').textContent).toMatch(/empty, or hidden by access policies\. Scope: it!b1/);
    expect(row('Read attachments').textContent).toContain('By scope only: the token does not name the role.');
    expect(screen.getByText('uaa.resource')).toBeTruthy();
    expect(screen.getByText('Checked 3 min ago with a new token')).toBeTruthy();
    expect(screen.getByText(/caches them for up to an hour/)).toBeTruthy();
  });

  test('says why the check failed and keeps what was known', async () => {
    const testApp = createTestApp({
      'permissions.known': () => report,
      'permissions.check': () => {
        throw new AppError('auth.rejected', 'no');
      },
    });
    renderWithApp(PermissionsView, { connectionId: 'c1' }, testApp);
    await userEvent.click(await screen.findByRole('button', { name: 'Check again' }));
    expect(await screen.findByText('The tenant refused the credentials')).toBeTruthy();
    expect(row('Messages')).toBeTruthy();
  });
});

describe('a view that cannot work', () => {
  const { checkedAt, areas } = report;
  const shown = (area: CheckedAreaId, foreseen: ForeseenPermissions | undefined) => {
    const testApp = createTestApp({ 'permissions.foreseen': () => foreseen });
    renderWithApp(AreaNotice, { connectionId: 'c1', area }, testApp);
    return testApp;
  };

  test('says which role is missing before it fails, and no longer once it is there', async () => {
    const { main } = shown('content', { checkedAt, areas });
    expect(
      await screen.findByText('Packages and artifacts: the key lacks the role WorkspacePackagesRead'),
    ).toBeTruthy();
    expect(screen.getByText(/Found 3 min ago/)).toBeTruthy();
    main.answer({ 'permissions.foreseen': () => ({ checkedAt, areas: [] }) });
    main.publish('permissions.changed', { connectionId: 'other' });
    main.publish('permissions.changed', { connectionId: 'c1' });
    await waitFor(() => expect(screen.queryByText(/lacks the role/)).toBeNull());
  });

  test('says so by the scopes of the token where nobody checked', async () => {
    shown('content', { checkedAt: undefined, areas });
    expect(
      await screen.findByText(
        'Packages and artifacts: the token does not name the role WorkspacePackagesRead',
      ),
    ).toBeTruthy();
    expect(screen.getByText(/told by the scopes of the token alone/)).toBeTruthy();
  });

  test.each([
    ['messages', { checkedAt, areas }],
    ['content', undefined],
  ] as const)('says nothing where it may be read, or nothing is known: %s', async (area, foreseen) => {
    const { main } = shown(area, foreseen);
    await waitFor(() => expect(main.inputs('permissions.foreseen')).toHaveLength(1));
    expect(screen.queryByText(/the role/)).toBeNull();
  });

  test.each([
    ['content', 'content'],
    ['messages', 'messages'],
    ['failures', 'messages'],
    ['runtime', 'runtime'],
    ['payload', 'payloads'],
    ['payload-search', 'payloads'],
    ['downloads', 'content'],
  ] as const)('is every one that shows what a role opens: %s', (area, needs) => {
    expect(areaOf(area)?.needs).toBe(needs);
  });
});
