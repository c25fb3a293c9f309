import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { AppError } from '../../../src-shared/errors.ts';
import { manyConnections } from '../samples.ts';
import { show } from './show-connections.ts';

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

  test('leave a folder of the computer that is dropped to the import', async () => {
    const { app } = await show(inFolders);
    const folder = new File([], 'keys');
    const items = [{ webkitGetAsEntry: () => ({ isDirectory: true }) }];
    await fireEvent.drop(line(/^Contoso 4/), { dataTransfer: { files: [folder], items } });
    await waitFor(() => expect(app.sharing.current).toEqual({ kind: 'import', files: [folder] }));
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
