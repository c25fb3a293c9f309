import { shell } from 'electron';

import { AppError } from '../../src-shared/errors.ts';
import { ContentReader } from '../content/content-reader.ts';
import { spawnReader } from '../content/spawn-reader.ts';
import type { Publish } from '../ipc/publish.ts';
import { DownloadService, type DownloadServiceOptions } from './download-service.ts';

type Parts = Pick<DownloadServiceOptions, 'sessions' | 'jobs' | 'chooseFolder'> & {
  /** The built reader. */
  readonly readerEntry: string;
  readonly publish: Publish;
};

/** A reader of its own: a whole tenant on its way keeps no artifact from opening. */
export function createDownloads({ readerEntry, publish, ...parts }: Parts): DownloadService {
  return new DownloadService({
    ...parts,
    reader: new ContentReader({ spawn: spawnReader(readerEntry), timeLimit: 60_000 }),
    openFolder: async (folder) => {
      const refusal = await shell.openPath(folder);
      if (refusal !== '') throw new AppError('disk.folder-gone', refusal, { file: folder });
    },
    changed: (connectionId) => {
      publish('downloads.changed', { connectionId });
    },
  });
}
