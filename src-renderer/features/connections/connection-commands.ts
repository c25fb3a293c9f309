import type { ConnectionSummary } from '../../../src-shared/model/connections.ts';
import type { Command } from '../../lib/commands/command-registry.svelte.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { enterConnection } from '../../lib/state/enter-connection.ts';
import { overviewTab } from '../../lib/targets/targets.ts';
import { connectionActions } from './connection-actions.ts';
import type { ConnectionEditing } from './connection-editing.svelte.ts';
import { selectionCommands } from './selection-actions.ts';

const group = 'Connections';

/** What can be done with connections, from anywhere in the window. */
export function connectionCommands(app: AppState, editing: ConnectionEditing): readonly Command[] {
  const { summary } = app.active;
  const subject = inView(app, editing) ?? summary;
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
      id: 'overview.open',
      title: 'Overview of all connections',
      group,
      icon: 'gauge',
      run: () => app.tabs.open(overviewTab),
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
    ...(isManySelected(app, editing)
      ? selectionCommands(editing.selection.ids, editing)
      : subject
        ? ofConnection(subject, editing)
        : []),
    ...(summary && hasClosedLibrary(app) ? [startNewLibrary(app, summary.id, summary.name)] : []),
  ];
}

function isManySelected({ tabs }: AppState, { selection }: ConnectionEditing): boolean {
  return tabs.front?.area === 'connections' && selection.isMany;
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

/** While the list of connections is in front, what is selected there is meant, not the one behind it. */
function inView(
  { tabs, connections }: AppState,
  { current }: ConnectionEditing,
): ConnectionSummary | undefined {
  return tabs.front?.area === 'connections' && current.kind === 'known'
    ? connections.find(current.id)
    : undefined;
}

function ofConnection(connection: ConnectionSummary, editing: ConnectionEditing): readonly Command[] {
  return connectionActions(connection, editing).map(({ id, title, icon, run }) => ({
    id,
    title,
    group,
    icon,
    run,
  }));
}
