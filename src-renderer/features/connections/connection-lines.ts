import type { ConnectionId, ConnectionSummary } from '../../../src-shared/model/connections.ts';

/** Where a dragged connection may be dropped, and what stands below it. */
export interface FolderLine {
  readonly kind: 'folder';
  readonly key: string;
  readonly text: string;
  /** Undefined for the favourites, which stand in folders of their own. */
  readonly folder: string | undefined;
  readonly ids: readonly ConnectionId[];
  readonly isOpen: boolean;
}

export interface ConnectionLine {
  readonly kind: 'connection';
  /** The id of the connection: each has one line. */
  readonly key: string;
  readonly connection: ConnectionSummary;
  readonly parent: FolderLine | undefined;
}

export type ListLine = FolderLine | ConnectionLine;

export const favouritesKey = 'favourites';

/** Of the line of a folder; the empty one holds what stands in no folder. */
export function folderKey(folder: string): string {
  return `folder ${folder}`;
}

/**
 * The lines of the list from top to bottom: favourites, folders by name, the rest. In folders connections stand by name, so
 * that each stays where it is; without any folder the list is as given, and says what was used last.
 */
export function connectionLines(
  connections: readonly ConnectionSummary[],
  isOpen: (key: string) => boolean,
): readonly ListLine[] {
  const favourites = connections.filter(({ isFavourite }) => isFavourite);
  const others = connections.filter(({ isFavourite }) => !isFavourite);
  const folders = [...new Set(others.map(({ folder }) => folder))].toSorted(byFolder);
  if (favourites.length === 0 && folders.every((folder) => folder === '')) {
    return connections.map((connection) => lineOf(connection, undefined));
  }
  const groups = [
    ...(favourites.length > 0
      ? [{ key: favouritesKey, text: 'Favourites', folder: undefined, connections: favourites }]
      : []),
    ...folders.map((folder) => ({
      key: folderKey(folder),
      text: folder === '' ? 'No folder' : folder,
      folder,
      connections: others.filter((connection) => connection.folder === folder),
    })),
  ];
  return groups.flatMap(({ key, text, folder, connections: all }) => {
    const sorted = all.toSorted((a, b) => compareText(a.name, b.name));
    const parent: FolderLine = {
      kind: 'folder',
      key,
      text,
      folder,
      ids: sorted.map(({ id }) => id),
      isOpen: isOpen(key),
    };
    return [parent, ...(parent.isOpen ? sorted.map((connection) => lineOf(connection, parent)) : [])];
  });
}

function lineOf(connection: ConnectionSummary, parent: FolderLine | undefined): ConnectionLine {
  return { kind: 'connection', key: connection.id, connection, parent };
}

function byFolder(a: string, b: string): number {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
  return compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
