import type { MenuItem } from '../../components/overlay/menu-item.ts';
import { connectionActions } from './connection-actions.ts';
import type { ConnectionEditing } from './connection-editing.svelte.ts';
import type { FolderLine, ListLine } from './connection-lines.ts';
import { environmentItems, selectionActions } from './selection-actions.ts';

/** What the right button offers on a line of the list. */
export function lineMenu(
  line: ListLine,
  editing: ConnectionEditing,
  toggle: (folder: FolderLine) => void,
): readonly MenuItem[] {
  if (line.kind === 'folder') return folderMenu(line, editing, toggle);
  const { selection } = editing;
  if (!selection.isMany) return connectionActions(line.connection, editing);
  const { ids } = selection;
  return [
    ...selectionActions(ids, editing),
    ...environmentItems(ids, editing).map((item, index) => ({ ...item, separated: index === 0 })),
  ];
}

function folderMenu(
  line: FolderLine,
  editing: ConnectionEditing,
  toggle: (folder: FolderLine) => void,
): readonly MenuItem[] {
  return [
    {
      id: 'toggle',
      text: line.isOpen ? 'Close' : 'Open',
      icon: line.isOpen ? 'chevronRight' : 'chevronDown',
      keys: line.isOpen ? '←' : '→',
      run: () => toggle(line),
    },
    {
      id: 'select',
      text: 'Select all in it',
      icon: 'check',
      keys: 'Space',
      run: () => editing.selection.all(line.ids),
    },
    ...(line.folder === undefined
      ? []
      : [
          {
            id: 'rename',
            text: line.folder === '' ? 'Move to a folder…' : 'Rename…',
            icon: 'edit' as const,
            keys: 'F2',
            run: () => editing.askRename(line.folder ?? ''),
          },
          ...endOf(line.folder, editing),
        ]),
  ];
}

/** What stands in no folder is no customer. */
function endOf(folder: string, editing: ConnectionEditing): readonly MenuItem[] {
  if (folder === '') return [];
  const run = (): void => editing.endFolder(folder);
  return [{ id: 'end', text: 'Project ended…', icon: 'archive', danger: true, separated: true, run }];
}
