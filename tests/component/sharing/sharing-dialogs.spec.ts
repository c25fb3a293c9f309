import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { sharingCommands } from '../../../src-renderer/features/sharing/sharing-commands.ts';
import SharingDialogs from '../../../src-renderer/features/sharing/SharingDialogs.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { ConnectionSummary } from '../../../src-shared/model/connections.ts';
import type { FoundConnection, ImportReading } from '../../../src-shared/model/sharing.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { sampleConnection } from '../samples.ts';

const passphrase = 'correct horse, battery staple';
const one = sampleConnection();
const two = sampleConnection({ id: 'c2', name: 'Contoso QAS', environment: 'test' });
const demo = sampleConnection({ id: 'demo', name: 'Demo tenant', isDemo: true });

const found = (changes: Partial<FoundConnection> = {}): FoundConnection => ({
  key: 'a 0',
  name: 'Nordwind PRD',
  tenantUrl: 'https://nordwind.example',
  environment: 'production',
  accessKind: 'client-secret',
  client: 'sb-1',
  file: 'shared.json',
  hasSecrets: true,
  conflict: undefined,
  ...changes,
});
const conflict = { connectionId: 'c1', name: 'Contoso PRD', why: 'same-id', canReplace: true } as const;
const reading = (changes: Partial<ImportReading> = {}): ImportReading => ({
  importId: 'i1',
  lockedFile: undefined,
  found: [found()],
  refused: [],
  ...changes,
});

async function show(connections: readonly ConnectionSummary[], answers: Answers = {}) {
  const testApp = createTestApp({
    'connections.list': () => connections,
    'sharing.leave': () => undefined,
    ...answers,
  });
  await testApp.app.connections.list.load();
  renderWithApp(SharingDialogs, {}, testApp);
  return { ...testApp, user: userEvent.setup() };
}

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });

describe('exporting', () => {
  test('offers what was marked, without the demo tenant, and writes what stays marked', async () => {
    const { app, main, user } = await show([one, two, demo], {
      'sharing.exportConnections': () => ({ file: '/tmp/x.json', count: 1, withoutSecrets: [] }),
    });
    expect(sharingCommands(app).map(({ title }) => title)).toEqual([
      'Import connections',
      'Export connections',
    ]);
    app.sharing.export(['c1', 'c2', 'demo']);
    await screen.findByText('2 of 2 connections');
    expect(screen.queryByText('Demo tenant')).toBeNull();
    await user.click(screen.getByLabelText('Contoso QAS'));
    await user.click(button('Export…'));
    await waitFor(() => expect(app.sharing.current).toBeUndefined());
    expect(main.inputs('sharing.exportConnections')).toEqual([{ connectionIds: ['c1'] }]);
    expect(app.notices.toasts.map(({ text }) => text)).toEqual(['1 connection exported to /tmp/x.json']);
  });

  test('with secrets asks for a passphrase twice, and says which are not in the file', async () => {
    const { app, main, user } = await show([one], {
      'sharing.exportConnections': () => ({ file: 'x.json', count: 1, withoutSecrets: ['Contoso PRD'] }),
    });
    app.sharing.export(['c1']);
    await user.click(await screen.findByLabelText(/^With secrets/));
    screen.getByText('The file is as safe as its passphrase');
    expect(button('Export…').disabled).toBe(true);
    await user.type(screen.getByLabelText('Passphrase of the file'), passphrase);
    await user.type(screen.getByLabelText('Passphrase of the file again'), 'something');
    expect(button('Export…').disabled).toBe(true);
    await user.clear(screen.getByLabelText('Passphrase of the file again'));
    await user.type(screen.getByLabelText('Passphrase of the file again'), passphrase);
    await user.click(button('Export…'));
    await screen.findByText('Exported, but some secrets are not in the file');
    expect(main.inputs('sharing.exportConnections')).toEqual([{ connectionIds: ['c1'], passphrase }]);
    await user.click(screen.getAllByRole('button', { name: 'Close' })[1] ?? button('Close'));
    expect(app.sharing.current).toBeUndefined();
  });

  test('stays open where the person cancels, and says what went wrong', async () => {
    let answer: () => undefined = () => undefined;
    const { app, user } = await show([one], { 'sharing.exportConnections': () => answer() });
    app.sharing.export(['c1']);
    await user.click(await screen.findByRole('button', { name: 'Export…' }));
    await waitFor(() => expect(button('Export…').disabled).toBe(false));
    answer = () => {
      throw new AppError('disk.full', 'full');
    };
    await user.click(button('Export…'));
    await screen.findByText('The disk is full');
  });
});

