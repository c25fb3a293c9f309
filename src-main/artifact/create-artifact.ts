import { app, type OpenDialogOptions } from 'electron';

import type { Sessions } from '../connections/session.ts';
import { ContentReader } from '../content/content-reader.ts';
import { spawnReader } from '../content/spawn-reader.ts';
import type { Publish } from '../ipc/publish.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { ArtifactService } from './artifact-service.ts';
import { pathsOf } from './command-line-paths.ts';
import { OpenedFiles } from './opened-files.ts';

export interface ArtifactParts {
  readonly sessions: Sessions;
  /** The built reader. */
  readonly readerEntry: string;
  /** `recent-files.json`. */
  readonly file: SettingsFile;
  readonly saveAs: (defaultName: string) => Promise<string | undefined>;
  readonly chooseFolder: () => Promise<string | undefined>;
  readonly chooseFiles: (options: OpenDialogOptions) => Promise<readonly string[]>;
  readonly publish: Publish;
}

/** Builds everything of this domain. */
export function createArtifact({
  sessions,
  readerEntry,
  file,
  saveAs,
  chooseFolder,
  chooseFiles,
  publish,
}: ArtifactParts): ArtifactService {
  const files = new OpenedFiles(file, Date.now);
  const wait = (paths: readonly string[]): void => {
    if (paths.length === 0) return;
    files.wait(paths);
    publish('artifact.filesWaiting', undefined);
  };
  wait(pathsOf(process.argv, process.cwd(), app.isPackaged));
  app.on('second-instance', (_event, argv, folder) => {
    wait(pathsOf(argv, folder, app.isPackaged));
  });
  // macOS hands files over by an event.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    wait([path]);
  });
  return new ArtifactService({
    sessions,
    reader: new ContentReader({ spawn: spawnReader(readerEntry) }),
    files,
    dialogs: {
      saveAs,
      chooseFolder,
      chooseFiles: () =>
        chooseFiles({
          properties: ['openFile', 'multiSelections'],
          filters: [
            { name: 'Artifacts and package exports', extensions: ['zip', 'esa'] },
            { name: 'All files', extensions: ['*'] },
          ],
        }),
    },
  });
}
