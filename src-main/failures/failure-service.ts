import { day } from '../../src-shared/durations.ts';
import { AppError, type ErrorData } from '../../src-shared/errors.ts';
import { type FailureExample, type FailureGroups, mostGroups } from '../../src-shared/model/failures.ts';
import type { TimeRange } from '../../src-shared/model/messages.ts';
import type { Session, Sessions } from '../connections/session.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { throttled } from '../jobs/throttled.ts';
import { interval } from '../messages/message-rows.ts';
import { sentPerSecond } from '../sap/limits.ts';
import { ErrorTexts } from './error-texts.ts';
import { FailureQueries, lastDayOf } from './failure-queries.ts';
import { foldGroups, pieces } from './fold-groups.ts';
import { markKnown, unmarkKnown } from './known-errors.ts';

export interface FailureServiceOptions {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  /** Tells the windows that texts came in, as part of the messages. */
  readonly messagesChanged: (connectionId: string) => void;
  /** Tells the windows that marks changed. */
  readonly changed: (connectionId: string) => void;
  /** Something that nobody waits for went wrong. */
  readonly failed: (fault: unknown) => void;
  readonly now?: () => number;
}

interface One {
  readonly connectionId: string;
}
interface OfRange extends One {
  readonly range: TimeRange;
  readonly flows: readonly string[];
}
interface OneGroup extends One {
  readonly signature: string;
}
interface Reading {
  jobId: string | undefined;
  error: ErrorData | undefined;
}

/** Texts read by themselves after a sync; more are read when a person asks for them. */
const mostUnasked = 500;

/** Failed messages by what they have in common. */
export class FailureService {
  readonly #options: FailureServiceOptions;
  readonly #now: () => number;
  readonly #readings = new Map<string, Reading>();

  constructor(options: FailureServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async groups({ connectionId, range, flows }: OfRange, signal: AbortSignal): Promise<FailureGroups> {
    const queries = await this.#queries(connectionId);
    const within = interval(range, this.#now());
    const lastDay = lastDayOf(within, this.#now());
    const dayBefore = { from: lastDay.from - day, to: lastDay.from };
    const [counted, everSeen, flowNames, loadedSince, isAsked, texts] = await Promise.all([
      queries.counted(within, flows, pieces, signal),
      queries.everSeen(lastDay.from, signal),
      queries.flowNames(signal),
      queries.loadedSince(signal),
      queries.areTextsAsked(dayBefore, signal),
      queries.texts(within, flows, signal),
    ]);
    const knowsDayBefore = isAsked && loadedSince !== undefined && loadedSince <= dayBefore.from;
    const groups = foldGroups({ counted, everSeen, flows: flowNames, knowsDayBefore, lastDay });
    const { jobId, error } = this.#reading(connectionId);
    return {
      groups: groups.slice(0, mostGroups),
      total: groups.length,
      ...texts,
      jobId,
      perSecond: sentPerSecond('messages'),
      error,
    };
  }

  async example(
    { connectionId, signature, range, flows }: OfRange & OneGroup,
    signal: AbortSignal,
  ): Promise<FailureExample | undefined> {
    const queries = await this.#queries(connectionId);
    return queries.example(signature, interval(range, this.#now()), flows, signal);
  }

  /** Reads all texts of the range that are not known, also those that were refused before. */
  async readTexts({ connectionId, range }: One & { range: TimeRange }): Promise<{ jobId: string }> {
    return { jobId: this.#read(await this.#options.sessions.get(connectionId), range, undefined) };
  }

  /** After a sync: the newest texts of what it loaded. */
  follow(session: Session, range: TimeRange): void {
    this.#follow(session, range).catch(this.#options.failed);
  }

  async mark(
    { connectionId, signature, note }: OneGroup & { note: string },
    signal: AbortSignal,
  ): Promise<void> {
    const { library } = await this.#options.sessions.get(connectionId);
    const always = { from: 0, to: Number.MAX_SAFE_INTEGER };
    const example = await new FailureQueries(library).example(signature, always, [], signal);
    if (!example) throw new AppError('tenant.not-found', 'The group is empty.', { area: 'messages' });
    await library.write([markKnown(signature, note, this.#now(), example)]);
    this.#options.changed(connectionId);
  }

  async unmark({ connectionId, signature }: OneGroup): Promise<void> {
    const { library } = await this.#options.sessions.get(connectionId);
    await library.write([unmarkKnown(signature)]);
    this.#options.changed(connectionId);
  }

  async #follow(session: Session, range: TimeRange): Promise<void> {
    const queries = new FailureQueries(session.library);
    const within = interval(range, this.#now());
    const [first] = await queries.without(within, 1, false, new AbortController().signal);
    if (first && this.#reading(session.connection.id).jobId === undefined)
      this.#read(session, range, mostUnasked);
  }

  /** One reading at a time for a connection: what a person asks for takes the place of what goes on, and begins where that ended. */
  #read({ connection, client, library }: Session, range: TimeRange, most: number | undefined): string {
    const { jobs, messagesChanged } = this.#options;
    const reading = this.#reading(connection.id);
    if (reading.jobId !== undefined && most === undefined) jobs.cancel(reading.jobId);
    const earlier = reading.jobId;
    const changed = throttled(() => {
      messagesChanged(connection.id);
    });
    const jobId = jobs.start({
      kind: 'error-texts',
      connectionId: connection.id,
      title: 'Error texts',
      key: `error texts ${connection.id} after ${earlier ?? 'none'} ${JSON.stringify(range)} ${most ?? 'all'}`,
      run: async (job) => {
        try {
          if (earlier !== undefined) await jobs.ended(earlier);
          job.signal.throwIfAborted();
          const texts = new ErrorTexts({ client, library, now: this.#now, changed });
          await texts.read(
            interval(range, this.#now()),
            most ?? Number.MAX_SAFE_INTEGER,
            most === undefined,
            job,
          );
          reading.error = undefined;
        } catch (fault) {
          if (!job.signal.aborted) reading.error = dataOf(fault);
          throw fault;
        } finally {
          if (reading.jobId === jobId) reading.jobId = undefined;
          messagesChanged(connection.id);
        }
      },
    });
    reading.jobId = jobId;
    messagesChanged(connection.id);
    return jobId;
  }

  #reading(connectionId: string): Reading {
    const known = this.#readings.get(connectionId) ?? { jobId: undefined, error: undefined };
    this.#readings.set(connectionId, known);
    return known;
  }

  async #queries(connectionId: string): Promise<FailureQueries> {
    const { library } = await this.#options.sessions.get(connectionId);
    // Texts that came in with the details of a message, or by an older version.
    await library.signErrors();
    return new FailureQueries(library);
  }
}

function dataOf(fault: unknown): ErrorData {
  return (fault instanceof AppError ? fault : new AppError('internal', 'Unexpected fault.')).toData();
}
