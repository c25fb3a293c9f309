import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../src-shared/errors.ts';
import { payloadPath } from '../../src-shared/exports/name-pattern.ts';
import type { MessageRow } from '../../src-shared/model/messages.ts';
import { largestDownload } from '../jobs/download.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import type { JobRun } from '../jobs/jobs.ts';
import type { Library } from '../library/library.ts';
import { type MessageRecord, messageRow, selectRows } from '../messages/message-rows.ts';
import { payloadRequest } from '../payloads/payload-request.ts';
import type { ReadRequest, TenantClient } from '../sap/tenant-client.ts';
import { concernsOneThing } from '../sap/tolerance.ts';
import { named } from './download-plan.ts';
import type { DownloadStore, FileToSave } from './download-store.ts';
import { endingOf, placeFile } from './place-file.ts';
import { saveIndex } from './save-index.ts';

interface PayloadRunOptions {
  readonly client: TenantClient;
  readonly library: Library;
  readonly store: DownloadStore;
  readonly downloadId: string;
  readonly folder: string;
  readonly pattern: string;
  /** Told after each file. */
  readonly changed: () => void;
}

/** Files under way at the same time; the queue keeps the rate. */
const parallel = 6;
const pieceSize = 120;

/** Saves the open files of a download, and writes its index however it ends. */
export class PayloadRun {
  readonly #options: PayloadRunOptions;
  #done = 0;
  #total = 0;

  constructor(options: PayloadRunOptions) {
    this.#options = options;
  }

  /** Throws what concerns all files, such as `network.*`, `auth.*`, `disk.*` and `request.cancelled`. */
  async run(job: JobRun): Promise<void> {
    const { store, downloadId } = this.#options;
    const known = (await store.list(job.signal)).find(({ id }) => id === downloadId);
    this.#total = known?.files ?? 0;
    this.#done = (known?.saved ?? 0) + (known?.gone ?? 0);
    job.progress(this.#done, this.#total);
    const taken = await store.taken(downloadId, job.signal);
    try {
      for (let after = 0; ;) {
        const files = await store.files(downloadId, after, pieceSize, job.signal, 'open');
        const last = files.at(-1);
        if (!last) break;
        const messages = await this.#messages(files, job.signal);
        await inParallel(files, parallel, (file) => this.#one(file, messages.get(file.guid), taken, job));
        after = last.position;
      }
    } finally {
      // Also of what was cancelled: the folder is of use, and a later run writes it anew.
      await saveIndex(this.#options);
    }
  }

  async #one(
    file: FileToSave,
    message: MessageRow | undefined,
    taken: Set<string>,
    job: JobRun,
  ): Promise<void> {
    const { client, store, downloadId, folder, pattern, changed } = this.#options;
    job.signal.throwIfAborted();
    // A name of its own for each file: what an interrupted run left is written over by the next one.
    const temporary = join(folder, `.${file.position}.part`);
    try {
      await client.save({ ...requestOf(file), priority: 'background', signal: job.signal }, temporary, {
        limit: largestDownload,
        shape: isPage(file) ? 'any' : 'data',
        progress: () => undefined,
      });
      const payload = {
        message: message ?? { messageGuid: file.guid },
        ...named(file),
        number: file.position,
      };
      const path = payloadPath(pattern, payload, await endingOf(temporary));
      const { size } = await stat(temporary);
      const place = await placeFile(temporary, folder, path, taken);
      await store.keep(downloadId, file.position, { state: 'saved', file: place, bytes: size });
    } catch (fault) {
      if (!concernsOneFile(fault)) throw diskFailure(fault, folder);
      const state = fault.code === 'tenant.not-found' ? 'gone' : 'failed';
      await store.keep(downloadId, file.position, { state, error: fault.toData() });
    }
    this.#done += 1;
    job.progress(this.#done, this.#total);
    changed();
  }

  async #messages(
    files: readonly FileToSave[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, MessageRow>> {
    const records = await this.#options.library.all<MessageRecord>(
      `${selectRows} WHERE m.guid IN (SELECT value FROM json_each(?))`,
      [JSON.stringify([...new Set(files.map(({ guid }) => guid))])],
      signal,
    );
    return new Map(records.map((record) => [record.guid, messageRow(record)]));
  }
}

const sources = {
  attachment: 'attachment',
  payload: 'store-entry',
  'store-attachment': 'store-attachment',
} as const;

function requestOf({ kind, payload, guid }: FileToSave): Pick<ReadRequest, 'path' | 'area'> {
  return payloadRequest({ of: sources[kind], messageGuid: guid, id: payload });
}

/** A page is what was attached, or what a proxy sent in its place; of the message store nobody knows the type. */
function isPage({ kind, name, content_type: contentType }: FileToSave): boolean {
  return kind !== 'attachment' || /html/i.test(contentType) || /\.x?html?$/i.test(name);
}

/** A missing role is missing for all of them: nobody is asked ten thousand times. */
function concernsOneFile(fault: unknown): fault is AppError {
  if (!(fault instanceof AppError)) return false;
  const isOdd = ['content.too-large', 'content.unreadable', 'tenant.not-json', 'tenant.empty-answer'];
  return (concernsOneThing(fault) && fault.code !== 'auth.forbidden') || isOdd.includes(fault.code);
}

function diskFailure(fault: unknown, file: string): unknown {
  if (fault instanceof AppError || !(fault instanceof Error) || !('code' in fault)) return fault;
  const isFull = fault.code === 'ENOSPC' || fault.code === 'EDQUOT';
  const message = isFull ? 'The disk is full.' : 'A file could not be written.';
  return new AppError(isFull ? 'disk.full' : 'disk.write-failed', message, { file }, { cause: fault });
}
