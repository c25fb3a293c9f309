import { randomUUID } from 'node:crypto';

import { readRuntimeId } from '../../src-shared/connections/runtimes.ts';
import { AppError } from '../../src-shared/errors.ts';
import type {
  SearchNeedle,
  SearchPlan,
  SearchState,
  SearchSubject,
} from '../../src-shared/model/payload-search.ts';
import type { Sessions } from '../connections/session.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { throttled } from '../jobs/throttled.ts';
import { condition } from '../messages/message-rows.ts';
import { PayloadProcess } from '../payloads/payload-process.ts';
import type { PayloadPlaces } from '../payloads/read-payload.ts';
import type { PayloadPort } from '../payloads/reader/protocol.ts';
import { knownPayloads, notListed, searchPlan } from './known-payloads.ts';
import { listPayloads } from './list-payloads.ts';
import { PayloadSearch } from './payload-search.ts';

export interface PayloadSearchServiceOptions extends PayloadPlaces {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly spawn: () => PayloadPort;
  readonly changed: (searchId: string) => void;
  /** Writes an unknown fault to the log and answers its reference number. */
  readonly logFault: (fault: unknown) => string;
  readonly now?: () => number;
}

interface One {
  readonly searchId: string;
}
interface Entry {
  readonly search: PayloadSearch;
  readonly process: PayloadProcess;
  readonly owner: number;
}

/** ms for one payload: an expression that takes longer is one that would never end. */
const timeLimit = 10_000;

/** Finds messages by what is in their attachments and persisted payloads, in two stages whose cost is told before. */
export class PayloadSearchService {
  readonly #options: PayloadSearchServiceOptions;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();

  constructor(options: PayloadSearchServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async plan({ connectionId, filter, places }: SearchSubject, signal: AbortSignal): Promise<SearchPlan> {
    const session = await this.#options.sessions.get(connectionId);
    await this.#options.keeping.of(session);
    return searchPlan(session.library, condition(filter, this.#now(), true), places, signal);
  }

  async list({ connectionId, filter, places }: SearchSubject): Promise<{ jobId: string }> {
    const session = await this.#options.sessions.get(connectionId);
    const where = condition(filter, this.#now(), true);
    const jobId = this.#options.jobs.start({
      kind: 'payload-search',
      connectionId,
      title: 'What there is to search',
      key: `payload lists ${connectionId} ${JSON.stringify([filter, places])}`,
      run: (job) =>
        listPayloads(session, where, places, {
          signal: job.signal,
          progress: (done, total) => job.progress(done, total),
          now: this.#now,
        }),
    });
    return { jobId };
  }

  async start(
    { connectionId, filter, places, needle }: SearchSubject & { readonly needle: SearchNeedle },
    signal: AbortSignal,
    owner: number,
  ): Promise<SearchState> {
    const session = await this.#options.sessions.get(connectionId);
    const { keeping, ahead } = this.#options;
    await keeping.of(session);
    const where = condition(filter, this.#now(), true);
    const [payloads, missing] = await Promise.all([
      knownPayloads(session.library, where, places, signal),
      notListed(session.library, where, places, signal),
    ]);
    const id = randomUUID();
    const process = new PayloadProcess({ spawn: this.#options.spawn, timeLimit });
    const search = new PayloadSearch({
      id,
      session,
      needle,
      payloads,
      notListed: missing,
      process,
      keeping,
      ahead,
      changed: throttled(() => this.#options.changed(id)),
      now: this.#now,
      logFault: this.#options.logFault,
    });
    this.#entries.set(id, { search, process, owner });
    // An expression that cannot be used is told before anything is read.
    try {
      await process.ask({ id, contentType: '', bytes: 0, pieces: [] }, 'check', { needle }, signal);
    } catch (fault) {
      this.forget({ searchId: id });
      throw fault;
    }
    void search.searchKept();
    return search.state();
  }

  proceed(one: One): SearchState {
    const { search } = this.#entry(one);
    const rest = search.searchRest();
    this.#options.jobs.start({
      kind: 'payload-search',
      connectionId: search.connectionId,
      title: 'Search in payloads',
      key: `payload search ${one.searchId}`,
      run: async ({ signal, progress }) => {
        const tell = setInterval(() => progress(search.state().done, search.state().total), 300);
        signal.addEventListener('abort', () => search.cancel(), { once: true });
        try {
          await rest;
        } finally {
          clearInterval(tell);
        }
        const { done, total, error } = search.state();
        progress(done, total);
        if (error) throw AppError.from(error);
      },
    });
    return search.state();
  }

  pause(one: One): SearchState {
    const { search } = this.#entry(one);
    search.pause();
    return search.state();
  }

  cancel(one: One): SearchState {
    const { search } = this.#entry(one);
    search.cancel();
    return search.state();
  }

  state(one: One): SearchState {
    return this.#entry(one).search.state();
  }

  hits({ searchId, offset, limit }: One & { readonly offset: number; readonly limit: number }) {
    return this.#entry({ searchId }).search.hits(offset, limit);
  }

  forget({ searchId }: One): void {
    const entry = this.#entries.get(searchId);
    this.#entries.delete(searchId);
    entry?.search.cancel();
    entry?.process.end();
  }

  /** All, or those of web contents that are gone: what was found is as secret as where it was found. */
  forgetAll(owner?: number): void {
    for (const [searchId, entry] of this.#entries)
      if (owner === undefined || entry.owner === owner) this.forget({ searchId });
  }

  connectionGone(connectionId: string): void {
    for (const [searchId, { search }] of this.#entries)
      if (readRuntimeId(search.connectionId).connectionId === connectionId) this.forget({ searchId });
  }

  #entry({ searchId }: One): Entry {
    const entry = this.#entries.get(searchId);
    if (!entry) throw new AppError('payload.closed', 'The search is not known.');
    return entry;
  }
}
