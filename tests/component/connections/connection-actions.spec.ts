import { screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { connectionActions } from '../../../src-renderer/features/connections/connection-actions.ts';
import { connectionCommands } from '../../../src-renderer/features/connections/connection-commands.ts';
import { ConnectionEditing } from '../../../src-renderer/features/connections/connection-editing.svelte.ts';
import ConnectionMenu from '../../../src-renderer/features/connections/ConnectionMenu.svelte';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { sampleActivity, sampleConnection } from '../samples.ts';

const demo = sampleConnection({ id: 'demo', name: 'Demo tenant', isDemo: true, secret: 'session' });
const real = sampleConnection();

async function show() {
  const testApp = createTestApp({
    'connections.list': () => [real, demo],
    'connections.open': ({ connectionId }) => (connectionId === demo.id ? demo : real),
    'connections.activity': ({ connectionId }) => sampleActivity({ connectionId }),
  });
  const { app } = testApp;
  await app.connections.list.load();
  const editing = new ConnectionEditing(app);
  const ids = () => connectionCommands(app, editing).map(({ id }) => id);
  const title = (id: string) => connectionCommands(app, editing).find((command) => command.id === id)?.title;
  return { ...testApp, editing, ids, title };
}

describe('what can be done with a connection', () => {
  test('is in the palette under the same ids, with its name', async () => {
    const { app, editing, title } = await show();
    app.active.select(real.id);
    for (const action of connectionActions(real, editing)) {
      expect(title(action.id)).toBe(action.title);
      expect(action.title).toContain(real.name);
    }
    expect(title('connections.duplicate')).toBe('Duplicate Contoso PRD');
  });

  test('leaves out copies and keys for the demo tenant', async () => {
    const { app, ids } = await show();
    app.active.select(demo.id);
    expect(ids()).toContain('connections.delete');
    expect(ids()).not.toContain('connections.duplicate');
    expect(ids()).not.toContain('connections.replace-key');
    expect(ids()).not.toContain('advice.enter-secret');
  });

  test('means the selected one while the list of connections is in front', async () => {
    const { app, editing, title } = await show();
    app.active.select(demo.id);
    editing.edit(real.id);
    expect(title('connections.delete')).toBe('Delete Contoso PRD');
    app.tabs.open({ area: 'content', title: 'Content', target: { connectionId: demo.id } });
    expect(title('connections.delete')).toBe('Delete Demo tenant');
  });
});

describe('the menu of a connection', () => {
  test.each([
    [
      real,
      [
        'Open to the side',
        'Add to favourites',
        'Move to folder…',
        'Paste a new key…',
        'Duplicate',
        'What may this key do?',
        'Examine the connection',
        'Export…',
        'Project ended…',
        'Delete…',
      ],
    ],
    [
      demo,
      [
        'Open to the side',
        'Add to favourites',
        'Move to folder…',
        'What may this key do?',
        'Examine the connection',
        'Project ended…',
        'Delete…',
      ],
    ],
  ])('offers what fits $name', async (connection, texts) => {
    const testApp = await show();
    renderWithApp(ConnectionMenu, { connection }, testApp);
    await userEvent.setup().click(screen.getByRole('button', { name: 'More' }));
    expect(screen.getAllByRole('menuitem').map((item) => item.textContent?.trim())).toEqual(texts);
  });
});
