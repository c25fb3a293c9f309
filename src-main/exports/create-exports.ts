import { randomUUID } from 'node:crypto';

import type { Sessions } from '../connections/session.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { ExportService } from './export-service.ts';
import { PayloadDownloads } from './payload-downloads.ts';

export interface ExportsParts {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly chooseFile: (defaultName: string) => Promise<string | undefined>;
  /** The part of Electron's `dialog` that asks for folders. */
  readonly openDialog: (options: {
    properties: ('openDirectory' | 'createDirectory')[];
  }) => Promise<{ canceled: boolean; filePaths: string[] }>;
  readonly showFolder: (folder: string) => void;
  readonly publish: Publish;
}

export interface Exports {
  readonly lists: ExportService;
  readonly payloads: PayloadDownloads;
}

/** Builds everything of this domain. */
export function createExports({
  sessions,
  jobs,
  chooseFile,
  openDialog,
  showFolder,
  publish,
}: ExportsParts): Exports {
  return {
    lists: new ExportService({ sessions, jobs, chooseFile, now: Date.now }),
    payloads: new PayloadDownloads({
      sessions,
      jobs,
      chooseFolder: async () => {
        const { canceled, filePaths } = await openDialog({
          properties: ['openDirectory', 'createDirectory'],
        });
        return canceled ? undefined : filePaths[0];
      },
      showFolder,
      changed: (connectionId) => {
        publish('exports.changed', { connectionId });
      },
      newId: randomUUID,
      now: Date.now,
    }),
  };
}
