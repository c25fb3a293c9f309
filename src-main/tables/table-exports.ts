import { once } from 'node:events';
import { PassThrough } from 'node:stream';

import { csvLines, csvStart } from '../../src-shared/csv.ts';
import { AppError } from '../../src-shared/errors.ts';
import { safeFileName } from '../../src-shared/file-names.ts';
import type { Job } from '../../src-shared/model/jobs.ts';
import type { JobRun, Jobs } from '../jobs/jobs.ts';
import { saveFile } from '../sap/save-file.ts';

export interface TableExportsOptions {
  readonly jobs: Jobs;
  readonly saveAs: (defaultName: string) => Promise<string | undefined>;
}

interface Start {
  readonly connectionId?: string | undefined;
  readonly name: string;
  readonly header: readonly string[];
  readonly total: number;
}
interface Running {
  /** Web contents of the page that sends the rows. */
  readonly owner: number;
  readonly file: string;
  readonly total: number;
  readonly stream: PassThrough;
  readonly ended: Promise<Job | undefined>;
  progress: JobRun['progress'];
  done: number;
}

/** Writes what the window sends in pieces; until `finish` nothing stands under the chosen name. */
export class TableExports {
  readonly #options: TableExportsOptions;
  readonly #running = new Map<string, Running>();

  constructor(options: TableExportsOptions) {
    this.#options = options;
  }

  async start(
    { connectionId, name, header, total }: Start,
    owner: number,
    signal: AbortSignal,
  ): Promise<{ exportId: string } | undefined> {
    const { jobs, saveAs } = this.#options;
    const file = await saveAs(safeFileName(`${name}.csv`));
    if (file === undefined) return undefined;
    // The page may be gone while its dialog was open: nobody would send a row.
    signal.throwIfAborted();
    const stream = new PassThrough();
    // Told where it is read; without a listener it would end the process when nobody reads yet.
    stream.on('error', () => undefined);
    stream.write(csvStart + csvLines([header]));
    let progress: JobRun['progress'] = () => undefined;
    const exportId = jobs.start({
      kind: 'export',
      connectionId,
      title: `Export of ${name}`,
      key: `export ${file}`,
      run: async (run) => {
        progress = run.progress.bind(run);
        const giveUp = (): void => {
          stream.destroy(new AppError('request.cancelled', 'The export was cancelled.'));
        };
        run.signal.addEventListener('abort', giveUp, { once: true });
        await saveFile(file, stream);
      },
    });
    if (this.#running.has(exportId)) throw new AppError('request.cancelled', 'This file is being written.');
    const ended = jobs.ended(exportId).finally(() => {
      // Nobody reads any more: whoever still writes must not wait for ever.
      stream.destroy();
      this.#running.delete(exportId);
    });
    const report: JobRun['progress'] = (...counts) => {
      progress(...counts);
    };
    this.#running.set(exportId, { owner, file, total, stream, ended, progress: report, done: 0 });
    return { exportId };
  }

  async write({ exportId, rows }: { exportId: string; rows: readonly (readonly string[])[] }): Promise<void> {
    const running = this.#known(exportId);
    const { stream, total } = running;
    if (!stream.write(csvLines(rows))) await drained(stream);
    running.done += rows.length;
    running.progress(running.done, Math.max(total, running.done));
  }

  async finish({ exportId }: { exportId: string }): Promise<{ file: string }> {
    const { stream, ended, file } = this.#known(exportId);
    stream.end();
    const job = await ended;
    if (job?.error) throw AppError.from(job.error);
    if (job?.state !== 'done') throw cancelled();
    return { file };
  }

  /** The page of these web contents is gone, and with it the rows that are still to come. */
  forget(owner: number): void {
    for (const [exportId, running] of this.#running)
      if (running.owner === owner) this.#options.jobs.cancel(exportId);
  }

  #known(exportId: string): Running {
    const running = this.#running.get(exportId);
    if (running && !running.stream.destroyed) return running;
    const error = this.#options.jobs.list().find(({ id }) => id === exportId)?.error;
    throw error ? AppError.from(error) : cancelled();
  }
}

/** Resolves too when nobody reads any more. */
async function drained(stream: PassThrough): Promise<void> {
  const over = new AbortController();
  try {
    const { signal } = over;
    await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]);
  } finally {
    over.abort();
  }
}

function cancelled(): AppError {
  return new AppError('request.cancelled', 'The export has ended.');
}
