import { AppError } from '../../src-shared/errors.ts';
import type { StepTrace, TracedStep, TraceState } from '../../src-shared/model/runs.ts';
import type { Session, Sessions } from '../connections/session.ts';
import { concernsOneThing } from '../content/tolerance.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import type { JobRun, Jobs } from '../jobs/jobs.ts';
import { throttled } from '../jobs/throttled.ts';
import { readBodies, type TraceReading, withHeaders } from './read-trace.ts';
import { RunLibrary } from './run-library.ts';
import { LibraryTraces, MemoryTraces, type TracedRun, type TraceStore } from './trace-store.ts';

interface OneMessage {
  readonly connectionId: string;
  readonly messageGuid: string;
}
interface OneRun extends OneMessage {
  readonly runId: string;
}

export interface TraceServiceOptions {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly changed: (message: OneMessage) => void;
  readonly now?: () => number;
}

const atOnce = 6;
/** A run of which so many steps have no trace has none. */
const enoughWithout = 30;

/** What a trace holds of each step: kept in the library where the connection says so, else in memory until the tab is closed. */
export class TraceService {
  readonly #options: TraceServiceOptions;
  readonly #now: () => number;
  readonly #memory = new Map<string, MemoryTraces>();
  readonly #jobs = new Map<string, string>();
  /** Libraries that were looked through for what must not be kept. */
  readonly #cleared = new WeakSet();

  constructor(options: TraceServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async state(run: OneRun, signal: AbortSignal): Promise<TraceState> {
    const session = await this.#options.sessions.get(run.connectionId);
    const read = await (await this.#store(session)).read(run, signal);
    return {
      read: read.length,
      traced: read.filter(({ hasTrace }) => hasTrace).map(({ child }) => child),
      jobId: this.#jobs.get(keyOf(run)),
      isKept: session.connection.keepsPayloads,
    };
  }

  /** Throws `tenant.not-found` for a step that the library does not know. */
  async step({ child, ...run }: OneRun & { child: number }, signal: AbortSignal): Promise<TracedStep> {
    const session = await this.#options.sessions.get(run.connectionId);
    const steps = await new RunLibrary(session.library).steps(run.runId, signal);
    const at = steps.findIndex((one) => one.child === child);
    const step = steps[at];
    if (!step) throw new AppError('tenant.not-found', 'The run has no such step.', { area: 'messages' });
    const next = steps.find((one, index) => index > at && one.branch === step.branch);
    return { step, trace: await this.#trace(run, child, session, signal), next };
  }

  async read(run: OneRun): Promise<{ jobId: string }> {
    const session = await this.#options.sessions.get(run.connectionId);
    const store = await this.#store(session);
    const key = keyOf(run);
    const jobId = this.#options.jobs.start({
      kind: 'trace',
      connectionId: run.connectionId,
      title: 'Trace of a message',
      key: `trace ${key}`,
      run: async (job) => {
        const changed = throttled(() => {
          this.#options.changed(run);
        });
        try {
          await this.#readAll(run, session, store, job, changed);
        } finally {
          this.#jobs.delete(key);
          this.#options.changed(run);
        }
      },
    });
    this.#jobs.set(key, jobId);
    this.#options.changed(run);
    return { jobId };
  }

  /** The page of the message was closed. */
  async forgetMessage({ connectionId, messageGuid }: OneMessage): Promise<void> {
    await this.#memory.get(connectionId)?.forget(messageGuid);
  }

  /** Everything that is in memory only. */
  forget(): void {
    this.#memory.clear();
  }

  async #trace(run: TracedRun, child: number, session: Session, signal: AbortSignal): Promise<StepTrace> {
    const store = await this.#store(session);
    const known = await store.get(run, child, signal);
    if (known && isWhole(known)) return known;
    const reading = { client: session.client, priority: 'interactive', signal, now: this.#now } as const;
    const trace = await withHeaders(known ?? (await readBodies(run.runId, child, reading)), reading);
    await store.put(run, trace);
    return trace;
  }

  async #readAll(
    run: TracedRun,
    { client, library }: Session,
    store: TraceStore,
    job: JobRun,
    changed: () => void,
  ): Promise<void> {
    const reading: TraceReading = { client, priority: 'background', signal: job.signal, now: this.#now };
    const steps = await new RunLibrary(library).steps(run.runId, job.signal);
    const done = new Set((await store.read(run, job.signal)).map(({ child }) => child));
    const missing = steps.map(({ child }) => child).filter((child) => !done.has(child));
    const traced: number[] = [];
    let without = 0;
    let count = 0;
    await inParallel(missing, atOnce, async (child) => {
      if (traced.length === 0 && done.size === 0 && without >= enoughWithout) return;
      const trace = await readBodies(run.runId, child, reading);
      await store.put(run, trace);
      if (trace.messages.length > 0) traced.push(child);
      else without += 1;
      job.progress((count += 1), missing.length);
      changed();
    });
    await inParallel(traced, atOnce, async (child) => {
      const trace = await store.get(run, child, job.signal);
      if (trace && !isWhole(trace)) await this.#complete(run, trace, store, reading);
    });
  }

  /** Bodies stay where their headers are refused. */
  async #complete(run: TracedRun, trace: StepTrace, store: TraceStore, reading: TraceReading): Promise<void> {
    try {
      await store.put(run, await withHeaders(trace, reading));
    } catch (fault) {
      if (!concernsOneThing(fault)) throw fault;
    }
  }

  async #store({ connection, library }: Session): Promise<TraceStore> {
    if (connection.keepsPayloads) {
      this.#cleared.delete(library);
      return new LibraryTraces(library);
    }
    if (!this.#cleared.has(library)) {
      this.#cleared.add(library);
      await LibraryTraces.clear(library);
    }
    const memory = this.#memory.get(connection.id) ?? new MemoryTraces();
    this.#memory.set(connection.id, memory);
    return memory;
  }
}

function keyOf({ connectionId, runId }: OneRun): string {
  return `${connectionId} ${runId}`;
}

function isWhole({ messages }: StepTrace): boolean {
  return messages.every(({ headers, properties }) => headers !== undefined && properties !== undefined);
}
