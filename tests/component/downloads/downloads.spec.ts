import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { downloadCommands } from '../../../src-renderer/features/downloads/download-commands.ts';
import DownloadDialogs from '../../../src-renderer/features/downloads/DownloadDialogs.svelte';
import DownloadsView from '../../../src-renderer/views/DownloadsView.svelte';
import PackageView from '../../../src-renderer/views/PackageView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type {
  DownloadCounts,
  DownloadItem,
  DownloadPlan,
  DownloadRun,
  PlannedPackage,
} from '../../../src-shared/model/downloads.ts';
import { artifact, libraryWith, synced } from '../content/content-answers.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { sampleConnection } from '../samples.ts';

const planned = (changes: Partial<PlannedPackage>): PlannedPackage => ({
  id: 'Sales',
  name: 'Contoso Sales',
  way: 'export',
  reason: undefined,
  artifacts: 12,
  home: 0,
  requests: 1,
  losesUnlisted: false,
  ...changes,
});
const plan: DownloadPlan = {
  listedAt: Date.now() - 60_000,
  packages: [
    planned({}),
    planned({ id: 'P', name: 'Plant', way: 'single', reason: 'draft', requests: 26, losesUnlisted: true }),
    planned({ id: 'V', name: 'Vendor content', way: 'refused', requests: 0 }),
  ],
  artifacts: 40,
  home: 2,
  requests: 27,
  perSecond: 9,
};
const nothing: DownloadCounts = { waiting: 0, got: 0, same: 0, home: 0, listed: 0, refused: 0 };
const run = (changes: Partial<DownloadRun> = {}): DownloadRun => ({
  id: '00000000-0000-4000-8000-000000000001',
  title: 'All content',
  mode: 'changed',
  form: 'library',
  folder: undefined,
  state: 'done',
  error: undefined,
  jobId: undefined,
  startedAt: Date.UTC(2026, 10, 27, 3),
  endedAt: undefined,
  counts: nothing,
  ...changes,
});
const existing = { token: 't', folder: '/home/me/repo', count: 14, names: ['Sales/Order', 'Sales/Price'] };

async function openDialog(answers: Answers = {}) {
  const testApp = createTestApp({
    'connections.list': () => [sampleConnection()],
    'content.state': () => synced,
    'content.refresh': () => ({ jobId: 'j' }),
    'downloads.plan': () => plan,
    ...answers,
  });
  await testApp.app.connections.list.load();
  testApp.app.active.select('c1', 'main');
  renderWithApp(DownloadDialogs, {}, testApp);
  downloadCommands(testApp.app)
    .find(({ id }) => id === 'downloads.tenant')
    ?.run();
  return { ...testApp, user: userEvent.setup() };
}

