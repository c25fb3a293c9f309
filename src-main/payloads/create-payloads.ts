import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { dialog, type OpenDialogOptions } from 'electron';

import { AppError } from '../../src-shared/errors.ts';
import { windowOf } from '../app/windows.ts';
import type { Sessions } from '../connections/session.ts';
import { type Answer, callingWindow } from '../ipc/answer.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { MessageService } from '../messages/message-service.ts';
import { answerPayloadSearch } from '../payload-search/handlers.ts';
import { PayloadSearchService } from '../payload-search/payload-search-service.ts';
import { answerPayloads } from './handlers.ts';
import { largestPayload } from './held-bytes.ts';
import { PayloadService } from './payload-service.ts';
import { spawnPayloadReader } from './spawn-payload-reader.ts';

export interface PayloadParts {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly messages: MessageService;
  /** Folder of the built programs. */
  readonly out: string;
  readonly saveAs: (defaultName: string) => Promise<string | undefined>;
  readonly publish: Publish;
}

export interface Payloads {
  readonly answer: (answer: Answer) => void;
  /** Nothing stays in memory: of all, or of web contents that are gone. */
  readonly forget: (contentsId?: number) => void;
}

/** Builds everything of the domains about payloads. */
export function createPayloads({ sessions, jobs, messages, out, saveAs, publish }: PayloadParts): Payloads {
  const spawn = spawnPayloadReader(join(out, 'payload-reader', 'payload-reader.js'));
  const service = new PayloadService({
    sessions,
    jobs,
    messages,
    spawn,
    dialogs: { saveAs, chooseFile },
    progress: (progress) => {
      publish('payloads.progress', progress);
    },
  });
  const search = new PayloadSearchService({
    sessions,
    jobs,
    spawn,
    changed: (searchId) => {
      publish('payloadSearch.changed', { searchId });
    },
  });
  return {
    answer: (answer) => {
      answerPayloads(answer, service);
      answerPayloadSearch(answer, search);
    },
    forget: (contentsId) => {
      service.forget(contentsId);
      search.forgetAll(contentsId);
    },
  };
}

async function chooseFile(): Promise<{ readonly path: string; readonly bytes: Uint8Array } | undefined> {
  const options: OpenDialogOptions = { properties: ['openFile'] };
  const parent = windowOf(callingWindow());
  const answer = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
  const [path] = answer.canceled ? [] : answer.filePaths;
  if (path === undefined) return undefined;
  const { size } = await stat(path);
  if (size > largestPayload) {
    throw new AppError('content.too-large', 'The file is larger than is opened.', { file: path });
  }
  return { path, bytes: await readFile(path) };
}
