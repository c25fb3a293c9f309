import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { fileTree } from '../../../src-renderer/features/compare/file-tree.ts';
import { differencesIn, flowMarks } from '../../../src-renderer/features/compare/flow-marks.ts';
import { compareTab, sideOf, sideText } from '../../../src-renderer/lib/targets/compare-targets.ts';
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

describe('a comparison that failed', () => {
  test('says what is not there, and leads back to the choice with its first side', async () => {
    const reason = 'The lists of the tenant have no artifact "Gone" of this kind.';
    const { app, user } = show({
      'compare.run': () => {
        throw new AppError('tenant.not-found', 'x', { area: 'content', reason });
      },
    });
    expect(await screen.findByText(reason)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Choose what to compare' }));
    expect(app.tabs.all.map(({ target }) => target)).toEqual([compareTab(kept).target]);
  });
});

describe('choosing what to compare', () => {
  test('begins with what is known, and opens the comparison in a tab', async () => {
    const { app, user } = show(
      {
        'connections.list': () => [sampleConnection()],
        // Whoever types does not wait for the files, which are not asked for here.
        'artifact.recentFiles': () => new Promise(() => undefined),
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

describe('what can be chosen', () => {
  async function sides() {
    const other = sampleConnection({ id: 'c2', name: 'Contoso QAS' });
    const shown = show(
      {
        'connections.list': () => [sampleConnection(), other],
        'content.artifacts': ({ offset }) => ({ rows: [], offset, total: 0 }),
        'content.packages': ({ offset }) => ({ rows: [], offset, total: 0 }),
        'artifact.chooseFiles': () => [
          { token: 't1', name: 'Order.zip', path: '/home/a/Order.zip', openedAt: 0 },
        ],
      },
      compareTab(design).target,
    );
    await shown.app.connections.list.load();
    const after = await screen.findByRole('group', { name: 'After' });
    await waitFor(() =>
      expect(within(after).getByRole<HTMLInputElement>('combobox', { name: 'Artifact id' }).value).toBe(
        'Order/to ERP',
      ),
    );
    const run = async (): Promise<unknown> => {
      await shown.user.click(screen.getByRole('button', { name: 'Compare' }));
      return shown.app.tabs.all.at(-1)?.target;
    };
    return { ...shown, after, run };
  }

  test('the same artifact of another tenant', async () => {
    const { user, after, run } = await sides();
    await user.selectOptions(within(after).getByRole('combobox', { name: 'Connection' }), 'c2');
    expect(await run()).toEqual(compareTab(design, { ...design, connectionId: 'c2' }).target);
  });

  test('what is deployed', async () => {
    const { user, after, run } = await sides();
    await user.selectOptions(within(after).getByRole('combobox', { name: 'What' }), 'deployed');
    expect(await run()).toEqual(compareTab(design, { ...design, of: 'deployed' }).target);
  });

  test('a file', async () => {
    const { user, after, run } = await sides();
    await user.selectOptions(within(after).getByRole('combobox', { name: 'What' }), 'file');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Compare' }).disabled).toBe(true);
    await user.click(within(after).getByRole('button', { name: 'Choose a file' }));
    await within(after).findByText('/home/a/Order.zip');
    expect(await run()).toEqual(compareTab(design, file).target);
  });

  test('two packages', async () => {
    const { user, after, run } = await sides();
    const before = screen.getByRole('group', { name: 'Before' });
    for (const [side, id] of [
      [before, 'Sales'],
      [after, 'Sales.copy'],
    ] as const) {
      await user.selectOptions(within(side).getByRole('combobox', { name: 'What' }), 'package');
      const field = within(side).getByRole('combobox', { name: 'Package id' });
      await user.clear(field);
      await user.type(field, id);
    }
    const packageOf = (packageId: string) => ({ of: 'package', connectionId: 'c1', packageId }) as const;
    expect(await run()).toEqual(compareTab(packageOf('Sales'), packageOf('Sales.copy')).target);
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

  test('what came weighs more than what changed; other artifacts and flows mark nothing', () => {
    const place = { artifact: undefined, file: undefined, before: [], after: ['S2'] };
    const marks = flowMarks([
      difference({ change: 'changed', place }),
      difference({ kind: 'step-added', change: 'added', place }),
      difference({ kind: 'file-added', change: 'added', place: { ...place, after: ['S3'] } }),
      ...differencesIn(
        [
          difference({ place: { ...place, artifact: { id: 'x', name: 'x' }, after: ['S4'] } }),
          difference({ place: { ...place, file: 'other.iflw', after: ['S5'] } }),
        ],
        { artifact: undefined, file: 'one.iflw' },
      ),
    ]);
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
