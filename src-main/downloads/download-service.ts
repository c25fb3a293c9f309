import { randomUUID } from 'node:crypto';

import { readRuntimeId } from '../../src-shared/connections/runtimes.ts';
import { AppError } from '../../src-shared/errors.ts';
import type {
  DownloadColumn,
  DownloadCounts,
  DownloadFilter,
  DownloadForm,
  DownloadItem,
  DownloadMode,
  DownloadPlan,
  DownloadRun,
  DownloadScope,
  DownloadStart,
  ExistingChoice,
} from '../../src-shared/model/downloads.ts';
import type { RowWindow, WindowOf } from '../../src-shared/model/rows.ts';
import { demoPerSecond } from '../connections/demo-connection.ts';
import type { Session, Sessions } from '../connections/session.ts';
import type { ContentReader } from '../content/content-reader.ts';
import type { JobRun, Jobs } from '../jobs/jobs.ts';
import { throttled } from '../jobs/throttled.ts';
import { itemCounts, itemWindow } from './download-queries.ts';
import {
  type DownloadRecord,
  downloadRecord,
  downloadRecords,
  noteDownload,
  noteState,
  noteTarget,
} from './download-records.ts';
import { FetchContents } from './fetch-contents.ts';
import { downloadPlan, wantedBy } from './plan-download.ts';
import { SaveContents } from './save-contents.ts';
import { TargetChoice } from './target-choice.ts';

export interface DownloadServiceOptions {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly reader: Pick<ContentReader, 'read' | 'parts' | 'unpack'>;
  /** Asks the person; undefined where the dialog was cancelled. */
  readonly chooseFolder: () => Promise<string | undefined>;
  readonly openFolder: (folder: string) => Promise<void>;
  readonly changed: (connectionId: string) => void;
  readonly now?: () => number;
}

interface One {
  readonly connectionId: string;
}
interface OneRun extends One {
  readonly downloadId: string;
}
interface Wanted extends One {
  readonly scope: DownloadScope;
  readonly mode: DownloadMode;
}
interface Answered {
  readonly target?: { readonly token: string; readonly existing: ExistingChoice };
}

/** Brings contents home: into the library, and from there into a folder. */
export class DownloadService {
  readonly #options: DownloadServiceOptions;
  readonly #now: () => number;
  readonly #targets: TargetChoice;
  /** Jobs of runs that are under way, by run. */
  readonly #active = new Map<string, string>();

  constructor(options: DownloadServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#targets = new TargetChoice(options.chooseFolder);
  }

  async plan({ connectionId, scope, mode }: Wanted, signal: AbortSignal): Promise<DownloadPlan> {
    const { library, connection } = await this.#session(connectionId);
    const perSecond = connection.isDemo ? demoPerSecond : undefined;
    return downloadPlan(library, { scope, mode, perSecond }, signal);
  }

  async start(
    { connectionId, scope, mode, form, target }: Wanted & Answered & { readonly form: DownloadForm },
    signal: AbortSignal,
  ): Promise<DownloadStart | undefined> {
    const session = await this.#session(connectionId);
    const wanted = await wantedBy(session.library, scope, signal);
    if (wanted.items.length === 0)
      throw new AppError('tenant.not-found', 'The lists have nothing of it.', { area: 'content' });
    const chosen =
      form === 'library'
        ? { folder: undefined, existing: undefined, names: {} }
        : await this.#targets.choose(session.library, form, wanted, target);
    if (!chosen || 'token' in chosen) return chosen && { existing: chosen };
    const record: DownloadRecord = {
      id: randomUUID(),
      title: wanted.title,
      mode,
      form,
      isWhole: wanted.isWhole,
      ...chosen,
      state: 'running',
      error: undefined,
      startedAt: this.#now(),
      endedAt: undefined,
    };
    await session.library.write(noteDownload(record, wanted.items));
    this.#run(session, record);
    return { downloadId: record.id };
  }

