import { AppError } from '../../src-shared/errors.ts';
import type { StepTrace, TracedStep, TraceState } from '../../src-shared/model/runs.ts';
import type { Session, Sessions } from '../connections/session.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import type { JobRun, Jobs } from '../jobs/jobs.ts';
import { throttled } from '../jobs/throttled.ts';
import type { PayloadPlaces } from '../payloads/read-payload.ts';
import { concernsOneThing } from '../sap/tolerance.ts';
import { MemoryTraces } from './memory-traces.ts';
import { readBodies, type TraceReading, withHeaders } from './read-trace.ts';
import { RunLibrary } from './run-library.ts';
import { LibraryTraces, type TracedMessage, type TracedRun, type TraceStore } from './trace-store.ts';

export interface TraceServiceOptions extends PayloadPlaces {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly changed: (message: TracedMessage) => void;
  readonly now?: () => number;
  /** Characters of headers and properties that are held in memory. */
  readonly mostHeld?: number;
}

interface Reading {
  readonly jobId: string;
  readonly run: TracedRun;
  readonly isKept: boolean;
}

const atOnce = 6;
/** A run of which so many steps have no trace has none. */
const enoughWithout = 30;

/**
 * What a trace holds of each step: kept in the library where the connection says so, else in memory while a page looks at the
 * message. `owner` is the id of the page's web contents.
 */
export class TraceService {
  readonly #options: TraceServiceOptions;
  readonly #now: () => number;
  readonly #memory: MemoryTraces;
  readonly #readings = new Map<string, Reading>();

  constructor(options: TraceServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#memory = new MemoryTraces(({ connectionId, messageGuid }) => {
      options.ahead.forget(connectionId, messageGuid);
    }, options.mostHeld);
  }

  async state(run: TracedRun, owner: number, signal: AbortSignal): Promise<TraceState> {
    this.#memory.look(run, owner);
    const session = await this.#options.sessions.get(run.connectionId);
    const read = await (await this.#store(session)).read(run, signal);
    return {
      read: read.length,
      traced: read.filter(({ hasTrace }) => hasTrace).map(({ child }) => child),
      notHeld:
        read.filter(({ hasTrace, isHeld }) => hasTrace && !isHeld).length +
        this.#options.ahead.passedOver(run.connectionId, run.messageGuid),
      jobId: this.#readings.get(keyOf(run))?.jobId,
      isKept: session.connection.keepsPayloads,
    };
  }

  /** Throws `tenant.not-found` for a step that the library does not know. */
  async step(
    { child, ...run }: TracedRun & { child: number },
    owner: number,
    signal: AbortSignal,
  ): Promise<TracedStep> {
    this.#memory.look(run, owner);
    const session = await this.#options.sessions.get(run.connectionId);
    const steps = await new RunLibrary(session.library).steps(run.runId, signal);
    const at = steps.findIndex((one) => one.child === child);
    const step = steps[at];
    if (!step) throw new AppError('tenant.not-found', 'The run has no such step.', { area: 'messages' });
    const next = steps.find((one, index) => index > at && one.branch === step.branch);
    return { step, trace: await this.#trace(run, child, session, signal), next };
  }

  async read(run: TracedRun, owner: number): Promise<{ jobId: string }> {
    this.#memory.look(run, owner);
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
          if (this.#readings.get(key)?.jobId === jobId) this.#readings.delete(key);
          this.#options.changed(run);
        }
      },
    });
    this.#readings.set(key, { jobId, run, isKept: session.connection.keepsPayloads });
    this.#options.changed(run);
    return { jobId };
  }

  /** The page of the message was closed. */
  forgetMessage(message: TracedMessage, owner: number): void {
    this.#memory.leave(message, owner);
    this.#endUnseen();
  }

  /** What is in memory: of all pages, or what only these web contents looked at. */
  forget(owner?: number): void {
    this.#memory.forget(owner);
    if (owner === undefined) this.#options.ahead.clear();
    this.#endUnseen();
  }

  connectionGone(connectionId: string): void {
    this.#memory.connectionGone(connectionId);
    this.#endUnseen();
  }

  /** Nobody looks at it and nothing is kept: what is read would be thrown away. */
  #endUnseen(): void {
    for (const { jobId, run, isKept } of this.#readings.values())
      if (!isKept && !this.#memory.isLookedAt(run)) this.#options.jobs.cancel(jobId);
  }

  async #trace(run: TracedRun, child: number, session: Session, signal: AbortSignal): Promise<StepTrace> {
    const store = await this.#store(session);
    const known = await store.get(run, child, signal);
    if (known && isWhole(known)) return known;
    const reading = this.#reading(run, session, 'interactive', signal);
    const trace = await withHeaders(known ?? (await readBodies(run.runId, child, reading)), reading);
    await this.#put(run, trace, session);
    return trace;
  }

  async #readAll(
    run: TracedRun,
    session: Session,
    store: TraceStore,
    job: JobRun,
    changed: () => void,
  ): Promise<void> {
    const reading = this.#reading(run, session, 'background', job.signal);
    const steps = await new RunLibrary(session.library).steps(run.runId, job.signal);
    const done = new Set((await store.read(run, job.signal)).map(({ child }) => child));
    const missing = steps.map(({ child }) => child).filter((child) => !done.has(child));
    const traced: number[] = [];
    let without = 0;
    let count = 0;
    await inParallel(missing, atOnce, async (child) => {
      if (traced.length === 0 && done.size === 0 && without >= enoughWithout) return;
      const trace = await readBodies(run.runId, child, reading);
      await this.#put(run, trace, session);
      if (trace.messages.length > 0) traced.push(child);
      else without += 1;
      job.progress((count += 1), missing.length);
      changed();
    });
    await inParallel(traced, atOnce, async (child) => {
      const trace = await store.get(run, child, job.signal);
      if (trace && !isWhole(trace)) await this.#complete(run, trace, reading);
    });
  }

  /** Bodies stay where their headers are refused. */
  async #complete(run: TracedRun, trace: StepTrace, reading: TraceReading): Promise<void> {
    try {
      await this.#put(run, await withHeaders(trace, reading), reading.session);
    } catch (fault) {
      if (!concernsOneThing(fault)) throw fault;
    }
  }

  /** Where it belongs now: the connection may have been changed while it was read. */
  async #put(run: TracedRun, trace: StepTrace, session: Session): Promise<void> {
    await (await this.#store(session)).put(run, trace);
  }

  #reading(
    { messageGuid }: TracedRun,
    session: Session,
    priority: TraceReading['priority'],
    signal: AbortSignal,
  ): TraceReading {
    const { keeping, ahead } = this.#options;
    return { session, messageGuid, keeping, ahead, priority, signal, now: this.#now };
  }

  async #store(session: Session): Promise<TraceStore> {
    const { library } = session;
    if ((await this.#options.keeping.of(session)) !== undefined) return new LibraryTraces(library);
    return this.#memory;
  }
}

function keyOf({ connectionId, runId }: TracedRun): string {
  return `${connectionId} ${runId}`;
}

function isWhole({ messages }: StepTrace): boolean {
  return messages.every(({ headers, properties }) => headers !== undefined && properties !== undefined);
}
