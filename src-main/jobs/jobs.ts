import { randomUUID } from 'node:crypto';

import { readRuntimeId } from '../../src-shared/connections/runtimes.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { Job } from '../../src-shared/model/jobs.ts';
import { untilCancelled } from '../sap/until-cancelled.ts';

export interface JobRun {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total?: number) => void;
}

export interface JobStart {
  readonly kind: Job['kind'];
  /** `undefined` where it is not about one tenant. */
  readonly connectionId: string | undefined;
  readonly title: string;
  /** Jobs with the same key are one: starting a second joins the first. */
  readonly key: string;
  /** Keys of running jobs that do more than this one: it joins them, too. */
  readonly joins?: readonly string[];
  /** Keys of running jobs that do less: it begins when they have ended. */
  readonly after?: readonly string[];
  readonly run: (run: JobRun) => Promise<void>;
}

export interface JobsOptions {
  readonly changed: (jobs: readonly Job[]) => void;
  /** Writes an unknown fault to the log and answers its reference number. */
  readonly logFault: (where: string, fault: unknown) => string;
  readonly now?: () => number;
}

interface Entry {
  job: Job;
  readonly key: string;
  readonly cancel: AbortController;
  readonly ended: Promise<Job>;
}

const keptAfterEnd = 60_000;

/** Sync, download and the like: progress, cancel, result, in one shape. */
export class Jobs {
  readonly #entries = new Map<string, Entry>();
  readonly #options: JobsOptions;
  readonly #now: () => number;

  constructor(options: JobsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  list(): readonly Job[] {
    const oldest = this.#now() - keptAfterEnd;
    for (const [id, { job }] of this.#entries) {
      if (job.finishedAt !== undefined && job.finishedAt < oldest) this.#entries.delete(id);
    }
    return [...this.#entries.values()].map(({ job }) => job);
  }

  /**
   * Starts, or joins the running job of the same key; answers its id. One that was cancelled is not joined: the new one begins
   * when that has let go of what it held.
   */
  start(start: JobStart): string {
    const same = [start.key, ...(start.joins ?? [])];
    const running = [...this.#entries].filter(([, { job }]) => job.state === 'running');
    const [joined] =
      running.find(([, { key, cancel }]) => same.includes(key) && !cancel.signal.aborted) ?? [];
    if (joined !== undefined) return joined;
    const before = [...same, ...(start.after ?? [])];
    const earlier = running.filter(([, { key }]) => before.includes(key)).map(([, { ended }]) => ended);
    const id = randomUUID();
    const cancel = new AbortController();
    const job: Job = {
      id,
      kind: start.kind,
      connectionId: start.connectionId,
      title: start.title,
      state: 'running',
      done: 0,
      total: undefined,
      startedAt: this.#now(),
      finishedAt: undefined,
      error: undefined,
    };
    const ended = Promise.resolve().then(() => this.#run(id, start, cancel.signal, earlier));
    this.#entries.set(id, { job, key: start.key, cancel, ended });
    this.#publish();
    return id;
  }

  /** Resolves when the job has ended, however it ended. */
  async ended(jobId: string): Promise<Job | undefined> {
    return this.#entries.get(jobId)?.ended;
  }

  cancel(jobId: string): void {
    this.#entries.get(jobId)?.cancel.abort(new AppError('request.cancelled', 'Cancelled by the person.'));
  }

  /** Of all runtimes of a connection. */
  cancelOf(connectionId: string): void {
    for (const [id, { job }] of this.#entries)
      if (job.connectionId !== undefined && readRuntimeId(job.connectionId).connectionId === connectionId)
        this.cancel(id);
  }

  async #run(
    id: string,
    start: JobStart,
    signal: AbortSignal,
    earlier: readonly Promise<Job>[],
  ): Promise<Job> {
    try {
      await untilCancelled(Promise.all(earlier), signal);
      signal.throwIfAborted();
      await start.run({
        signal,
        progress: (done, total) => {
          this.#update(id, { done, ...(total === undefined ? {} : { total }) });
        },
      });
      return this.#end(id, { state: 'done' });
    } catch (cause) {
      const error = cause instanceof AppError ? cause : this.#unexpected(start.kind, cause);
      const cancelled = signal.aborted || error.code === 'request.cancelled';
      return this.#end(id, cancelled ? { state: 'cancelled' } : { state: 'failed', error: error.toData() });
    }
  }

  #unexpected(kind: Job['kind'], fault: unknown): AppError {
    const reference = this.#options.logFault(`job ${kind}`, fault);
    return new AppError('internal', 'Unexpected fault.', { reference }, { cause: fault });
  }

  #end(id: string, change: Partial<Job>): Job {
    return this.#update(id, { ...change, finishedAt: this.#now() });
  }

  #update(id: string, change: Partial<Job>): Job {
    const entry = this.#entries.get(id);
    if (!entry) throw new AppError('internal', 'A job ended twice.');
    entry.job = { ...entry.job, ...change };
    this.#publish();
    return entry.job;
  }

  #publish(): void {
    this.#options.changed(this.list());
  }
}
