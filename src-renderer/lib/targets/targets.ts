import { readRuntimeId } from '../../../src-shared/connections/runtimes.ts';
import type { ArtifactKind } from '../../../src-shared/model/content.ts';
import type { TabToOpen } from '../state/tabs.svelte.ts';

/**
 * What the tabs of the areas show. A tab without more than a connection is the area's list. Views of a runtime name it
 * where others name their connection (`runtimes.ts`); a tab keeps both apart.
 */

type Target = TabToOpen['target'];

function ofConnection(id: string): Target {
  return { connectionId: readRuntimeId(id).connectionId };
}

export function ofRuntime(id: string): Target {
  const { connectionId, cell } = readRuntimeId(id);
  return cell === undefined ? { connectionId } : { connectionId, cell };
}

export const connectionsTab: TabToOpen = { area: 'connections', title: 'Connections', target: {} };

export const overviewTab: TabToOpen = { area: 'overview', title: 'Overview', target: {} };

/** Where a connection starts. */
export function homeTab(connectionId: string): TabToOpen {
  return { area: 'content', title: 'Content', target: { connectionId } };
}

export function packageTab(connectionId: string, packageId: string, title: string): TabToOpen {
  return { area: 'content', title, target: { ...ofConnection(connectionId), packageId } };
}

export function artifactTab(
  connectionId: string,
  kind: ArtifactKind,
  artifactId: string,
  title: string,
): TabToOpen {
  return { area: 'content', title, target: { ...ofConnection(connectionId), kind, artifactId } };
}

export function deployedTab(connectionId: string, artifactId: string, title: string): TabToOpen {
  return { area: 'runtime', title, target: { ...ofRuntime(connectionId), deployedId: artifactId } };
}

export function messageTab(connectionId: string, messageGuid: string, title: string): TabToOpen {
  return { area: 'messages', title, target: { ...ofRuntime(connectionId), messageGuid } };
}

/** All messages that carry a pasted id, wherever they are found. */
export function foundMessagesTab(connectionId: string, id: string): TabToOpen {
  return {
    area: 'messages',
    title: `Messages with ${id}`,
    target: { ...ofRuntime(connectionId), foundBy: id },
  };
}

/** What was brought home, and what came of it. */
export function downloadsTab(connectionId: string): TabToOpen {
  return { area: 'downloads', title: 'Downloads', target: ofConnection(connectionId) };
}

export function permissionsTab(connectionId: string): TabToOpen {
  return { area: 'permissions', title: 'What the key may do', target: { connectionId } };
}

/** Roles for a service instance; with a connection they are compared with what its key has. */
export function rolesTab(connectionId?: string): TabToOpen {
  return { area: 'roles', title: 'Choose roles', target: connectionId === undefined ? {} : { connectionId } };
}

/** One tab for each patient; the form's belongs to no connection, because it may be of a new one. */
export function doctorTab({ id, isForm }: { readonly id: string; readonly isForm: boolean }): TabToOpen {
  return {
    area: 'doctor',
    title: 'Connection doctor',
    target: isForm ? { formOf: id } : { connectionId: id },
  };
}

export function guideTab(): TabToOpen {
  return { area: 'guide', title: 'How to get a service key', target: {} };
}
