import { hour } from '../../src-shared/durations.ts';
import { AppError, type ErrorData } from '../../src-shared/errors.ts';
import { failedStatuses } from '../../src-shared/model/failures.ts';
import type { KeepingState } from '../../src-shared/model/keeping.ts';
import type { Session, Sessions } from '../connections/session.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { throttled } from '../jobs/throttled.ts';
import type { Libraries } from '../library/library.ts';
import { readMessageDetails, unknownDetails } from './read-message-details.ts';
import { edgeOf, tidyMessages } from './tidy-messages.ts';

export interface KeepingServiceOptions {
  readonly sessions: Sessions;
  readonly libraries: Pick<Libraries, 'state'>;
  readonly jobs: Jobs;
  readonly messagesChanged: (connectionId: string) => void;
  /** Something that nobody waits for went wrong. */
  readonly failed: (fault: unknown) => void;
  readonly now?: () => number;
}

interface One {
  readonly connectionId: string;
}
interface Running {
  tidying: string | undefined;
  reading: string | undefined;
  error: ErrorData | undefined;
  tidiedAt: number;
}

/** The documented rate for logs, of which 90 % are used (catalogue 3.2). */
const perSecond = 90;
/** Details of failed messages read by themselves after a sync; more are read when a person asks for them. */
const mostUnasked = 500;
/** Between two tidyings that nobody asked for. */
const tidyEvery = 6 * hour;

/** How long the messages of a connection are kept, and how much of each. */
export class KeepingService {
  readonly #options: KeepingServiceOptions;
  readonly #now: () => number;
  readonly #running = new Map<string, Running>();

  constructor(options: KeepingServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async state({ connectionId }: One, signal: AbortSignal): Promise<KeepingState> {
    const { library, connection } = await this.#options.sessions.get(connectionId);
    const { keeping } = connection;
    const edge = edgeOf(keeping.days, this.#now());
    const [all, file, unknownOfAll, unknownOfFailed] = await Promise.all([
      library.get<{ messages: number; oldest: number | null; beyond: number; failed: number }>(
        `SELECT (SELECT coalesce(sum(total), 0) FROM kind_days) AS messages,
           (SELECT min(start) FROM messages) AS oldest,
           (SELECT coalesce(sum(total), 0) FROM kind_hours WHERE hour < ?) AS beyond,
           (SELECT coalesce(sum(total), 0) FROM message_hours WHERE status IN (SELECT value FROM json_each(?))) AS failed`,
        [edge / hour, JSON.stringify(failedStatuses)],
        signal,
      ),
      this.#options.libraries.state(connectionId),
      unknownDetails(library, 'all', signal),
      unknownDetails(library, 'failed', signal),
    ]);
    const { tidying, reading, error } = this.#of(connectionId);
    return {
      keeping,
      bytes: file?.bytes ?? 0,
      messages: all?.messages ?? 0,
      oldest: all?.oldest ?? undefined,
      beyond: all?.beyond ?? 0,
      details: {
        all: { messages: all?.messages ?? 0, unknown: unknownOfAll },
        failed: { messages: all?.failed ?? 0, unknown: unknownOfFailed },
      },
      perSecond,
      tidying,
      reading,
      error,
    };
  }

  async tidy({ connectionId }: One): Promise<{ jobId: string }> {
    return { jobId: this.#tidy(await this.#options.sessions.get(connectionId), true) };
  }

  async readDetails({ connectionId }: One): Promise<{ jobId: string }> {
    const session = await this.#options.sessions.get(connectionId);
    return { jobId: this.#read(session, Number.MAX_SAFE_INTEGER) };
  }

  /** After a sync: reads details of what came in, and now and then removes what is kept no longer. */
  follow(session: Session): void {
    this.#follow(session).catch(this.#options.failed);
  }

  async #follow(session: Session): Promise<void> {
    const { library, connection } = session;
    const of = this.#of(connection.id);
    const { details, days } = connection.keeping;
    const signal = new AbortController().signal;
    if (of.reading === undefined && (await unknownDetails(library, details, signal)) > 0)
      this.#read(session, details === 'all' ? Number.MAX_SAFE_INTEGER : mostUnasked);
    if (of.tidying !== undefined || this.#now() - of.tidiedAt < tidyEvery) return;
    of.tidiedAt = this.#now();
    const old = await library.get('SELECT hour FROM kind_hours WHERE hour < ? LIMIT 1', [
      edgeOf(days, this.#now()) / hour,
    ]);
    if (old) this.#tidy(session, false);
  }

  /** `isAsked`: also gives the space back, which takes a while of writing. */
  #tidy({ connection, library }: Session, isAsked: boolean): string {
    const { jobs, messagesChanged } = this.#options;
    const of = this.#of(connection.id);
    const jobId = jobs.start({
      kind: 'tidying',
      connectionId: connection.id,
      title: 'Tidying messages',
      key: `tidying ${connection.id}`,
      run: async (job) => {
        try {
          await tidyMessages(library, edgeOf(connection.keeping.days, this.#now()), job);
          if (isAsked) await library.compact();
        } finally {
          of.tidying = undefined;
          messagesChanged(connection.id);
        }
      },
    });
    of.tidying = jobId;
    messagesChanged(connection.id);
    return jobId;
  }

  #read({ connection, client, library }: Session, most: number): string {
    const { jobs, messagesChanged } = this.#options;
    const of = this.#of(connection.id);
    if (of.reading !== undefined) return of.reading;
    const changed = throttled(() => {
      messagesChanged(connection.id);
    }, 2_000);
    const jobId = jobs.start({
      kind: 'message-details',
      connectionId: connection.id,
      title: 'Message details',
      key: `message details ${connection.id}`,
      run: async (job) => {
        try {
          const reading = { client, library, now: this.#now, changed };
          await readMessageDetails(reading, connection.keeping.details, most, job);
          of.error = undefined;
        } catch (fault) {
          if (!job.signal.aborted) of.error = dataOf(fault);
          throw fault;
        } finally {
          of.reading = undefined;
          messagesChanged(connection.id);
        }
      },
    });
    of.reading = jobId;
    messagesChanged(connection.id);
    return jobId;
  }

  #of(connectionId: string): Running {
    const known = this.#running.get(connectionId) ?? {
      tidying: undefined,
      reading: undefined,
      error: undefined,
      tidiedAt: 0,
    };
    this.#running.set(connectionId, known);
    return known;
  }
}

function dataOf(fault: unknown): ErrorData {
  return (fault instanceof AppError ? fault : new AppError('internal', 'Unexpected fault.')).toData();
}
