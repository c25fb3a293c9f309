import { readFile, stat } from 'node:fs/promises';

import type { OpenDialogOptions } from 'electron';

import { AppError } from '../../src-shared/errors.ts';
import type { Sessions } from '../connections/session.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { MessageService } from '../messages/message-service.ts';
import { largestPayload } from './held-bytes.ts';
import { type ChosenFile, PayloadService } from './payload-service.ts';
import type { PayloadPlaces } from './read-payload.ts';
import { spawnPayloadReader } from './spawn-payload-reader.ts';

export interface PayloadParts {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly messages: MessageService;
  /** The built reader. */
  readonly readerEntry: string;
  readonly saveAs: (defaultName: string) => Promise<string | undefined>;
  readonly chooseFiles: (options: OpenDialogOptions) => Promise<readonly string[]>;
  readonly publish: Publish;
  readonly places: PayloadPlaces;
}

/** Builds everything of this domain. */
export function createPayloads(parts: PayloadParts): PayloadService {
  const { sessions, jobs, messages, readerEntry, saveAs, chooseFiles, publish, places } = parts;
  return new PayloadService({
    ...places,
    sessions,
    jobs,
    messages,
    spawn: spawnPayloadReader(readerEntry),
    dialogs: {
      saveAs,
      chooseFile: async () => {
        const [path] = await chooseFiles({ properties: ['openFile'] });
        return path === undefined ? undefined : readWhole(path);
      },
    },
    progress: (progress) => {
      publish('payloads.progress', progress);
    },
  });
}

async function readWhole(path: string): Promise<ChosenFile> {
  const { size } = await stat(path);
  if (size > largestPayload) {
    throw new AppError('content.too-large', 'The file is larger than is opened.', { file: path });
  }
  return { path, bytes: await readFile(path) };
}
