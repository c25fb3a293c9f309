import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import ContentView from '../../../src-renderer/views/ContentView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { ArtifactRow, ListState } from '../../../src-shared/model/content.ts';
import type { RowWindow } from '../../../src-shared/model/rows.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { sampleConnection } from '../samples.ts';
import { artifact, libraryWith, synced } from './content-answers.ts';

const rows = [
  artifact('Order to ERP'),
  artifact('Order Change', { drift: 'other-version', version: '1.2.0', deployedVersion: '1.1.7' }),
  artifact('Price List', { drift: 'draft', version: undefined, deployedVersion: '3.1.0' }),
  artifact('Bank Statement', { drift: 'modified-after-deployment', deployedStatus: 'ERROR' }),
  artifact('Payment Run', { drift: 'not-deployed', deployedVersion: undefined, deployedStatus: undefined }),
  artifact('Country Codes', { kind: 'ValueMapping', modifiedBy: undefined, modifiedAt: undefined }),
];
const missingRole = new AppError('auth.forbidden', 'x', { area: 'content' }).toData();

function show(answers: Answers = libraryWith(rows), target: Readonly<Record<string, string>> = {}) {
  const testApp = createTestApp(answers);
  renderWithApp(ContentView, { connectionId: 'c1', target }, testApp);
  return { ...testApp, user: userEvent.setup() };
}

function failing(state: Partial<ListState>): Answers {
  return libraryWith([], { syncedAt: undefined, syncing: false, error: undefined, ...state });
}

async function rowNamed(name: string): Promise<HTMLElement> {
  const cell = await within(screen.getByRole('grid', { name: 'Artifacts' })).findByText(name);
  const row = cell.closest<HTMLElement>('[role="row"]');
  if (!row) throw new Error(`${name} stands in no row.`);
  return row;
}

describe('a library that does not open', () => {
  test.each(['library.locked', 'library.key-missing', 'library.newer'] as const)(
    'with %s is told once, where the rows would be',
    async (code) => {
      const closed = () => {
        throw new AppError(code, 'x');
      };
      show({
        ...libraryWith([]),
        'content.packages': closed,
        'content.artifacts': closed,
        'content.counts': closed,
        'content.state': closed,
      });
      expect(await screen.findByText('No packages to show')).toBeTruthy();
      await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1));
    },
  );
});

