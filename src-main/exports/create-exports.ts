import { randomUUID } from 'node:crypto';

import type { Sessions } from '../connections/session.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { ExportService } from './export-service.ts';
import { PayloadDownloads } from './payload-downloads.ts';

export interface ExportsParts {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly saveAs: (defaultName: string) => Promise<string | undefined>;
  readonly chooseFolder: () => Promise<string | undefined>;
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
  saveAs,
  chooseFolder,
  showFolder,
  publish,
}: ExportsParts): Exports {
  return {
    lists: new ExportService({ sessions, jobs, saveAs, now: Date.now }),
    payloads: new PayloadDownloads({
      sessions,
      jobs,
      chooseFolder,
      showFolder,
      changed: (connectionId) => {
        publish('exports.changed', { connectionId });
      },
      newId: randomUUID,
      now: Date.now,
    }),
  };
}
