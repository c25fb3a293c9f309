import type { OpenedFile } from '../../../src-shared/model/artifact.ts';
import type { Command } from '../../lib/commands/command-registry.svelte.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { fileTab, openFileTabs } from '../../lib/targets/file-targets.ts';

const group = 'Files';

export function chooseFiles(app: AppState, what: 'files' | 'folder'): void {
  app.api.artifact.chooseFiles({ what }).then((files) => openFileTabs(app, files), app.notices.fail);
}

export function fileCommands(app: AppState, recent: readonly OpenedFile[]): readonly Command[] {
  return [
    {
      id: 'files.open',
      title: 'Open an artifact or package export from a file',
      group,
      icon: 'archive',
      run: () => chooseFiles(app, 'files'),
    },
    {
      id: 'files.open-folder',
      title: 'Open an unpacked artifact folder',
      group,
      icon: 'folder',
      run: () => chooseFiles(app, 'folder'),
    },
    ...recent.slice(0, 10).map((file) => ({
      id: `files.recent.${file.token}`,
      title: `Open ${file.name} again`,
      group,
      icon: 'clock' as const,
      run: () => app.tabs.open(fileTab(file)),
    })),
  ];
}