describe('the list of artifacts', () => {
  test.each([
    ['Order to ERP', 'Same version', 'Started'],
    ['Order Change', 'Other version', 'Started'],
    ['Price List', 'Draft, not comparable', 'Started'],
    ['Bank Statement', 'Modified after deployment', 'Error'],
    ['Payment Run', 'Not deployed', 'Not deployed'],
  ])('says of %s: %s, %s', async (name, drift, state) => {
    show();
    const texts = within(await rowNamed(name))
      .getAllByRole('gridcell')
      .map((cell) => cell.textContent.trim());
    expect(texts[7]).toBe(drift);
    expect(texts[6]).toBe(state);
  });

  test('marks a deployed version that differs, and only that', async () => {
    show();
    expect((await rowNamed('Order Change')).textContent).toMatch(/1\.1\.7\s*≠/);
    expect((await rowNamed('Order to ERP')).textContent).not.toContain('≠');
    expect((await rowNamed('Price List')).textContent).toContain('Draft');
  });

  test('shows a dash where the API has no modification stamp', async () => {
    show();
    const cells = within(await rowNamed('Country Codes')).getAllByRole('gridcell');
    expect(cells.slice(-2).map((cell) => cell.textContent.trim())).toEqual(['–', '–']);
  });

  test('is not shown for an Edge Integration Cell, which has none', async () => {
    const withCell = sampleConnection({ edge: [{ kind: 'location', id: 'plant' }] });
    const { app } = show({ ...libraryWith(rows), 'connections.list': () => [withCell] });
    await app.connections.list.load();
    await rowNamed('Order to ERP');
    app.runtimes.choose('c1', 'plant');
    expect(await screen.findByText('This runtime does not offer packages and artifacts')).toBeTruthy();
    expect(screen.queryByRole('grid', { name: 'Artifacts' })).toBeNull();
  });

  test('is filtered anew by the key for it: what was typed before is selected', async () => {
    const { app, user } = show();
    const filter = await screen.findByRole<HTMLInputElement>('searchbox', { name: /^Filter \d+ artifacts/ });
    await user.type(filter, 'order');
    filter.blur();
    app.commands.run('view.filter');
    expect(document.activeElement).toBe(filter);
    await user.keyboard('bank');
    expect(filter.value).toBe('bank');
  });

  test('offers chips with counts and asks SQL for what they mean', async () => {
    const { main, user } = show();
    const chip = await screen.findByRole('button', { name: /^Error 1$/ });
    expect(screen.getByRole('button', { name: /^Drift 2$/ })).toBeTruthy();
    await user.click(chip);
    await waitFor(() => expect(screen.queryByText('Order Change')).toBeNull());
    expect(chip.getAttribute('aria-pressed')).toBe('true');
    expect(main.inputs('content.artifacts').at(-1)?.filter).toEqual({ chip: 'error' });
  });

  test('filters as one types, with one question after the last key', async () => {
    const { main, user } = show();
    await rowNamed('Order to ERP');
    const before = main.inputs('content.artifacts').length;
    await user.type(screen.getByRole('searchbox', { name: 'Filter 6 artifacts' }), 'order');
    await waitFor(() => expect(screen.queryByText('Payment Run')).toBeNull());
    const asked = main.inputs('content.artifacts').slice(before);
    expect(asked.map(({ filter }) => filter.text)).toEqual(['order']);
    expect(await screen.findByRole('button', { name: 'All packages 2' })).toBeTruthy();
  });

  test('shows the answer to the latest question, whatever arrives last', async () => {
    const waiting: ((answer: RowWindow<ArtifactRow>) => void)[] = [];
    const { user } = show({
      ...libraryWith(rows),
      'content.artifacts': ({ filter, offset }) =>
        filter.text === undefined
          ? { rows, offset, total: rows.length }
          : new Promise((resolve) => waiting.push(resolve)),
    });
    await rowNamed('Order to ERP');
    const field = screen.getByRole('searchbox', { name: /Filter 6/ });
    await user.type(field, 'p');
    await waitFor(() => expect(waiting).toHaveLength(1));
    await user.type(field, 'a');
    await waitFor(() => expect(waiting).toHaveLength(2));
    waiting[1]?.({ rows: [artifact('Late Payment Run')], offset: 0, total: 1 });
    waiting[0]?.({ rows: [artifact('Early Price')], offset: 0, total: 1 });
    expect(await screen.findByText('Late Payment Run')).toBeTruthy();
    expect(screen.queryByText('Early Price')).toBeNull();
  });

  test('sorts in SQL', async () => {
    const { main, user } = show();
    await rowNamed('Order to ERP');
    await user.click(screen.getByRole('button', { name: 'Deployed' }));
    await waitFor(() =>
      expect(main.inputs('content.artifacts').at(-1)?.sort).toEqual({
        column: 'deployedVersion',
        direction: 'ascending',
      }),
    );
  });

  test('asks again when main tells that the content changed, and keeps the rows meanwhile', async () => {
    const { main } = show();
    await rowNamed('Order to ERP');
    const answers = libraryWith([...rows, artifact('Brand New')]);
    main.answer(answers);
    main.publish('content.changed', { connectionId: 'other' });
    main.publish('content.changed', { connectionId: 'c1' });
    expect(screen.getByText('Payment Run')).toBeTruthy();
    expect(await screen.findByText('Brand New')).toBeTruthy();
  });

  test('names the kinds that the API does not list', async () => {
    show();
    expect(await screen.findByText(/Not listed by the API: REST APIs, SOAP APIs/)).toBeTruthy();
  });

  test('inspects with a click and opens a tab with Enter', async () => {
    const { app, user } = show();
    await user.click(within(await rowNamed('Order Change')).getByText('Order Change'));
    const inspector = await screen.findByRole('complementary', { name: 'Inspector: Order Change' });
    expect(
      await within(inspector).findByText('Version 1.1.7 is deployed, version 1.2.0 is at design time.'),
    ).toBeTruthy();
    await user.keyboard('{Enter}');
    app.active.select('c1');
    expect(app.tabs.all.map(({ target }) => target)).toContainEqual({
      connectionId: 'c1',
      kind: 'IntegrationFlow',
      artifactId: 'Order_Change',
    });
  });
});

