import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';

import ProjectDialogs from '../../../src-renderer/features/projects/ProjectDialogs.svelte';
import { reportText } from '../../../src-renderer/features/projects/report-text.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { ProjectReport } from '../../../src-shared/model/projects.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { manyConnections } from '../samples.ts';

const report: ProjectReport = {
  project: 'Contoso',
  wasResumed: false,
  connections: [{ name: 'Contoso DEV', host: 'contoso-dev.example' }],
  libraryFiles: 3,
  secrets: 2,
  journals: 1,
  logLines: 4,
  settingsFiles: 0,
  searchedFiles: 120,
  searchedBytes: 48_000_000,
  traces: [],
  shared: [],
};

async function show(outcome: ProjectReport | AppError = report) {
  let list = manyConnections(4).map((connection) => ({ ...connection, folder: 'Contoso' }));
  const testApp = createTestApp({
    'connections.list': () => list,
    'projects.end': () => {
      if (outcome instanceof AppError) throw outcome;
      list = [];
      return outcome;
    },
  });
  await testApp.app.connections.list.load();
  renderWithApp(ProjectDialogs, {}, testApp);
  testApp.app.projects.ask(list.map(({ id }) => id));
  const asking = within(await screen.findByRole('dialog', { name: 'End the project Contoso' }));
  return { ...testApp, asking, user: userEvent.setup() };
}

test('asks for the name of the customer, ends once and shows what was found', async () => {
  const { asking, user, main, app } = await show();
  const button = asking.getByRole<HTMLButtonElement>('button', { name: 'End the project' });
  expect(asking.getAllByText(/^Contoso (DEV|QAS|PRD|SBX)$/)).toHaveLength(4);
  await user.type(asking.getByLabelText('Type Contoso to end it'), 'contoso');
  expect(button.disabled).toBe(true);
  await user.clear(asking.getByLabelText('Type Contoso to end it'));
  await user.type(asking.getByLabelText('Type Contoso to end it'), 'Contoso{Enter}');
  const dialog = within(await screen.findByRole('dialog', { name: 'Contoso has ended' }));
  expect(main.inputs('projects.end')).toEqual([
    { connectionIds: ['c1', 'c2', 'c3', 'c4'], typed: 'Contoso' },
  ]);
  expect(dialog.getByText('Nothing of it is left')).toBeTruthy();
  expect(dialog.getByText(/120 files, 48.0 MB/)).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Copy the report' }));
  expect(main.inputs('app.copyText')).toEqual([{ text: reportText(report) }]);
  await user.click(dialog.getByText('Close'));
  await waitFor(() => expect(app.projects.current).toBeUndefined());
});

test('says what failed and stays', async () => {
  const { asking, user } = await show(new AppError('disk.write-failed', 'x'));
  await user.type(asking.getByLabelText('Type Contoso to end it'), 'Contoso{Enter}');
  expect(await asking.findByRole('alert')).toBeTruthy();
});

test('names every trace that was found, also in the copied text', async () => {
  const trace = { file: 'Local State', text: 'contoso-dev.example' };
  const found = { ...report, traces: [trace], shared: ['login.example'], wasResumed: true };
  const { asking, user } = await show(found);
  await user.type(asking.getByLabelText('Type Contoso to end it'), 'Contoso{Enter}');
  const dialog = within(await screen.findByRole('dialog', { name: 'Contoso has ended' }));
  expect(dialog.getByText('1 trace found')).toBeTruthy();
  expect(dialog.getByText('Local State: contoso-dev.example')).toBeTruthy();
  expect(dialog.getByText(/closed while the project ended/)).toBeTruthy();
  expect(reportText(found)).toContain('Found: contoso-dev.example in Local State');
});
