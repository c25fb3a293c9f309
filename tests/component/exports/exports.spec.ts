import { screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import DownloadDialog from '../../../src-renderer/features/exports/DownloadDialog.svelte';
import type { Takeable } from '../../../src-renderer/features/exports/export-choice.svelte.ts';
import ExportDialog from '../../../src-renderer/features/exports/ExportDialog.svelte';
import { filterWords } from '../../../src-renderer/features/exports/filter-words.ts';
import type { DownloadPlan, PayloadDownload } from '../../../src-shared/model/exports.ts';
import type { MessageFilter } from '../../../src-shared/model/messages.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { details } from './sample-details.ts';

const filter: MessageFilter = { range: { kind: 'last', minutes: 1_440 }, statuses: ['FAILED'], flows: [] };
const takeable: Takeable = {
  connectionId: 'c1',
  all: { kind: 'query', filter },
  total: 48_112,
  sort: { column: 'duration', direction: 'descending' },
  headers: [],
  marked: [],
  description: 'Last 24 hours, status FAILED',
};

function show(changes: Partial<Takeable> = {}, answers: Answers = {}) {
  const testApp = createTestApp({
    'exports.save': () => ({ file: '/home/a/Messages.csv', count: 2 }),
    ...answers,
  });
  const shown = renderWithApp(
    ExportDialog,
    { takeable: { ...takeable, ...changes }, onClose: () => undefined },
    testApp,
  );
  return { ...shown, user: userEvent.setup() };
}

describe('exporting messages', () => {
  test('takes the query with the usual columns', async () => {
    const { main, user } = show();
    expect(screen.getByText('48,112 messages of the query')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Export…' }));
    const [input] = main.inputs('exports.save');
    expect(input).toMatchObject({
      connectionId: 'c1',
      messages: { kind: 'query', filter },
      sort: { column: 'duration', direction: 'descending' },
      format: 'csv',
      headers: [],
      description: 'Last 24 hours, status FAILED',
    });
    expect(input?.columns).toContain('messageGuid');
    // May carry payload, so it is nobody's first choice.
    expect(input?.columns).not.toContain('errorText');
  });

  test('takes what is marked, with chosen columns and headers, and remembers the choice', async () => {
    const { main, user, app } = show({ marked: ['M1', 'M2'] });
    expect(screen.getByRole<HTMLInputElement>('radio', { name: '2 selected messages' }).checked).toBe(true);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Format' }), 'xlsx');
    await user.click(screen.getByRole('checkbox', { name: 'Sender' }));
    await user.type(screen.getByRole('textbox', { name: 'Custom headers' }), 'orderId, plant, orderId');
    await user.click(screen.getByRole('button', { name: 'Export…' }));
    const [input] = main.inputs('exports.save');
    expect(input).toMatchObject({
      messages: { kind: 'marked', messageGuids: ['M1', 'M2'] },
      format: 'xlsx',
      headers: ['orderId', 'plant'],
    });
    expect(input?.columns).not.toContain('sender');
    expect(app.layout.record('exports.choice')).toMatchObject({
      format: 'xlsx',
      headers: 'orderId, plant, orderId',
    });
    await waitFor(() =>
      expect(app.notices.toasts.map(({ text }) => text)).toEqual([
        '2 messages saved as /home/a/Messages.csv',
      ]),
    );
  });

  test('takes custom headers along that are columns of the table, once each, before those of the last time', async () => {
    const { main, user, app } = show({ headers: ['plant', 'orderId'] });
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Custom headers' });
    expect(field.value).toBe('plant, orderId');
    await user.type(field, ', region');
    await user.click(screen.getByRole('button', { name: 'Export…' }));
    expect(main.inputs('exports.save')[0]?.headers).toEqual(['plant', 'orderId', 'region']);
    renderWithApp(
      ExportDialog,
      { takeable: { ...takeable, headers: ['region'] }, onClose: () => undefined },
      { app, main },
    );
    const fields = screen.getAllByRole<HTMLInputElement>('textbox', { name: 'Custom headers' });
    expect(fields.at(-1)?.value).toBe('region, plant, orderId');
  });

  test('says the query in words', () => {
    const words = filterWords(
      {
        ...filter,
        flows: ['Order*'],
        text: '4711',
        terms: [
          { field: 'sender', values: ['SHOP', ''], not: true },
          { field: 'header', name: 'plant', values: ['7'] },
          { field: 'duration', from: 5_000 },
        ],
      },
      'UTC',
    );
    expect(words).toBe(
      'Last 24 hours, status FAILED, flow Order*, with “4711”, not sender SHOP or (none), header plant 7, duration from 5.00 s',
    );
  });
});

const unlisted: DownloadPlan = {
  messages: 48_112,
  unlisted: 800,
  listRequests: 1_600,
  listSeconds: 18,
  files: 0,
  bytes: 0,
  withoutSize: 0,
  requests: 0,
  seconds: 0,
  largest: 1_073_741_824,
  example: undefined,
};
const listed: DownloadPlan = {
  ...unlisted,
  unlisted: 0,
  listRequests: 0,
  files: 312,
  bytes: 41_000_000,
  withoutSize: 12,
  requests: 312,
  seconds: 4,
  example: { message: { ...details.row }, kind: 'attachment', name: 'order.xml', number: 1 },
};
const halted: PayloadDownload = {
  id: 'd1',
  folder: '/home/a/Payloads of Contoso',
  description: 'x',
  startedAt: Date.UTC(2026, 10, 23, 12),
  endedAt: undefined,
  jobId: undefined,
  files: 312,
  saved: 120,
  gone: 2,
  failed: 0,
  error: undefined,
};

function showDownload(answers: Answers = {}) {
  const testApp = createTestApp({
    'exports.plan': () => unlisted,
    'exports.downloads': () => [],
    'exports.listPayloads': () => ({ jobId: 'j1' }),
    'exports.download': () => ({ jobId: 'j2' }),
    'exports.resume': () => ({ jobId: 'j3' }),
    'exports.forget': () => undefined,
    ...answers,
  });
  renderWithApp(DownloadDialog, { takeable, onClose: () => undefined }, testApp);
  return { ...testApp, user: userEvent.setup() };
}

describe('downloading payloads', () => {
  test('tells the cost of finding out, then that of the files, and only then downloads', async () => {
    const { main, user } = showDownload();
    const download = screen.getByRole<HTMLButtonElement>('button', { name: 'Download…' });
    expect(await screen.findByText(/1,600 requests, at least 18 s/)).toBeTruthy();
    expect(download.disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Find out' }));
    expect(main.inputs('exports.listPayloads')).toMatchObject([{ kinds: ['attachments', 'storeEntries'] }]);
    main.answer({ 'exports.plan': () => listed });
    main.publish('exports.changed', { connectionId: 'c1' });
    expect(
      await screen.findByText(/312 files: 300 of 41.0 MB together, 12 of unknown size, at most 1.1 GB each/),
    ).toBeTruthy();
    expect(screen.getByText('Receive _ orders/2026-11-23/AGx1-order.xml')).toBeTruthy();
    await user.click(download);
    expect(main.inputs('exports.download')).toEqual([
      {
        connectionId: 'c1',
        messages: { kind: 'query', filter },
        kinds: ['attachments', 'storeEntries'],
        pattern: '{flow}/{date}/{guid}-{name}',
        description: 'Last 24 hours, status FAILED',
      },
    ]);
  });

  test('shows at once what a pattern makes, and refuses one that is none', async () => {
    const { user } = showDownload({ 'exports.plan': () => listed });
    const pattern = screen.getByRole('textbox', { name: 'Names of the files' });
    await screen.findByText('Receive _ orders/2026-11-23/AGx1-order.xml');
    await user.clear(pattern);
    await user.type(pattern, '{{status}/{{name}');
    expect(screen.getByText('FAILED/order.xml')).toBeTruthy();
    await user.type(pattern, '{{plant}');
    expect(screen.getByText(/There is no \{plant\}\./)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Download…' }).disabled).toBe(true);
  });

  test('offers to go on with what was not finished', async () => {
    const { main, user } = showDownload({ 'exports.downloads': () => [halted] });
    expect(await screen.findByText(/120 of 312 files, 2 no longer on the tenant/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect(main.inputs('exports.resume')).toEqual([{ connectionId: 'c1', downloadId: 'd1' }]);
    await user.click(screen.getByRole('button', { name: 'Forget, the files stay' }));
    expect(main.inputs('exports.forget')).toEqual([{ connectionId: 'c1', downloadId: 'd1' }]);
  });
});
