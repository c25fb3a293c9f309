import { access } from 'node:fs/promises';

import { AppError, type ErrorData } from '../../src-shared/errors.ts';
import type {
  ChosenMessages,
  DownloadPlan,
  PayloadDownload,
  PayloadsKind,
} from '../../src-shared/model/exports.ts';
import { newFolder } from '../artifact/save-resources.ts';
import type { Session, Sessions } from '../connections/session.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { throttled } from '../jobs/throttled.ts';
import { MessageParts } from '../messages/message-parts.ts';
import { listEntries } from '../payload-search/list-payloads.ts';
import { chosenCondition, countChosen } from './chosen-messages.ts';
import { downloadPlan, unlisted } from './download-plan.ts';
import { DownloadStore } from './download-store.ts';
import { PayloadRun } from './payload-run.ts';

export interface PayloadDownloadsOptions {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly chooseFolder: () => Promise<string | undefined>;
  readonly showFolder: (folder: string) => void;
  readonly changed: (connectionId: string) => void;
  readonly newId: () => string;
  readonly now: () => number;
}

interface One {
  readonly connectionId: string;
}
interface Payloads extends One {
  readonly messages: ChosenMessages;
  readonly kinds: readonly PayloadsKind[];
}
interface OneDownload extends One {
  readonly downloadId: string;
}

const parallel = 6;
const pieceSize = 120;

/** Attachments and persisted payloads of many messages into a folder, in two steps: what there is, then the files. */
export class PayloadDownloads {
  readonly #options: PayloadDownloadsOptions;
  /** Jobs that run, by download. */
  readonly #jobs = new Map<string, string>();

  constructor(options: PayloadDownloadsOptions) {
    this.#options = options;
  }

  async plan({ connectionId, messages, kinds }: Payloads, signal: AbortSignal): Promise<DownloadPlan> {
    const { library } = await this.#session({ connectionId });
    return downloadPlan(library, chosenCondition(messages, this.#options.now()), kinds, signal);
  }

  /** Each piece asks for what is not known then: what was read meanwhile, or before a cancel, is not asked for again. */
  async listPayloads({ connectionId, messages, kinds }: Payloads): Promise<{ jobId: string }> {
    const session = await this.#session({ connectionId });
    const { client, library } = session;
    const { jobs, now } = this.#options;
    const chosen = chosenCondition(messages, now());
    const where = unlisted(chosen, kinds);
    const changed = this.#changed(session);
    const jobId = jobs.start({
      kind: 'payload-download',
      connectionId,
      title: 'Lists of payloads',
      key: `lists ${connectionId} ${JSON.stringify([messages, kinds])}`,
      run: async (job) => {
        const { signal } = job;
        const parts = new MessageParts(library, now);
        const total = await countChosen(library, where, signal);
        let done = 0;
        let after = Number.MAX_SAFE_INTEGER;
        for (;;) {
          const rows = await library.all<{ message_key: number; messageGuid: string; status: string }>(
            `SELECT m.message_key, m.guid AS messageGuid, m.status FROM messages m
             WHERE ${where.sql} AND m.message_key < ? ORDER BY m.message_key DESC LIMIT ?`,
            [...where.params, after, pieceSize],
            signal,
          );
          const last = rows.at(-1);
          if (!last) break;
          await inParallel(rows, parallel, async (row) => {
            await parts.read(client, row, signal, kinds, 'background');
            done += 1;
            job.progress(done, total);
            changed();
          });
          after = last.message_key;
        }
        if (kinds.includes('storeEntries')) await listEntries(session, chosen, { signal, now });
      },
    });
    void jobs.ended(jobId).then(changed);
    return { jobId };
  }

  async download(
    wanted: Payloads & { readonly pattern: string; readonly description: string },
  ): Promise<{ jobId: string } | undefined> {
    const { connectionId, messages, kinds, pattern, description } = wanted;
    const session = await this.#session(wanted);
    const { chooseFolder, newId, now } = this.#options;
    const where = chosenCondition(messages, now());
    const parent = await chooseFolder();
    if (parent === undefined) return undefined;
    const startedAt = now();
    const day = new Date(startedAt).toISOString().slice(0, 10);
    const folder = await newFolder(parent, `Payloads of ${session.connection.name} ${day}`);
    const id = newId();
    await new DownloadStore(session.library).add(
      { id, folder, pattern, description, startedAt },
      where,
      kinds,
    );
    return this.resume({ connectionId, downloadId: id });
  }

  async downloads({ connectionId }: One, signal: AbortSignal): Promise<readonly PayloadDownload[]> {
    const { library } = await this.#session({ connectionId });
    const list = await new DownloadStore(library).list(signal);
    return list.map((one) => ({ ...one, jobId: this.#jobs.get(one.id) }));
  }

  async resume({ connectionId, downloadId }: OneDownload): Promise<{ jobId: string }> {
    const session = await this.#session({ connectionId });
    const { client, library } = session;
    const { jobs, now } = this.#options;
    const store = new DownloadStore(library);
    const { folder, pattern } = await this.#known(store, downloadId);
    await reachable(folder);
    const changed = this.#changed(session);
    const jobId = jobs.start({
      kind: 'payload-download',
      connectionId,
      title: 'Download of payloads',
      key: `payloads ${downloadId}`,
      run: async (job) => {
        try {
          await store.begin(downloadId);
          await new PayloadRun({ client, library, store, downloadId, folder, pattern, changed }).run(job);
          await store.end(downloadId, now(), undefined);
        } catch (fault) {
          await store.end(downloadId, undefined, job.signal.aborted ? undefined : dataOf(fault));
          throw fault;
        } finally {
          this.#jobs.delete(downloadId);
        }
      },
    });
    this.#jobs.set(downloadId, jobId);
    changed();
    void jobs.ended(jobId).then(changed);
    return { jobId };
  }

  /** A running one ends first. */
  async forget({ connectionId, downloadId }: OneDownload): Promise<void> {
    const session = await this.#session({ connectionId });
    const { jobs } = this.#options;
    const jobId = this.#jobs.get(downloadId);
    if (jobId !== undefined) {
      jobs.cancel(jobId);
      await jobs.ended(jobId);
    }
    await new DownloadStore(session.library).forget(downloadId);
    this.#options.changed(connectionId);
  }

  async showFolder({ connectionId, downloadId }: OneDownload): Promise<void> {
    const { library } = await this.#session({ connectionId });
    this.#options.showFolder((await this.#known(new DownloadStore(library), downloadId)).folder);
  }

  async #known(store: DownloadStore, id: string): Promise<{ folder: string; pattern: string }> {
    const known = await store.get(id, new AbortController().signal);
    if (!known) throw new AppError('input.invalid', 'The download is not known.', { field: 'downloadId' });
    return known;
  }

  #changed({ connection }: Session): () => void {
    return throttled(() => {
      this.#options.changed(connection.id);
    });
  }

  #session({ connectionId }: One): Promise<Session> {
    return this.#options.sessions.get(connectionId);
  }
}

/** A folder that is gone, for instance with its drive, is not made again somewhere else. */
async function reachable(folder: string): Promise<void> {
  try {
    await access(folder);
  } catch (cause) {
    throw new AppError('disk.write-failed', 'The folder is not there.', { file: folder }, { cause });
  }
}

function dataOf(fault: unknown): ErrorData {
  return (fault instanceof AppError ? fault : new AppError('internal', 'Unexpected fault.')).toData();
}