describe('before a download', () => {
  test('its plan is told: requests, time, and what cannot be had and why', async () => {
    await openDialog();
    const summary = await screen.findByRole('status', { name: 'Plan' });
    expect(summary.textContent).toMatch(/40 artifacts in 3 packages; 2 are home already/);
    expect(summary.textContent).toMatch(/27 requests, about 3 s at the allowed 9 a second/);
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows.length).toBe(3);
    expect(rows[1]?.textContent).toMatch(
      /Plant.*One by one.*26.*It holds a draft.*Without what only an export holds/,
    );
    expect(screen.getByText(/Only an export holds .* REST APIs/)).toBeTruthy();
    expect(rows[2]?.textContent).toMatch(/SAP does not hand out this content/);
  });

  test('it starts as asked and shows its page', async () => {
    const { app, main, user } = await openDialog({ 'downloads.start': () => ({ downloadId: 'd1' }) });
    await user.click(await screen.findByRole('checkbox', { name: /^Verify/ }));
    await user.click(screen.getByRole('button', { name: 'Download' }));
    await waitFor(() => expect(app.tabs.front?.area).toBe('downloads'));
    expect(main.inputs('downloads.start')).toEqual([
      { connectionId: 'c1', scope: { of: 'tenant' }, mode: 'verify', form: 'library' },
    ]);
    expect(main.inputs('downloads.plan').at(-1)?.mode).toBe('verify');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('it asks once about names that are taken', async () => {
    const { app, main, user } = await openDialog({
      'downloads.start': ({ target }) => (target ? { downloadId: 'd1' } : { existing }),
    });
    await user.click(await screen.findByRole('radio', { name: /fit for Git/ }));
    await user.click(screen.getByRole('button', { name: 'Choose a folder…' }));
    expect(await screen.findByText(/14 names are taken/)).toBeTruthy();
    expect(screen.getByText('Sales/Order')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Keep both' }));
    await waitFor(() => expect(app.tabs.front?.area).toBe('downloads'));
    expect(main.inputs('downloads.start').at(-1)).toMatchObject({
      form: 'folders',
      target: { token: 't', existing: 'keep-both' },
    });
  });

  test('it says why it cannot be planned, and reads lists that are old', async () => {
    const { main } = await openDialog({
      'content.state': () => ({ ...synced, syncedAt: undefined }),
      'downloads.plan': () => {
        throw new AppError('library.locked', 'x');
      },
    });
    expect(await screen.findByText('The library is locked')).toBeTruthy();
    await waitFor(() => expect(main.inputs('content.refresh').length).toBe(1));
  });
});

describe('the page of downloads', () => {
  const items: readonly DownloadItem[] = [
    {
      packageId: 'V',
      packageName: 'Vendor content',
      kind: 'IntegrationPackage',
      id: 'V',
      name: 'Vendor content',
      result: 'refused',
      way: 'try',
      reason: { isConfigureOnly: true, losesUnlisted: true },
    },
    {
      packageId: 'Sales',
      packageName: 'Contoso Sales',
      kind: 'IntegrationFlow',
      id: 'Order',
      name: 'Order to ERP',
      result: 'got',
      way: 'export',
      reason: undefined,
    },
  ];
  const show = (runs: readonly DownloadRun[], answers: Answers = {}) => {
    const testApp = createTestApp({
      'downloads.list': () => runs,
      'downloads.items': ({ offset }) => ({ rows: items, offset, total: items.length }),
      'downloads.counts': () => ({ ...nothing, got: 1, refused: 1 }),
      ...answers,
    });
    renderWithApp(DownloadsView, { connectionId: 'c1', target: {} }, testApp);
    return { ...testApp, user: userEvent.setup() };
  };

  test('lists what came and what did not, with reasons', async () => {
    const { main, user } = show([run()]);
    const table = await screen.findByRole('grid', { name: 'Result of the download' });
    await waitFor(() => expect(table.textContent).toContain('SAP does not hand out this content.'));
    expect(table.textContent).toContain('with the export of its package');
    await user.click(screen.getByRole('button', { name: /^Not had/ }));
    await waitFor(() => expect(main.inputs('downloads.items').at(-1)?.filter.result).toBe('refused'));
  });

  test('resumes what was interrupted, in another folder too, and asks about taken names', async () => {
    const { main, user } = show(
      [
        run({
          state: 'interrupted',
          form: 'zips',
          folder: '/media/stick',
          counts: { ...nothing, waiting: 7 },
        }),
      ],
      { 'downloads.resume': ({ target }) => (target ? { downloadId: 'd' } : { existing }) },
    );
    expect(await screen.findByText(/7 entries are missing/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Other folder…' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Replace' }));
    await waitFor(() =>
      expect(main.inputs('downloads.resume')).toMatchObject([
        { elsewhere: true },
        { target: { token: 't', existing: 'replace' } },
      ]),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('says that there is nothing yet, and what went wrong', async () => {
    show([]);
    expect(await screen.findByRole('heading', { name: 'Nothing was brought home yet' })).toBeTruthy();
    show([run({ state: 'failed', error: new AppError('disk.full', 'x').toData() })]);
    expect(await screen.findByText('The disk is full')).toBeTruthy();
  });
});

test('a package is downloaded and compared from its page', async () => {
  const details = {
    id: 'Sales',
    name: 'Contoso Sales',
    version: '',
    vendor: '',
    mode: 'EDIT_ALLOWED',
    shortText: '',
    descriptionHtml: '',
    createdBy: '',
    createdAt: undefined,
    modifiedBy: '',
    modifiedAt: undefined,
    updateAvailable: false,
    properties: [],
    artifacts: { all: 1, drift: 0, error: 0, draft: 0, 'not-deployed': 0 },
    webUiUrl: undefined,
  };
  const testApp = createTestApp({ ...libraryWith([artifact('Order')]), 'content.package': () => details });
  renderWithApp(PackageView, { connectionId: 'c1', packageId: 'Sales' }, testApp);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Download' }));
  expect(testApp.app.downloads.current?.scope).toEqual({ of: 'packages', packageIds: ['Sales'] });
  await user.click(screen.getByRole('button', { name: 'Compare' }));
  expect(testApp.app.tabs.front).toMatchObject({ area: 'compare', target: { before: 'package/c1/Sales' } });
});
