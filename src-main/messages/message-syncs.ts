import { AppError, type ErrorData } from '../../src-shared/errors.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import type { TimeRange } from '../../src-shared/model/messages.ts';
import type { Session } from '../connections/session.ts';
import type { JobRun, Jobs } from '../jobs/jobs.ts';
import { throttled } from '../jobs/throttled.ts';
import { clearFailure, keepOutcome } from '../library/sync-state.ts';
import { interval } from './message-rows.ts';
import { MessageSync } from './message-sync.ts';

export interface MessageSyncsOptions {
  readonly jobs: Jobs;
  /** Tells the windows that messages of a connection changed. */
  readonly changed: (connectionId: string) => void;
  readonly now: () => number;
  /** A range was loaded; what follows from that is read behind it. */
  readonly loaded?: ((session: Session, range: TimeRange) => void) | undefined;
}

/** What is known of a range beside the library. */
export interface RangeSync {
  /** What the tenant said it has, where it was asked. */
  readonly onTenant: number | undefined;
  readonly isRunning: boolean;
  readonly error: ErrorData | undefined;
}

interface Latest {
  readonly key: string;
  readonly range: string;
  readonly jobId: string;
  /** Set as soon as the job has begun. */
  signal: AbortSignal | undefined;
}
interface OfConnection {
  latest: Latest | undefined;
  onTenant: ReadonlyMap<string, number>;
  /** How the last sync of each range ended; `undefined` is a success. */
  readonly ends: Map<string, ErrorData | undefined>;
}

/**
 * Loads time ranges of a connection, one at a time: a newer range takes the place of an older one. What the older one stored stays
 * and is not asked for again.
 */
export class MessageSyncs {
  readonly #options: MessageSyncsOptions;
  readonly #connections = new Map<string, OfConnection>();

  constructor(options: MessageSyncsOptions) {
    this.#options = options;
  }

  /** `kept` is what the library says of the last sync, for as long as none has ended since the start. */
  state(connectionId: string, range: TimeRange, kept: ErrorData | undefined): RangeSync {
    const { latest, onTenant, ends } = this.#of(connectionId);
    const key = rangeKey(range);
    return {
      onTenant: onTenant.get(key),
      isRunning: latest?.range === key,
      error: ends.size === 0 ? kept : ends.get(key),
    };
  }

  isRunning(runtimeId: string): boolean {
    return this.#of(runtimeId).latest !== undefined;
  }

  /** Ends what loads messages of the runtime. What was stored stays. */
  stop(runtimeId: string): void {
    const { latest } = this.#of(runtimeId);
    if (latest) this.#options.jobs.cancel(latest.jobId);
  }

  /** Answers the id of the job, which may be one that loads this already. `part` of the range is all that is loaded where it is given. */
  start(session: Session, range: TimeRange, part?: Interval): string {
    const { jobs } = this.#options;
    const { connection } = session;
    const of = this.#of(connection.id);
    const key = part ? `${rangeKey(range)} of it ${part.from}-${part.to}` : rangeKey(range);
    const older = of.latest;
    if (older?.key === key && older.signal?.aborted !== true) return older.jobId;
    if (older) jobs.cancel(older.jobId);
    const jobId = jobs.start({
      kind: 'messages-sync',
      connectionId: connection.id,
      title: 'Messages',
      key: `messages ${connection.id} ${key} after ${older?.jobId ?? 'none'}`,
      run: async (job) => {
        latest.signal = job.signal;
        try {
          // Also where this one is given up itself: the next waits for this one only.
          if (older) await jobs.ended(older.jobId);
          job.signal.throwIfAborted();
          await this.#run(session, range, part, job);
        } finally {
          if (of.latest === latest) of.latest = undefined;
          this.#options.changed(connection.id);
        }
      },
    });
    const latest: Latest = { key, range: rangeKey(range), jobId, signal: undefined };
    of.latest = latest;
    this.#options.changed(connection.id);
    return jobId;
  }

  async #run(session: Session, range: TimeRange, part: Interval | undefined, job: JobRun): Promise<void> {
    const { connection, client, library } = session;
    const { now } = this.#options;
    const of = this.#of(connection.id);
    const key = rangeKey(range);
    const changed = throttled(() => this.#options.changed(connection.id));
    try {
      const count = await keepOutcome(
        library,
        'messages',
        () => new MessageSync({ client, library, now, changed }).run(part ?? interval(range, now()), job),
        () => clearFailure('messages'),
      );
      // Not asked: what it said before is no longer true of a moving range.
      const others = [...of.onTenant].filter(([one]) => one !== key);
      if (!part) of.onTenant = new Map(count === undefined ? others : [...others, [key, count]]);
      of.ends.set(key, undefined);
      this.#options.loaded?.(session, range);
    } catch (fault) {
      const error = fault instanceof AppError ? fault : new AppError('internal', 'Unexpected fault.');
      // A sync that was given up says nothing about the range.
      if (!job.signal.aborted && error.code !== 'request.cancelled') of.ends.set(key, error.toData());
      throw fault;
    }
  }

  #of(connectionId: string): OfConnection {
    const known = this.#connections.get(connectionId) ?? {
      latest: undefined,
      onTenant: new Map(),
      ends: new Map(),
    };
    this.#connections.set(connectionId, known);
    return known;
  }
}

function rangeKey(range: TimeRange): string {
  return range.kind === 'last' ? `last ${range.minutes}` : `${range.from}-${range.to}`;
}
