import { screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { journalColumns } from '../../../src-renderer/features/journal/journal-columns.ts';
import { JournalList } from '../../../src-renderer/features/journal/journal-list.svelte.ts';
import { resultWords, whatWords } from '../../../src-renderer/features/journal/journal-words.ts';
import JournalState from '../../../src-renderer/features/journal/JournalState.svelte';
import JournalToolbar from '../../../src-renderer/features/journal/JournalToolbar.svelte';
import JournalView from '../../../src-renderer/views/JournalView.svelte';
import type { JournalProblem, JournalRow } from '../../../src-shared/model/journal.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

const row: JournalRow = {
  id: 'c1 2',
  at: Date.UTC(2026, 10, 26, 12),
  connectionId: 'c1',
  connectionName: 'Contoso PRD',
  host: 'contoso.example',
  user: 'kim',
  kind: 'write',
  method: 'POST',
  target: 'DeployIntegrationDesigntimeArtifact',
  key: "Id='x'",
  result: 'refused',
  status: 403,
  failure: undefined,
  reason: '',
  until: undefined,
  closing: undefined,
  withSecrets: undefined,
  imported: undefined,
};

function showProblems(problems: readonly JournalProblem[]) {
  renderWithApp(JournalState, { check: { lines: 5, isKeyed: true, problems } });
}

describe('the journal', () => {
  test('says what happened and how it ended', () => {
    expect(whatWords(row, 'UTC')).toBe("POST DeployIntegrationDesigntimeArtifact Id='x'");
    expect(resultWords(row)).toMatchObject({ tone: 'bad', text: 'Refused (403)' });
    const unknown = { ...row, result: 'unknown', status: undefined, failure: 'network.cut' } as const;
    expect(resultWords(unknown)?.text).toBe('Not known (network.cut)');
    const opened = { ...row, kind: 'opened', result: undefined, reason: 'Fix', until: row.at } as const;
    expect(whatWords(opened, 'UTC')).toBe('Fix (until 26 Nov 2026 12:00)');
    expect(resultWords(opened)).toBeUndefined();
    expect(whatWords({ ...row, kind: 'exported', withSecrets: false }, 'UTC')).toBe(
      'to a file, without secrets',
    );
    const imported = { ...row, kind: 'imported', withSecrets: true, imported: 'replaced' } as const;
    expect(whatWords(imported, 'UTC')).toBe('from a file, in place of what was there, with its secrets');
  });

  test('filters by event, also from the palette, exports what is shown, and shows the columns one chooses', async () => {
    const testApp = createTestApp({
      'journal.rows': ({ offset }) => ({ rows: [row], offset, total: 1 }),
      'journal.counts': () => ({
        all: 3,
        write: 1,
        opened: 1,
        closed: 1,
        exported: 0,
        imported: 0,
        noted: 0,
      }),
      'journal.check': () => ({ lines: 4, isKeyed: true, problems: [] }),
      'journal.exportRows': () => ({ file: '/tmp/journal.csv' }),
    });
    const list = new JournalList(testApp.app.api);
    const saved: (string | undefined)[] = [];
    const onExport = (format: 'csv' | 'json') => void list.export(format).then((file) => saved.push(file));
    const stop = list.listen();
    const table = { tableId: 'journal', columns: journalColumns(() => 'UTC') };
    const props = { list, ...table, input: undefined, onLeave: () => undefined, onExport };
    renderWithApp(JournalToolbar, props, testApp);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Writes 1' }));
    await user.click(screen.getByRole('button', { name: 'CSV' }));
    await waitFor(() => expect(saved).toEqual(['/tmp/journal.csv']));
    expect(testApp.main.inputs('journal.rows').at(-1)?.filter).toEqual({ kind: 'write' });
    expect(testApp.main.inputs('journal.exportRows')).toEqual([{ filter: { kind: 'write' }, format: 'csv' }]);
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'User' }));
    expect(testApp.app.layout.record('table.journal')).toEqual({ 'user.shown': 'no' });
    expect(screen.queryByRole('menuitem', { name: 'This layout for all tenants' })).toBeNull();
    testApp.app.commands.run('journal.kind.exported');
    await screen.findByRole('button', { name: 'Exported 0', pressed: true });
    stop();
  });

  test('tells changed and missing lines as an alarm', () => {
    showProblems([
      { kind: 'changed', connectionName: 'Contoso PRD', line: 2, count: 1 },
      { kind: 'cut', connectionName: 'Contoso PRD', line: undefined, count: 4 },
    ]);
    const alarm = screen.getByRole('alert');
    expect(alarm.textContent).toContain('The journal was changed outside of Tenant Atlas');
    expect(alarm.textContent).toContain('a line was changed at line 2');
    expect(alarm.textContent).toContain('4 lines missing at the end');
  });

  const gone: JournalProblem = { kind: 'cut', connectionName: 'Contoso PRD', line: undefined, count: 4 };
  test.each([
    ['No line is left', 'Nothing has been written', [gone]],
    ['Nothing has been written', 'No line is left', []],
  ])('without a line says: %s', async (shown, other, problems) => {
    const none = { all: 0, write: 0, opened: 0, closed: 0, exported: 0, imported: 0, noted: 0 };
    const testApp = createTestApp({
      'journal.rows': ({ offset }) => ({ rows: [], offset, total: 0 }),
      'journal.counts': () => none,
      'journal.check': () => ({ lines: 0, isKeyed: true, problems }),
    });
    renderWithApp(JournalView, {}, testApp);
    expect(await screen.findByText(shown)).toBeTruthy();
    expect(screen.queryByText(other)).toBeNull();
  });

  test('says without alarm that lines have no key', () => {
    showProblems([{ kind: 'unkeyed', connectionName: 'Contoso PRD', line: 1, count: 1 }]);
    expect(screen.getByText(/chained without a key/)).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
