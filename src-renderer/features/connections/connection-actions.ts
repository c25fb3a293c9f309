import type { ConnectionSummary } from '../../../src-shared/model/connections.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';
import type { ConnectionEditing } from './connection-editing.svelte.ts';

/** What can be done with one connection: in its menu and, with its name, in the palette. */
export interface ConnectionAction {
  /** Id of the command, too; those that begin with `advice.` are the buttons of an advice. */
  readonly id: string;
  /** Beside the connection, such as "Duplicate". */
  readonly text: string;
  /** Anywhere else, such as "Duplicate Contoso PRD". */
  readonly title: string;
  readonly icon: IconName;
  /** `editor`: what the editor itself shows, so that its menu leaves it out. */
  readonly place: 'editor' | 'menu';
  readonly danger: boolean;
  readonly run: () => void;
}

/** The demo tenant has no key of its own, and there is one. */
export function connectionActions(
  { id, name, isDemo, isFavourite }: ConnectionSummary,
  editing: ConnectionEditing,
): readonly ConnectionAction[] {
  const edit: ConnectionAction = {
    id: 'advice.edit-connection',
    text: 'Edit',
    title: `Edit ${name}`,
    icon: 'edit',
    place: 'editor',
    danger: false,
    run: () => editing.edit(id),
  };
  const permissions: ConnectionAction = {
    id: 'connections.permissions',
    text: 'What may this key do?',
    title: `What may the key of ${name} do?`,
    icon: 'key',
    place: 'menu',
    danger: false,
    run: () => editing.showPermissions(id),
  };
  const examine: ConnectionAction = {
    id: 'connections.examine',
    text: 'Examine the connection',
    title: `Examine the connection ${name}`,
    icon: 'doctor',
    place: 'menu',
    danger: false,
    run: () => editing.examine(id),
  };
  const remove: ConnectionAction = {
    id: 'connections.delete',
    text: 'Delete…',
    title: `Delete ${name}`,
    icon: 'trash',
    place: 'menu',
    danger: true,
    run: () => editing.ask('delete', [id]),
  };
  const end: ConnectionAction = {
    id: 'projects.end',
    text: 'Project ended…',
    title: `End the project ${name}`,
    icon: 'archive',
    place: 'menu',
    danger: true,
    run: () => editing.endProject([id]),
  };
  const beside: ConnectionAction = {
    id: 'connections.open-beside',
    text: 'Open to the side',
    title: `Open ${name} to the side`,
    icon: 'columns',
    place: 'menu',
    danger: false,
    run: () => editing.openBeside(id),
  };
  const favourite: ConnectionAction = {
    id: 'connections.favourite',
    text: isFavourite ? 'Remove from favourites' : 'Add to favourites',
    title: isFavourite ? `Remove ${name} from favourites` : `Add ${name} to favourites`,
    icon: 'star',
    place: 'menu',
    danger: false,
    run: () => editing.arrange([id], { isFavourite: !isFavourite }),
  };
  const folder: ConnectionAction = {
    id: 'connections.folder',
    text: 'Move to folder…',
    title: `Move ${name} to a folder`,
    icon: 'folder',
    place: 'menu',
    danger: false,
    run: () => editing.ask('folder', [id]),
  };
  if (isDemo) return [edit, beside, favourite, folder, permissions, examine, end, remove];
  return [
    edit,
    beside,
    favourite,
    folder,
    {
      id: 'advice.enter-secret',
      text: 'Enter the secret',
      title: `Enter the secret of ${name}`,
      icon: 'key',
      place: 'editor',
      danger: false,
      run: () => editing.edit(id, 'secret'),
    },
    {
      id: 'connections.replace-key',
      text: 'Paste a new key…',
      title: `Paste a new key onto ${name}`,
      icon: 'key',
      place: 'menu',
      danger: false,
      run: () => editing.ask('replace-key', [id]),
    },
    {
      id: 'connections.duplicate',
      text: 'Duplicate',
      title: `Duplicate ${name}`,
      icon: 'duplicate',
      place: 'menu',
      danger: false,
      run: () => editing.duplicate(id),
    },
    permissions,
    examine,
    {
      id: 'connections.export',
      text: 'Export…',
      title: `Export ${name}`,
      icon: 'download',
      place: 'menu',
      danger: false,
      run: () => editing.export([id]),
    },
    end,
    remove,
  ];
}
