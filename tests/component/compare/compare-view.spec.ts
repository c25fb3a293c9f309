import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { compareTab, sideOf, sideText } from '../../../src-renderer/features/compare/compare-side.ts';
import { fileTree } from '../../../src-renderer/features/compare/file-tree.ts';
import { flowMarks } from '../../../src-renderer/features/compare/flow-marks.ts';
import CompareView from '../../../src-renderer/views/CompareView.svelte';
import type { Difference } from '../../../src-shared/compare/difference.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Compared, ComparedFile, CompareSide } from '../../../src-shared/model/compare.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { sampleConnection } from '../samples.ts';

const design: CompareSide = {
  of: 'tenant',
  connectionId: 'c1',
  kind: 'IntegrationFlow',
  artifactId: 'Order/to ERP',
};
const kept: CompareSide = { ...design, sha256: 'a'.repeat(64) };
const file: CompareSide = { of: 'file', token: 't1' };

function difference(changes: Partial<Difference>): Difference {
  return {
    kind: 'step-property',
    change: 'changed',
    subject: 'step "Map order" (Groovy Script)',
    part: 'Script',
    before: 'old.groovy',
    after: 'new.groovy',
    looksSecret: false,
    place: { artifact: undefined, file: undefined, before: ['S1'], after: ['S1'] },
    ...changes,
  };
}

const secret = difference({
  kind: 'parameter-value',
  subject: 'parameter "erp.password"',
  part: 'Value',
  before: 'hunter1',
  after: 'hunter2',
  looksSecret: true,
});

function compared(differences: readonly Difference[], files: readonly ComparedFile[] = []): Compared {
  const side = {
    kind: 'IntegrationFlow',
    kindName: 'Integration Flow',
    id: 'O',
    name: 'Order',
    version: '1.0.0',
  };
  return {
    before: { origin: 'library', from: 'Contoso PRD', seenAt: 0 },
    after: { origin: 'design-time', from: 'Contoso PRD', seenAt: 0 },
    comparison: { before: side, after: { ...side, version: '1.0.1' }, differences, isCut: false },
    files,
  };
}

function show(answers: Answers, target: Readonly<Record<string, string>> = compareTab(kept, design).target) {
  const testApp = createTestApp({ 'artifact.recentFiles': () => [], ...answers });
  renderWithApp(CompareView, { connectionId: '', target }, testApp);
  return { ...testApp, user: userEvent.setup() };
}

describe('a comparison', () => {
  test('says what differs in words, and masks what looks secret until asked', async () => {
    const { user } = show({ 'compare.run': () => compared([difference({}), secret]) });
    const list = await screen.findByRole('region', { name: 'Differences' });
    expect(list.textContent).toContain('Script is new.groovy, was old.groovy');
    expect(list.textContent).not.toContain('hunter');
    await user.click(screen.getByRole('checkbox', { name: 'Show what looks secret' }));
    expect(list.textContent).toContain('Value is hunter2, was hunter1');
    expect(screen.getByText(/^After: Contoso PRD, design time, 1\.0\.1/)).toBeTruthy();
  });

  test('says that there is none, and compares again with what is asked for', async () => {
    const { main, user } = show({ 'compare.run': () => compared([]) });
    await screen.findByRole('heading', { name: 'There is no difference' });
    await user.click(screen.getByRole('checkbox', { name: 'Moved shapes' }));
    await waitFor(() => expect(main.inputs('compare.run').length).toBe(2));
    expect(main.inputs('compare.run').at(-1)).toEqual({
      before: kept,
      after: design,
      options: { layout: true, ids: false, stamps: false },
    });
  });

  test('is saved for a change ticket', async () => {
    const { app, main, user } = show({
      'compare.run': () => compared([difference({})]),
      'compare.save': () => ({ file: '/tmp/Order.md' }),
    });
    await user.click(await screen.findByRole('button', { name: 'Markdown' }));
    await waitFor(() => expect(main.inputs('compare.save')[0]?.format).toBe('markdown'));
    await waitFor(() => expect(JSON.stringify(app.notices.toasts)).toContain('/tmp/Order.md'));
  });

  test('tells why it cannot be made', async () => {
    show({
      'compare.run': () => {
        throw new AppError('content.not-obtainable', 'x', { reason: 'It is not deployed.' });
      },
    });
    expect(await screen.findByText('It is not deployed.')).toBeTruthy();
  });

  test('shows the files that differ', async () => {
    const one = {
      artifact: undefined,
      path: 'a/map.groovy',
      isBefore: true,
      isAfter: true,
      isSameInForm: false,
    };
    const { main, user } = show({
      'compare.run': () => compared([difference({})], [one]),
      'compare.texts': () => ({
        before: { shape: 'binary', data: new Uint8Array(), bytes: 0 },
        after: undefined,
      }),
    });
    await user.click(await screen.findByRole('tab', { name: /^Files/ }));
    await user.click(screen.getByRole('treeitem', { name: /map\.groovy/ }));
    expect(await screen.findByRole('heading', { name: 'No text' })).toBeTruthy();
    expect(main.inputs('compare.texts')).toEqual([{ before: kept, after: design, path: 'a/map.groovy' }]);
  });
});

