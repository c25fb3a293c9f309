import { type ConnectionId, type Environment, environments } from '../../../src-shared/model/connections.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';
import type { MenuItem } from '../../components/overlay/menu-item.ts';
import type { Command } from '../../lib/commands/command-registry.svelte.ts';
import { environmentNames } from '../../lib/format/names.ts';
import { formatAmount } from '../../lib/format/numbers.ts';
import type { ConnectionEditing } from './connection-editing.svelte.ts';

interface SelectionAction {
  readonly id: string;
  readonly text: string;
  readonly icon: IconName;
  readonly danger: boolean;
  readonly run: () => void;
}

/** What can be done with several connections at once, besides their environment. */
export function selectionActions(
  ids: readonly ConnectionId[],
  editing: ConnectionEditing,
): readonly SelectionAction[] {
  return [
    {
      id: 'connections.folder',
      text: 'Folder…',
      icon: 'folder',
      danger: false,
      run: () => editing.ask('folder', ids),
    },
    {
      id: 'connections.tags',
      text: 'Tags…',
      icon: 'tag',
      danger: false,
      run: () => editing.ask('tags', ids),
    },
    {
      id: 'connections.export',
      text: 'Export…',
      icon: 'download',
      danger: false,
      run: () => editing.export(ids),
    },
    {
      id: 'projects.end',
      text: 'Project ended…',
      icon: 'archive',
      danger: true,
      run: () => editing.endProject(ids),
    },
    {
      id: 'connections.delete',
      text: 'Delete…',
      icon: 'trash',
      danger: true,
      run: () => editing.ask('delete', ids),
    },
  ];
}

export function environmentItems(
  ids: readonly ConnectionId[],
  editing: ConnectionEditing,
): readonly MenuItem[] {
  return environments.map((environment: Environment) => ({
    id: `connections.environment-${environment}`,
    text: environmentNames[environment],
    run: () => editing.arrange(ids, { environment }),
  }));
}

/** The same in the palette. */
export function selectionCommands(
  ids: readonly ConnectionId[],
  editing: ConnectionEditing,
): readonly Command[] {
  const group = formatAmount(ids.length, 'selected connection');
  return [
    ...selectionActions(ids, editing).map(({ id, text, icon, run }) => ({
      id,
      title: text,
      group,
      icon,
      run,
    })),
    ...environmentItems(ids, editing).map(({ id, text, run }) => ({
      id,
      title: `Environment: ${text}`,
      group,
      icon: 'tag' as const,
      run,
    })),
  ];
}
