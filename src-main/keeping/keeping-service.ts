import { hour } from '../../src-shared/durations.ts';
import { AppError, type ErrorData } from '../../src-shared/errors.ts';
import type { KeepingState } from '../../src-shared/model/keeping.ts';
import type { Session, Sessions } from '../connections/session.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { throttled } from '../jobs/throttled.ts';
import type { Libraries } from '../library/library.ts';
import { sentPerSecond } from '../sap/limits.ts';
import { isAnyBefore, keptAmounts } from './kept-amounts.ts';
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
  readingKey: string | undefined;
  error: ErrorData | undefined;
  tidiedAt: number;
}

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
      keptAmounts(library, edge, signal),
      this.#options.libraries.state(connectionId),
      unknownDetails(library, 'all', signal),
      unknownDetails(library, 'failed', signal),
    ]);
    const { tidying, reading, error } = this.#of(connectionId);
    return {
      keeping,
      bytes: file?.bytes ?? 0,
      messages: all.messages,
      oldest: all.oldest,
      beyond: all.beyond,
      details: {
        all: { messages: all.messages, unknown: unknownOfAll },
        failed: { messages: all.failed, unknown: unknownOfFailed },
      },
      perSecond: sentPerSecond('messages'),
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
    return { jobId: this.#read(session, undefined) };
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
    if (await isAnyBefore(library, edgeOf(days, this.#now()))) this.#tidy(session, false);
  }

  /** `isAsked`: after what goes on by itself, also gives the space back, which takes a while of writing. */
  #tidy({ connection, library }: Session, isAsked: boolean): string {
    const { jobs, messagesChanged } = this.#options;
    const of = this.#of(connection.id);
    const jobId = jobs.start({
      kind: 'tidying',
      connectionId: connection.id,
      title: 'Tidying messages',
      ...(isAsked
        ? { key: `tidying ${connection.id} asked`, after: [`tidying ${connection.id}`] }
        : { key: `tidying ${connection.id}`, joins: [`tidying ${connection.id} asked`] }),
      run: async (job) => {
        try {
          await tidyMessages(library, edgeOf(connection.keeping.days, this.#now()), job);
          if (isAsked) await library.compact();
        } finally {
          if (of.tidying === jobId) of.tidying = undefined;
          messagesChanged(connection.id);
        }
      },
    });
    of.tidying = jobId;
    messagesChanged(connection.id);
    return jobId;
  }

  /** What a person asks for, without `most`, takes the place of what goes on by itself, and begins where that ended. */
  #read({ connection, client, library }: Session, most: number | undefined): string {
    const { jobs, messagesChanged } = this.#options;
    const of = this.#of(connection.id);
    const key = `message details ${connection.id}`;
    const asked = `${key} asked`;
    if (most === undefined && of.reading !== undefined && of.readingKey !== asked) jobs.cancel(of.reading);
    const changed = throttled(() => {
      messagesChanged(connection.id);
    }, 2_000);
    const jobId = jobs.start({
      kind: 'message-details',
      connectionId: connection.id,
      title: 'Message details',
      ...(most === undefined ? { key: asked, after: [key] } : { key, joins: [asked] }),
      run: async (job) => {
        try {
          const reading = { client, library, now: this.#now, changed };
          const { details } = connection.keeping;
          await readMessageDetails(reading, details, most ?? Number.MAX_SAFE_INTEGER, job);
          of.error = undefined;
        } catch (fault) {
          if (!job.signal.aborted) of.error = dataOf(fault);
          throw fault;
        } finally {
          if (of.reading === jobId) of.reading = undefined;
          messagesChanged(connection.id);
        }
      },
    });
    of.reading = jobId;
    of.readingKey = most === undefined ? asked : key;
    messagesChanged(connection.id);
    return jobId;
  }

  #of(connectionId: string): Running {
    const known = this.#running.get(connectionId) ?? {
      tidying: undefined,
      reading: undefined,
      readingKey: undefined,
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