describe('importing', () => {
  test('shows what is new and what is here already, and does as the person says', async () => {
    const { app, main, user } = await show([one], {
      'sharing.choose': () =>
        reading({
          found: [
            found(),
            found({ key: 'a 1', name: 'Contoso PRD', conflict }),
            found({ key: 'a 2', name: 'Stays' }),
          ],
          refused: [{ name: 'readme.txt', reason: 'There is no JSON in this text.' }],
        }),
      'sharing.importConnections': () => ({ added: 1, replaced: 1, skipped: 1 }),
    });
    app.sharing.import();
    await user.click(await screen.findByRole('button', { name: 'Choose files…' }));
    await screen.findByText('3 connections found: 2 new, 1 already here, 1 not usable');
    screen.getByText('Is here already, as Contoso PRD');
    screen.getByText('There is no JSON in this text.');
    button('Import 2 connections');
    const choice = (name: string) => screen.getByLabelText<HTMLSelectElement>(`What to do with ${name}`);
    expect([...choice('Contoso PRD').options].map(({ text }) => text)).toEqual([
      'Skip',
      'Replace',
      'Keep both',
    ]);
    await user.selectOptions(choice('Contoso PRD'), 'replace');
    await user.selectOptions(choice('Stays'), 'skip');
    await user.click(button('Import 2 connections'));
    await waitFor(() => expect(app.sharing.current).toBeUndefined());
    expect(main.inputs('sharing.importConnections')).toEqual([
      {
        importId: 'i1',
        choices: [
          { key: 'a 0', choice: 'add' },
          { key: 'a 1', choice: 'replace' },
          { key: 'a 2', choice: 'skip' },
        ],
      },
    ]);
    expect(app.notices.toasts.map(({ text }) => text)).toEqual(['1 connection added, 1 replaced, 1 skipped']);
  });

  test('opens an encrypted file with its passphrase, and tells a wrong one at the field', async () => {
    const { app, main, user } = await show([], {
      'sharing.read': () => reading({ lockedFile: 'shared.json', found: [] }),
      'sharing.unlock': ({ passphrase: typed }) => {
        if (typed !== passphrase) throw new AppError('secrets.passphrase-wrong', 'wrong');
        return reading({ importId: 'i2' });
      },
    });
    const file = new File(['{}'], 'shared.json');
    app.sharing.import([file]);
    const field = await screen.findByLabelText('Passphrase of the file');
    await user.type(field, 'wrong{Enter}');
    await screen.findByText(/The passphrase is wrong\./);
    expect(field).toHaveProperty('value', '');
    await user.type(field, `${passphrase}{Enter}`);
    await screen.findByText('1 connection found: 1 new');
    screen.getByText('with its secret');
    expect(main.inputs('sharing.read')).toEqual([{ files: [file] }]);
    await user.click(button('Other files'));
    await screen.findByRole('button', { name: 'Choose files…' });
    expect(main.inputs('sharing.leave')).toEqual([{ importId: 'i2' }]);
  });

  test('takes what is dropped onto the dialog, a folder as well', async () => {
    const { app, main } = await show([], { 'sharing.read': () => reading() });
    app.sharing.import();
    const folder = new File([], 'keys');
    const target = await screen.findByRole('group', { name: 'Files to import' });
    // Told by this, the window leaves folders to the dialog.
    expect(target.dataset['drop']).toBe('connections');
    await fireEvent.drop(target, { dataTransfer: { files: [folder] } });
    await screen.findByText('1 connection found: 1 new');
    expect(main.inputs('sharing.read')).toEqual([{ files: [folder] }]);
  });

  test('decides for all conflicts at once, where that is possible', async () => {
    const many = [1, 2, 3].map((at) =>
      found({ key: `a ${at}`, name: `C${at}`, conflict: { ...conflict, canReplace: at !== 2 } }),
    );
    const { app, user } = await show([one], { 'sharing.choose': () => reading({ found: many }) });
    app.sharing.import();
    await user.click(await screen.findByRole('button', { name: /Choose a folder/ }));
    const list = await screen.findByRole('list', { name: 'Connections found' });
    const values = () =>
      within(list)
        .getAllByRole<HTMLSelectElement>('combobox')
        .map(({ value }) => value);
    expect(values()).toEqual(['skip', 'skip', 'skip']);
    expect(button('Import').disabled).toBe(true);
    await user.click(button('Replace'));
    expect(values()).toEqual(['replace', 'skip', 'replace']);
    await user.click(button('Keep both'));
    expect(values()).toEqual(['both', 'both', 'both']);
  });

  test('says where nothing is found, and what is damaged', async () => {
    let answer = (): ImportReading => reading({ found: [], refused: [] });
    const { app, main, user } = await show([], { 'sharing.choose': () => answer() });
    app.sharing.import();
    await user.click(await screen.findByRole('button', { name: 'Choose files…' }));
    await screen.findByText('Nothing to import');
    await user.click(button('Other files'));
    answer = () => {
      throw new AppError('sharing.damaged', 'x', { file: 'shared.json', field: 'connections.3.access' });
    };
    await user.click(await screen.findByRole('button', { name: 'Choose files…' }));
    await screen.findByText(
      /The file shared\.json was cut, edited or changed on its way, at connections\.3\.access/,
    );
    await user.click(button('Cancel'));
    expect(app.sharing.current).toBeUndefined();
    expect(main.inputs('sharing.leave')).toHaveLength(1);
  });
});
