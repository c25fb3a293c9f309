import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import ConnectionsView from '../../../src-renderer/views/ConnectionsView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { Check, ConnectionSummary, TestOutcome } from '../../../src-shared/model/connections.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { manyConnections, sampleActivity, sampleConnection } from '../samples.ts';

const secret = 'c2b8d1f0-1234-4a5b-9c8d-0123456789ab$abcdefghijklmnop=';
const key = JSON.stringify({
  oauth: {
    clientid: 'sb-1f2e!b123|it!b456',
    clientsecret: secret,
    url: 'https://acme-qas.it-cpi001.cfapps.eu10.hana.ondemand.com',
    tokenurl: 'https://acme-qas.authentication.eu10.hana.ondemand.com/oauth/token',
  },
});

/** Main with a list that changes as the window asks for it. */
async function show(first: readonly ConnectionSummary[] = [], answers: Answers = {}) {
  let list = first;
  const testApp = createTestApp({
    'connections.list': () => list,
    'connections.save': (draft) => {
      const { secrets, ...rest } = draft;
      const saved = sampleConnection({
        ...rest,
        flowKey: undefined,
        id: draft.id ?? 'new',
        secret: secrets.clientSecret ? 'stored' : 'missing',
      });
      list = [...list.filter(({ id }) => id !== saved.id), saved];
      return saved;
    },
    'connections.remove': ({ connectionId }) => {
      list = list.filter(({ id }) => id !== connectionId);
      return undefined;
    },
    'connections.open': ({ connectionId }) =>
      list.find(({ id }) => id === connectionId) ?? sampleConnection(),
    'connections.activity': ({ connectionId }) => sampleActivity({ connectionId }),
    'connections.arrange': ({ connectionIds, change }) => {
      const { addTags = [], removeTags = [], ...rest } = change;
      list = list.map((connection) =>
        connectionIds.includes(connection.id)
          ? {
              ...connection,
              ...rest,
              tags: [...connection.tags.filter((tag) => !removeTags.includes(tag)), ...addTags],
            }
          : connection,
      );
      return undefined;
    },
    ...answers,
  });
  await testApp.app.connections.list.load();
  renderWithApp(ConnectionsView, {}, testApp);
  return { ...testApp, user: userEvent.setup() };
}

function check(id: Check['id'], changes: Partial<Check> = {}): Check {
  return {
    id,
    time: 42,
    result: 'passed',
    finding: `${id} is fine`,
    advice: undefined,
    error: undefined,
    ...changes,
  };
}