  async resume(
    { connectionId, downloadId, target, elsewhere }: OneRun & Answered & { readonly elsewhere?: boolean },
    signal: AbortSignal,
  ): Promise<DownloadStart | undefined> {
    const session = await this.#session(connectionId);
    const record = await this.#record(session, downloadId);
    if (this.#active.has(downloadId)) return { downloadId };
    let resumed = record;
    // What came in the way the last time has to be asked about.
    const asksAgain = elsewhere === true || record.error?.code === 'disk.file-exists';
    if (record.form !== 'library' && (target || asksAgain)) {
      const wanted = await this.#targets.wantedAgain(session.library, record, signal);
      const folder = elsewhere === true ? undefined : record.folder;
      const chosen = await this.#targets.choose(session.library, record.form, wanted, target, folder);
      if (!chosen || 'token' in chosen) return chosen && { existing: chosen };
      resumed = { ...record, ...chosen };
    }
    await session.library.write([noteTarget(resumed), noteState(downloadId, 'running', undefined)]);
    this.#run(session, { ...resumed, state: 'running', error: undefined, endedAt: undefined });
    return { downloadId };
  }

  async list({ connectionId }: One, signal: AbortSignal): Promise<readonly DownloadRun[]> {
    const { library } = await this.#session(connectionId);
    const records = await downloadRecords(library, signal);
    return Promise.all(
      records.map(async ({ id, title, mode, form, folder, state, error, startedAt, endedAt }) => ({
        ...{ id, title, mode, form, folder, error, startedAt, endedAt },
        state: state === 'running' && !this.#active.has(id) ? 'interrupted' : state,
        jobId: this.#active.get(id),
        counts: await itemCounts(library, { downloadId: id }, signal),
      })),
    );
  }

  async items(
    wanted: WindowOf<DownloadFilter, DownloadColumn>,
    signal: AbortSignal,
  ): Promise<RowWindow<DownloadItem>> {
    return itemWindow((await this.#session(wanted.connectionId)).library, wanted, signal);
  }

  async counts(
    { connectionId, filter }: One & { readonly filter: DownloadFilter },
    signal: AbortSignal,
  ): Promise<DownloadCounts> {
    return itemCounts((await this.#session(connectionId)).library, filter, signal);
  }

  async showFolder({ connectionId, downloadId }: OneRun): Promise<undefined> {
    const { folder } = await this.#record(await this.#session(connectionId), downloadId);
    if (folder !== undefined) await this.#options.openFolder(folder);
    return undefined;
  }

  #run(session: Session, record: DownloadRecord): void {
    const { id: connectionId } = session.connection;
    const jobId = this.#options.jobs.start({
      kind: 'content-download',
      connectionId,
      title: `Download: ${record.title}`,
      key: `content-download ${connectionId} ${record.id}`,
      run: (job) => this.#work(session, record, job),
    });
    this.#active.set(record.id, jobId);
    this.#options.changed(connectionId);
  }

  async #work({ client, library, connection }: Session, record: DownloadRecord, job: JobRun): Promise<void> {
    const { reader } = this.#options;
    const changed = throttled(() => this.#options.changed(connection.id));
    try {
      await new FetchContents(record, { client, library, reader, now: this.#now, changed }).run(job);
      if (record.folder !== undefined) {
        await new SaveContents(record, record.folder, { library, reader }).run(job);
      }
      await library.write([noteState(record.id, 'done', this.#now())]);
    } catch (fault) {
      await this.#noteEnd(library, record.id, fault, job.signal.aborted);
      throw fault;
    } finally {
      this.#active.delete(record.id);
      this.#options.changed(connection.id);
    }
  }

  async #noteEnd(
    library: Session['library'],
    id: string,
    fault: unknown,
    isCancelled: boolean,
  ): Promise<void> {
    const error = fault instanceof AppError ? fault : new AppError('internal', 'Unexpected fault.');
    const isGivenUp = isCancelled || error.code === 'request.cancelled';
    const state = isGivenUp
      ? noteState(id, 'cancelled', this.#now())
      : noteState(id, 'failed', this.#now(), error.toData());
    try {
      await library.write([state]);
    } catch {
      // The library itself is what failed: the run stays noted as under way, and is told as interrupted.
    }
  }

  async #record({ library }: Session, id: string): Promise<DownloadRecord> {
    const record = await downloadRecord(library, id);
    if (!record)
      throw new AppError('tenant.not-found', 'The download is not in the list any more.', {
        area: 'content',
      });
    return record;
  }

  /** What is designed belongs to the tenant, whichever of its runtimes is looked at. */
  #session(id: string): Promise<Session> {
    return this.#options.sessions.get(readRuntimeId(id).connectionId);
  }
}