describe('the tree', () => {
  test('opens packages and kinds down to the artifacts, and narrows the table', async () => {
    const { main, user } = show();
    const tree = await screen.findByRole('tree', { name: 'Packages and artifacts' });
    await user.click(await within(tree).findByText('Contoso Sales'));
    await waitFor(() =>
      expect(main.inputs('content.artifacts').at(-1)?.filter).toEqual({ chip: 'all', packageId: 'Sales' }),
    );
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(await within(tree).findByText('Order Change')).toBeTruthy();
    expect(screen.getByRole('button', { name: /^Contoso Sales: Integration flows 6$/ })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show all packages' }));
    expect(screen.getByRole('button', { name: /^All packages/ })).toBeTruthy();
  });

  test('tells how many artifacts are in error', async () => {
    show();
    const tree = await screen.findByRole('tree', { name: 'Packages and artifacts' });
    const node = (await within(tree).findByText('Contoso Sales')).closest('[role="treeitem"]');
    expect(node?.textContent).toMatch(/1\sin error/);
  });
});

describe('its five states', () => {
  test('nothing yet: offers to read', async () => {
    const { main, user } = show({
      ...failing({}),
      'content.refresh': () => ({ jobId: 'j' }),
    });
    await user.click(await screen.findByRole('button', { name: 'Read packages' }));
    expect(main.inputs('content.refresh')).toContainEqual({ connectionId: 'c1', mode: 'changed' });
  });

  test('loading: says what is read', async () => {
    show(failing({ syncing: true }));
    expect(await screen.findByText('Reading packages…')).toBeTruthy();
  });

  test('ready: says how old the rows are', async () => {
    show();
    expect(await screen.findByText(/Read 3 min ago/)).toBeTruthy();
    expect(screen.getByText('6 artifacts')).toBeTruthy();
  });

  test('empty: nothing matches, with the way back', async () => {
    const { user } = show();
    await rowNamed('Payment Run');
    await user.type(screen.getByRole('searchbox', { name: /Filter 6/ }), 'zzz');
    await user.click(await screen.findByRole('button', { name: 'Show all artifacts' }));
    expect(await rowNamed('Payment Run')).toBeTruthy();
  });

  test('failed without rows: names the missing role and tries again', async () => {
    const { main, user } = show(failing({ error: missingRole }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('WorkspacePackagesRead');
    const before = main.inputs('content.refresh').length;
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(main.inputs('content.refresh').length).toBe(before + 1);
  });

  test('failed with rows: keeps them and says why they may be old', async () => {
    show(libraryWith(rows, { ...synced, error: missingRole }));
    expect(await screen.findByText(/WorkspacePackagesRead/)).toBeTruthy();
    expect(await rowNamed('Payment Run')).toBeTruthy();
  });
});

describe('refreshing', () => {
  test('reads on opening what is older than a minute, and nothing that is fresh', async () => {
    const { main } = show();
    await waitFor(() => expect(main.inputs('content.refresh')).toHaveLength(1));
    const fresh = show(libraryWith(rows, { ...synced, syncedAt: Date.now() - 5_000 }));
    await waitFor(() => expect(fresh.main.inputs('content.state').length).toBeGreaterThan(1));
    expect(fresh.main.inputs('content.refresh')).toHaveLength(0);
  });

  test('F5 reads what changed, "Verify" reads everything', async () => {
    const { app, main } = show(libraryWith(rows, { ...synced, syncedAt: Date.now() }));
    await rowNamed('Payment Run');
    app.commands.run('view.refresh');
    app.commands.run('content.verify');
    expect(main.inputs('content.refresh').map(({ mode }) => mode)).toEqual(['changed', 'verify']);
  });

  test('says in the same place that a sync could not start', async () => {
    show({
      ...libraryWith(rows),
      'content.refresh': () => {
        throw new AppError('network.offline', 'x');
      },
    });
    expect(await rowNamed('Payment Run')).toBeTruthy();
    expect((await screen.findByRole('grid')).getAttribute('aria-rowcount')).toBe('7');
    await waitFor(() => expect(document.querySelector('.notice')).not.toBeNull());
  });
});