describe('a first connection', () => {
  test('comes from a pasted key and is open in one step', async () => {
    const { user, app, main } = await show();
    await user.click(screen.getByRole('button', { name: /Paste a service key/ }));
    await user.click(screen.getByLabelText('Service key'));
    await user.paste(key);
    expect(screen.getByText('Service key read')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save and open' }));
    await waitFor(() => expect(app.active.id).toBe('new'));
    expect(main.inputs('connections.save')).toMatchObject([
      { name: 'acme-qas', environment: 'test', secrets: { clientSecret: secret } },
    ]);
    expect(app.tabs.all.at(-1)).toMatchObject({ area: 'content', target: { connectionId: 'new' } });
  });

  test('may be pasted anywhere on the empty screen', async () => {
    const { user } = await show();
    await user.paste(key);
    expect(await screen.findByText('Service key read')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Tenant hostname').value).toContain('acme-qas');
  });

  test('is the demo tenant with one click', async () => {
    const demo = sampleConnection({ id: 'demo', name: 'Demo tenant', isDemo: true });
    const { user, app } = await show([], { 'connections.addDemo': () => demo });
    await user.click(screen.getByRole('button', { name: /Explore the demo tenant/ }));
    await waitFor(() => expect(app.active.id).toBe('demo'));
  });

  test('says why the demo tenant did not start', async () => {
    const { user, app } = await show([], {
      'connections.addDemo': () => {
        throw new AppError('demo.failed', 'x');
      },
    });
    await user.click(screen.getByRole('button', { name: /Explore the demo tenant/ }));
    await waitFor(() => expect(app.notices.toasts[0]?.error?.code).toBe('demo.failed'));
  });

  test('by four fields complains at the fields when they are missing', async () => {
    const { user, main } = await show();
    await user.click(screen.getByRole('button', { name: /Enter four fields/ }));
    await user.type(
      screen.getByLabelText('Tenant hostname'),
      'x.integrationsuite.cfapps.eu10.hana.ondemand.com',
    );
    const host = screen.getByLabelText('Tenant hostname');
    expect(host.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(host.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
      'web UI',
    );
    expect(screen.queryByText(/The client_id is missing/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Save and open' }));
    expect(screen.getByText(/The client_id is missing/)).toBeTruthy();
    expect(main.inputs('connections.save')).toEqual([]);
  });
});

describe('the test of a connection', () => {
  test('shows each check as soon as it is known, and is no condition for saving', async () => {
    let finish: (outcome: TestOutcome) => void = () => undefined;
    const { user, main } = await show([sampleConnection()], {
      'connections.test': () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    await user.click(screen.getByRole('treeitem', { name: /Contoso PRD/ }));
    await user.click(screen.getByRole('button', { name: 'Test' }));
    const [{ testId } = { testId: '' }] = main.inputs('connections.test');
    const list = within(screen.getByRole('region', { name: 'Connection test' }));
    expect(list.getAllByText('Waiting')).toHaveLength(5);
    main.publish('connections.checked', { testId, check: check('route') });
    main.publish('connections.checked', { testId: 'another', check: check('name', { finding: 'not ours' }) });
    expect(await list.findByText('route is fine')).toBeTruthy();
    expect(list.queryByText('not ours')).toBeNull();
    finish({
      passed: false,
      checks: [
        check('route'),
        check('name', { result: 'by-proxy' }),
        check('tls', { result: 'by-proxy' }),
        check('token', { result: 'failed', finding: 'Refused.', advice: 'Paste the service key again.' }),
        check('api-root', { result: 'skipped' }),
        check('roles', { result: 'skipped' }),
      ],
      webUiUrl: undefined,
    });
    expect(await list.findByText('The connection does not work yet')).toBeTruthy();
    expect(list.getByText('Paste the service key again.')).toBeTruthy();
    expect(list.getAllByText('By the proxy')).toHaveLength(2);
    expect(list.getAllByText('Skipped')).toHaveLength(2);

    await user.type(screen.getByLabelText('Notes'), 'later');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(main.inputs('connections.save')).toMatchObject([{ notes: 'later' }]));
  });

  test('suggests the address of the web UI that the tenant told', async () => {
    const webUiUrl = 'https://acme.integrationsuite.cfapps.eu10.hana.ondemand.com/shell';
    const { user } = await show([sampleConnection()], {
      'connections.test': () => ({ passed: true, checks: [check('route')], webUiUrl }),
    });
    await user.click(screen.getByRole('treeitem', { name: /Contoso PRD/ }));
    await user.click(screen.getByRole('button', { name: 'Test' }));
    expect(await screen.findByDisplayValue(webUiUrl)).toBeTruthy();
  });
});

describe('the list of connections', () => {
  test('is searched and opened by keys', async () => {
    const { user, app } = await show(manyConnections(50));
    await user.type(screen.getByRole('searchbox', { name: 'Find a connection' }), 'wingtip dev');
    expect(screen.getAllByRole('treeitem')).toHaveLength(2);
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(app.active.summary?.name).toBe('Wingtip DEV');
  });

  test('keeps what was typed while one looks at another', async () => {
    const { user } = await show(manyConnections(4));
    await user.click(screen.getByRole('treeitem', { name: /Contoso DEV/ }));
    await user.type(screen.getByLabelText('Notes'), 'half a sentence');
    await user.click(screen.getByRole('treeitem', { name: /Contoso PRD/ }));
    expect(screen.queryByDisplayValue('half a sentence')).toBeNull();
    await user.click(screen.getByRole('treeitem', { name: /Contoso DEV/ }));
    expect(screen.getByDisplayValue('half a sentence')).toBeTruthy();
  });

  test.each([
    ['missing', /No secret is kept/],
    ['undecryptable', /can no longer be decrypted/],
    ['session', /kept until the app closes/],
    ['locked', /The secrets are locked/],
  ] as const)('says what it means that a secret is %s', async (state, text) => {
    const { user } = await show([sampleConnection({ secret: state })]);
    await user.click(screen.getByRole('treeitem', { name: /Contoso PRD/ }));
    expect(screen.getByText(text)).toBeTruthy();
  });

  test('asks once before deleting and says what goes', async () => {
    const { user, main } = await show(manyConnections(4));
    await user.click(screen.getByRole('treeitem', { name: /Contoso QAS/ }));
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(screen.getByRole('menuitem', { name: /Delete/ }));
    const dialog = within(screen.getByRole('dialog', { name: 'Delete Contoso QAS?' }));
    expect(dialog.getByText(/its library/)).toBeTruthy();
    expect(main.inputs('connections.remove')).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(main.inputs('connections.remove')).toEqual([{ connectionId: 'c2' }]));
    await waitFor(() => expect(screen.queryByRole('treeitem', { name: /Contoso QAS/ })).toBeNull());
  });

  test('refuses the key of another tenant and keeps the dialog', async () => {
    const { user, main } = await show(manyConnections(1), {
      'connections.replaceKey': () => {
        throw new AppError('connection.other-tenant', 'x', { host: 'acme-qas' });
      },
    });
    await user.click(screen.getByRole('treeitem', { name: /Contoso DEV/ }));
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(screen.getByRole('menuitem', { name: /Paste a new key/ }));
    const dialog = within(screen.getByRole('dialog'));
    await user.click(dialog.getByLabelText('Service key'));
    await user.paste(key);
    await user.click(dialog.getByRole('button', { name: 'Replace the key' }));
    expect(await dialog.findByRole('alert')).toBeTruthy();
    expect(main.inputs('connections.replaceKey')).toMatchObject([{ connectionId: 'c1' }]);
  });
});

const inFolders = manyConnections(8).map((connection, index) => ({
  ...connection,
  folder: index < 4 ? 'Contoso' : index < 7 ? 'Fabrikam' : '',
  isFavourite: index === 5,
  tags: index === 2 ? ['on call'] : [],
  notes: index === 7 ? 'ask Ms Berg first' : '',
}));
const lines = (): string[] =>
  screen.getAllByRole('treeitem').map((item) => (item.textContent ?? '').replace(/\s+/g, ' ').trim());
const line = (name: RegExp): HTMLElement => screen.getByRole('treeitem', { name });

describe('folders', () => {
  test('stand by name below the favourites, and the rest at the end', async () => {
    await show(inFolders);
    const folders = screen.getAllByRole('treeitem').filter((item) => item.hasAttribute('aria-expanded'));
    expect(folders.map((item) => item.textContent?.trim())).toEqual([
      'Favourites 1',
      'Contoso 4',
      'Fabrikam 2',
      'No folder 1',
    ]);
    expect(lines()[1]).toContain('Fabrikam ·');
  });

  test('close and open by keys, and stay closed for the next window', async () => {
    const { user, app } = await show(inFolders);
    await user.click(line(/^Contoso 4/));
    expect(screen.queryByRole('treeitem', { name: /Contoso PRD/ })).toBeNull();
    screen.getByRole('tree').focus();
    await user.keyboard('{ArrowRight}');
    expect(line(/Contoso PRD/)).toBeTruthy();
    await user.keyboard('{ArrowRight}{ArrowLeft}{ArrowLeft}');
    expect(line(/^Contoso 4/).getAttribute('aria-expanded')).toBe('false');
    expect(app.layout.record('connections.closed')).toEqual({ 'folder Contoso': '1' });
  });

  test.each([
    ['on call', 'Contoso PRD'],
    ['fabrikam qas', 'Fabrikam QAS'],
    ['berg', 'Fabrikam SBX'],
  ])('and tags and notes are searched: %s', async (text, name) => {
    const { user } = await show(inFolders);
    await user.type(screen.getByRole('searchbox', { name: 'Find a connection' }), text);
    expect(lines().filter((words) => !/ \d$/.test(words))).toEqual([expect.stringContaining(name)]);
  });

  test('take what is dropped on them or on what is in them', async () => {
    const { main, app } = await show(inFolders);
    await fireEvent.dragStart(line(/Fabrikam SBX/));
    await fireEvent.dragOver(line(/^Contoso 4/));
    expect(line(/^Contoso 4/).className).toContain('drop');
    await fireEvent.drop(line(/^Contoso 4/));
    await waitFor(() => expect(app.connections.find('c8')?.folder).toBe('Contoso'));
    await fireEvent.dragStart(line(/Contoso DEV/));
    await fireEvent.drop(line(/Fabrikam QAS/));
    await waitFor(() =>
      expect(main.inputs('connections.arrange')).toEqual([
        { connectionIds: ['c8'], change: { folder: 'Contoso' } },
        { connectionIds: ['c1'], change: { isFavourite: true } },
      ]),
    );
  });

  test('take a dragged service key for what it is', async () => {
    await show(inFolders);
    await fireEvent.dragOver(line(/^Contoso 4/));
    expect(line(/^Contoso 4/).className).not.toContain('drop');
    expect(screen.getByRole('region', { name: 'Connections' }).className).toContain('dropping');
  });

  test('are chosen by keys, too', async () => {
    const { user, main } = await show(inFolders);
    await user.click(line(/Contoso DEV/));
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(screen.getByRole('menuitem', { name: /Move to folder/ }));
    const dialog = within(screen.getByRole('dialog'));
    await user.type(dialog.getByLabelText('Folder'), 'Wingtip{Enter}');
    await waitFor(() => expect(line(/^Wingtip 1/)).toBeTruthy());
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(screen.getByRole('menuitem', { name: /Move to folder/ }));
    await user.click(screen.getByRole('button', { name: 'No folder' }));
    await waitFor(() =>
      expect(main.inputs('connections.arrange').map(({ change }) => change)).toEqual([
        { folder: 'Wingtip' },
        { folder: '' },
      ]),
    );
  });

  test('get another name with everything in them, also favourites', async () => {
    const { user, main } = await show(inFolders);
    await user.click(line(/^Fabrikam 2/));
    screen.getByRole('tree').focus();
    await user.keyboard('{F2}');
    const dialog = within(screen.getByRole('dialog', { name: 'Rename Fabrikam' }));
    await user.clear(dialog.getByLabelText('New name'));
    await user.type(dialog.getByLabelText('New name'), 'Fabrikam AG{Enter}');
    await waitFor(() =>
      expect(main.inputs('connections.arrange')).toEqual([
        { connectionIds: ['c5', 'c6', 'c7'], change: { folder: 'Fabrikam AG' } },
      ]),
    );
  });

  test('and tags are fields of the form', async () => {
    const { user, main } = await show(inFolders);
    await user.click(line(/Contoso DEV/));
    await user.clear(screen.getByLabelText('Folder'));
    await user.type(screen.getByLabelText('Folder'), 'Wingtip');
    await user.type(screen.getByLabelText('Tags'), 'eu, rollout');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(main.inputs('connections.save')).toMatchObject([{ folder: 'Wingtip', tags: ['eu', 'rollout'] }]),
    );
  });
});

describe('several connections at once', () => {
  test('are selected by Ctrl, Shift and Space, by mouse and by keys', async () => {
    const { user } = await show(manyConnections(6));
    const chosen = (): string[] =>
      screen
        .getAllByRole('treeitem', { selected: true })
        .map((item) => item.querySelector('[data-cut]')?.textContent ?? '');
    await user.click(line(/Contoso DEV/));
    await user.keyboard('{Shift>}');
    await user.click(line(/Contoso PRD/));
    await user.keyboard('{/Shift}');
    expect(chosen()).toEqual(['Contoso DEV', 'Contoso QAS', 'Contoso PRD']);
    await user.keyboard('{Control>}');
    await user.click(line(/Contoso QAS/));
    await user.keyboard('{/Control}');
    expect(chosen()).toEqual(['Contoso DEV', 'Contoso PRD']);
    screen.getByRole('tree').focus();
    await user.keyboard('{Home}{Shift>}{ArrowDown}{/Shift}{Control>}{ArrowDown}{ArrowDown}{/Control} ');
    expect(chosen()).toEqual(['Contoso DEV', 'Contoso QAS', 'Contoso SBX']);
    expect(screen.getByRole('status').textContent).toBe('3 selected');
    await user.keyboard('{Control>}a{/Control}');
    expect(chosen()).toHaveLength(6);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('toolbar', { name: 'Selected connections' })).toBeNull();
  });

  test('get environment, folder and tags in one step each', async () => {
    const { user, main } = await show(inFolders);
    screen.getByRole('tree').focus();
    await user.click(line(/Contoso DEV/));
    await user.keyboard('{Control>}');
    await user.click(line(/Contoso PRD/));
    await user.keyboard('{/Control}');
    await user.click(screen.getByRole('button', { name: 'Environment' }));
    await user.click(screen.getByRole('menuitem', { name: 'Test' }));
    await user.click(screen.getByRole('button', { name: 'Tags…' }));
    await user.type(screen.getByLabelText('Add'), 'eu');
    await user.click(screen.getByLabelText('on call'));
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    await user.click(screen.getByRole('button', { name: 'Folder…' }));
    await user.click(screen.getByRole('button', { name: 'Fabrikam' }));
    const connectionIds = ['c1', 'c3'];
    await waitFor(() =>
      expect(main.inputs('connections.arrange')).toEqual([
        { connectionIds, change: { environment: 'test' } },
        { connectionIds, change: { addTags: ['eu'], removeTags: ['on call'] } },
        { connectionIds, change: { folder: 'Fabrikam' } },
      ]),
    );
  });

  test('are asked about once before they are deleted, and what could not go stays selected', async () => {
    const { user, main, app } = await show(manyConnections(4), {
      'connections.remove': ({ connectionId }) => {
        if (connectionId === 'c3') throw new AppError('disk.write-failed', 'x');
        main.answer({ 'connections.list': () => manyConnections(4).filter(({ id }) => id !== 'c2') });
        return undefined;
      },
    });
    await user.click(line(/Contoso QAS/));
    await user.keyboard('{Shift>}');
    await user.click(line(/Contoso SBX/));
    await user.keyboard('{/Shift}');
    screen.getByRole('tree').focus();
    await user.keyboard('{Delete}');
    const dialog = within(screen.getByRole('dialog', { name: 'Delete 3 connections?' }));
    expect(dialog.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Contoso QAS',
      'Contoso PRD',
      'Contoso SBX',
    ]);
    await user.click(dialog.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(app.notices.toasts.at(-1)?.error?.code).toBe('disk.write-failed'));
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('2 selected'));
  });

  test('have one menu under the right button', async () => {
    const { user, app } = await show(manyConnections(3));
    await user.click(line(/Contoso DEV/));
    await user.keyboard('{Control>}');
    await user.click(line(/Contoso QAS/));
    await user.keyboard('{/Control}');
    await fireEvent.contextMenu(line(/Contoso QAS/));
    expect(app.menu.shown?.items.map(({ text }) => text)).toEqual([
      'Folder…',
      'Tags…',
      'Export…',
      'Project ended…',
      'Delete…',
      'Development',
      'Test',
      'Production',
      'Other',
    ]);
    await fireEvent.contextMenu(line(/Contoso PRD/));
    expect(app.menu.shown?.items.map(({ text }) => text)).toContain('Duplicate');
  });
});
