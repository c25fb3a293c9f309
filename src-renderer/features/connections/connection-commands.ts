import type { Command } from '../../lib/commands/command-registry.svelte.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { enterConnection } from '../../lib/state/enter-connection.ts';
import type { ConnectionEditing } from './connection-editing.svelte.ts';

const group = 'Connections';

/** What can be done with connections, from anywhere in the window. */
export function connectionCommands(app: AppState, editing: ConnectionEditing): readonly Command[] {
  const { summary } = app.active;
  return [
    {
      id: 'connections.add-key',
      title: 'Paste a service key',
      group,
      icon: 'key',
      run: () => editing.add('key'),
    },
    {
      id: 'connections.add-fields',
      title: 'New connection by four fields',
      group,
      icon: 'plus',
      run: () => editing.add('fields'),
    },
    {
      id: 'connections.demo',
      title: 'Explore the demo tenant',
      group,
      icon: 'demo',
      run: () => {
        editing
          .addDemo()
          .then((id) => enterConnection(app, id))
          .catch(app.notices.fail);
      },
    },
    {
      id: 'advice.unlock-key-ring',
      title: 'Try the key ring again',
      group,
      icon: 'unlock',
      run: () => {
        app.api.connections
          .retrySecretStorage()
          .then(() => Promise.all([app.loadInfo(), app.connections.list.load()]))
          .catch(app.notices.fail);
      },
    },
    ...(summary ? ofConnection(editing, summary.id, summary.name) : []),
    ...(summary && hasClosedLibrary(app) ? [startNewLibrary(app, summary.id, summary.name)] : []),
  ];
}

const closedFor: readonly string[] = ['library.wrong-key', 'library.key-missing'];

function hasClosedLibrary({ active }: AppState): boolean {
  return closedFor.includes(active.activity?.library?.error?.code ?? '');
}

function startNewLibrary(app: AppState, connectionId: string, name: string): Command {
  return {
    id: 'advice.set-library-aside',
    title: `Start a new library for ${name}`,
    group,
    icon: 'database',
    run: () => {
      app.api.connections
        .setLibraryAside({ connectionId })
        .then(() => enterConnection(app, connectionId))
        .catch(app.notices.fail);
    },
  };
}

function ofConnection(editing: ConnectionEditing, id: string, name: string): readonly Command[] {
  return [
    {
      id: 'advice.edit-connection',
      title: `Edit ${name}`,
      group,
      icon: 'edit',
      run: () => editing.edit(id),
    },
    {
      id: 'advice.enter-secret',
      title: `Enter the secret of ${name}`,
      group,
      icon: 'key',
      run: () => editing.edit(id, 'secret'),
    },
    {
      id: 'connections.replace-key',
      title: `Paste a new key onto ${name}`,
      group,
      icon: 'key',
      run: () => editing.ask('replace-key', id),
    },
    {
      id: 'connections.duplicate',
      title: `Duplicate ${name}`,
      group,
      icon: 'duplicate',
      run: () => editing.duplicate(id),
    },
    {
      id: 'connections.delete',
      title: `Delete ${name}`,
      group,
      icon: 'trash',
      run: () => editing.ask('delete', id),
    },
  ];
}