describe('choosing what to compare', () => {
  test('begins with what is known, and opens the comparison in a tab', async () => {
    const { app, user } = show(
      {
        'connections.list': () => [sampleConnection()],
        'artifact.recentFiles': () => [],
        'content.artifacts': ({ offset }) => ({ rows: [], offset, total: 0 }),
        'artifact.kept': () => [
          { sha256: 'a'.repeat(64), version: '1.0.0', bytes: 1, firstSeenAt: 0, seenAt: 0 },
        ],
      },
      compareTab(design).target,
    );
    await app.connections.list.load();
    const before = await screen.findByRole('group', { name: 'Before' });
    await waitFor(() =>
      expect(within(before).getByRole<HTMLInputElement>('combobox', { name: 'Artifact id' }).value).toBe(
        'Order/to ERP',
      ),
    );
    await user.selectOptions(within(before).getByRole('combobox', { name: 'What' }), 'library');
    const run = screen.getByRole<HTMLButtonElement>('button', { name: 'Compare' });
    expect(run.disabled).toBe(true);
    await user.selectOptions(
      await within(before).findByRole('combobox', { name: 'Version' }),
      'a'.repeat(64),
    );
    await user.click(run);
    expect(app.tabs.all.map(({ target }) => target)).toEqual([compareTab(kept, design).target]);
  });
});

describe('sides, marks and files', () => {
  test('every side is a text of a tab and comes back', () => {
    const deployed: CompareSide = { ...design, of: 'deployed' };
    const all: readonly CompareSide[] = [
      design,
      kept,
      deployed,
      file,
      { ...file, entryId: 'e/1' },
      { of: 'package', connectionId: 'c1', packageId: 'P 1' },
    ];
    for (const side of all) expect(sideOf(sideText(side))).toEqual(side);
    for (const text of [undefined, '', 'tenant/c1', 'tenant/c1/Nothing/x', 'path//etc']) {
      expect(sideOf(text)).toBeUndefined();
    }
  });

  test('what came weighs more than what changed; other artifacts mark nothing', () => {
    const place = { artifact: undefined, file: undefined, before: [], after: ['S2'] };
    const marks = flowMarks(
      [
        difference({ change: 'changed', place }),
        difference({ kind: 'step-added', change: 'added', place }),
        difference({ kind: 'file-added', change: 'added', place: { ...place, after: ['S3'] } }),
        difference({ place: { ...place, artifact: { id: 'x', name: 'x' }, after: ['S4'] } }),
      ],
      undefined,
    );
    expect([...marks.after]).toEqual([
      ['S2', 'added'],
      ['S3', 'changed'],
    ]);
  });

  test('files are listed by artifact, those of another form last', () => {
    const one = { artifact: { id: 'A', name: 'Flow A' }, isBefore: true, isAfter: true, isSameInForm: false };
    const nodes = fileTree([
      { ...one, path: 'x/b.groovy', isSameInForm: true },
      { ...one, path: 'x/c.groovy', isBefore: false },
    ]);
    expect(nodes[0]?.children?.map(({ text }) => text)).toEqual(['c.groovy (added)', 'b.groovy (form only)']);
  });
});
