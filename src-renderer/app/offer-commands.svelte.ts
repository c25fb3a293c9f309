import { fileCommands } from '../features/artifact/file-commands.ts';
import type { RecentFiles } from '../features/artifact/recent-files.svelte.ts';
import { connectionCommands } from '../features/connections/connection-commands.ts';
import type { ConnectionEditing } from '../features/connections/connection-editing.svelte.ts';
import { downloadCommands } from '../features/downloads/download-commands.ts';
import { gateCommands } from '../features/gate/gate-commands.ts';
import { permissionCommands } from '../features/permissions/permission-commands.ts';
import { secretsCommands } from '../features/secrets/secrets-commands.ts';
import { sharingCommands } from '../features/sharing/sharing-commands.ts';
import { watchCommands } from '../features/watch/watch-commands.ts';
import type { AppState } from '../lib/state/app-state.svelte.ts';
import { appCommands } from './app-commands.ts';
import type { WindowState } from './window-state.svelte.ts';

interface States {
  readonly windowState: WindowState;
  readonly editing: ConnectionEditing;
  readonly recentFiles: RecentFiles;
}

/** Commands that are there whatever view is in front. Called while a component is made, and over with it. */
export function offerCommands(app: AppState, { windowState, editing, recentFiles }: States): void {
  const offers = [
    () => appCommands(app, windowState),
    () => connectionCommands(app, editing),
    () => fileCommands(app, recentFiles.list.value ?? []),
    () => downloadCommands(app),
    () => gateCommands(app, () => windowState.open('gate')),
    () => permissionCommands(app),
    () => secretsCommands(app),
    () => sharingCommands(app),
    () => watchCommands(app),
  ];
  for (const offer of offers) $effect(() => app.commands.add(offer));
}
