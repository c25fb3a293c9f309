import { AppError } from '../../src-shared/errors.ts';
import { holes, type Interval, parts, subtract } from '../../src-shared/messages/intervals.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import type { JobRun } from '../jobs/jobs.ts';
import type { Library } from '../library/library.ts';
import { datetimeLiteral } from '../sap/odata/dates.ts';
import type { ReadRequest, TenantClient } from '../sap/tenant-client.ts';
import { lateArrival, presentOf, tenantRetention } from './late-arrival.ts';
import { LoadedIntervals } from './loaded-intervals.ts';
import { type MessageLog, readMessageLog, selectedProperties } from './message-log.ts';
import { MessageWriter } from './message-writer.ts';
import { renewEnded } from './renew-ended.ts';
import { renewUnfinished } from './renew-unfinished.ts';
import { WriteBehind } from './write-behind.ts';

export interface MessageSyncOptions {
  readonly client: TenantClient;
  readonly library: Library;
  readonly now: () => number;
  /** Told after every page. */
  readonly changed: () => void;
}

/** The most the tenant answers at once (catalogue 3.1). */
export const pageSize = 1_000;
/** Windows of LogStart read at the same time; the queue keeps the rate. */
const parallel = 6;
/** More windows than readers, so that none is left with the busiest days alone. */
const windowsPerReader = 4;
const shortestWindow = 60_000;
/** Pages of a window that may wait for the library: those of all windows are written together, and nobody waits for them. */
const pagesBehind = 4;
/** More than any tenant logs in the stretch that is read without asking for its count first. */
const mostUncounted = 200_000;

type Store = (known: Interval, logs: readonly MessageLog[]) => Promise<void>;

/**
 * Loads message processing logs of a time range, newest first, and renews those that are not final.
 *
 * The range is split into windows of equal time. Within one the next page begins where the last one
 * ended (`LogStart lt …`): pages are full whatever the rhythm of the day, none is read by a deep
 * `$skip`, and arrivals shift nothing.
 */
export class MessageSync {
  readonly #options: MessageSyncOptions;
  readonly #loaded: LoadedIntervals;
  #stale: Interval | undefined;
  #received = 0;
  #most = mostUncounted;

  constructor(options: MessageSyncOptions) {
    this.#options = options;
    this.#loaded = LoadedIntervals.of(options.library);
  }

  /**
   * Answers how many the tenant says the range has, where it was asked. Throws what the client or the library throws; what was stored
   * until then stays and is not asked for again.
   */
  async run(asked: Interval, job: JobRun): Promise<number | undefined> {
    const { client, library, now, changed } = this.#options;
    const present = await presentOf(client, now, job.signal);
    // What the tenant has forgotten cannot be read, and must not count as read.
    const range = { from: Math.max(asked.from, present - tenantRetention), to: asked.to };
    if (range.from >= range.to) return undefined;
    // Up to where logs may still become visible late; the end has to be read again by the next sync.
    const isLive = range.to > Math.min(present, now()) - lateArrival;
    // A fixed upper bound: what arrives meanwhile belongs to the next sync.
    const bound = isLive ? present : range.to;
    const readUntil = await this.#loaded.readUntil(job.signal);
    // An older range does not move `readUntil`, so the next sync up to now still knows what to read again. Live mode reads
    // on from it without waiting for what is late, so all behind it is looked at once more.
    this.#stale =
      isLive && readUntil !== undefined
        ? { from: readUntil - lateArrival, to: Math.max(readUntil, bound) }
        : undefined;
    const adjoins = isLive && readUntil !== undefined && readUntil >= range.from;
    const whole = { from: adjoins ? Math.min(range.from, readUntil - lateArrival) : range.from, to: bound };
    const loaded = await this.#loaded.read(job.signal);
    const open = holes(whole, this.#stale ? subtract(loaded, this.#stale) : loaded);
    const missing = open.reduce((sum, hole) => sum + hole.to - hole.from, 0);
    // Counting costs the tenant time (catalogue 3.1): not for catching up with a few minutes.
    const onTenant =
      missing > 2 * lateArrival ? await this.#count({ from: range.from, to: bound }, job) : undefined;
    this.#most = onTenant === undefined ? mostUncounted : 2 * onTenant + mostUncounted;
    const expected = Math.round(((onTenant ?? 0) * missing) / Math.max(1, whole.to - whole.from));
    if (onTenant !== undefined) job.progress(0, expected);
    const windows = open.toReversed().flatMap((hole) => split(hole, missing, expected));
    await inParallel(windows, parallel, (window) =>
      this.#window(window, job, expected, isLive && window.to === bound ? bound : undefined),
    );
    if (isLive && readUntil !== undefined)
      await renewEnded({ client, library, changed, now }, readUntil - lateArrival, job.signal);
    await renewUnfinished({ client, library, now, changed }, job.signal);
    return onTenant;
  }

  #count(range: Interval, job: JobRun): Promise<number> {
    const path = 'MessageProcessingLogs/$count';
    const query = { $filter: startsWithin(range) };
    return this.#options.client.count({ path, query, area: 'messages', signal: job.signal });
  }

  async #window(
    window: Interval,
    job: JobRun,
    expected: number,
    readUntil: number | undefined,
  ): Promise<void> {
    const behind = new WriteBehind(pagesBehind);
    const store = (known: Interval, logs: readonly MessageLog[]): Promise<void> =>
      behind.add(() => this.#store(known, logs, job, expected, readUntil));
    try {
      await this.#pages(window, job, store);
    } finally {
      await behind.ended();
    }
  }

  async #pages(window: Interval, job: JobRun, store: Store): Promise<void> {
    let to = window.to;
    for (;;) {
      this.#refuseEndless();
      const { entities, next } = await this.#options.client.page(
        this.#request({ from: window.from, to }, job),
        readMessageLog,
      );
      const oldest = oldestOf(entities, { from: window.from, to });
      const isLast = next === undefined && entities.length < pageSize;
      // More is said to follow, but nothing on this page says from where on.
      if (!isLast && oldest === undefined) throw endless('A page names no time of its window.');
      // Newest first: all that starts after the oldest of this page is known now.
      await store({ from: isLast ? window.from : (oldest ?? to) + 1, to }, entities);
      if (isLast || oldest === undefined) return;
      if (oldest + 1 < to) {
        to = oldest + 1;
      } else {
        // More than a page within one millisecond cannot be cut by time.
        await this.#instant(oldest, job, store);
        to = oldest;
      }
    }
  }

  /** A tenant that answers more than it counted, by far, would be read for ever. */
  #refuseEndless(): void {
    if (this.#received > this.#most) throw endless('There are more logs than the tenant counted.');
  }

  /** Counts as read when its last page is there. */
  async #instant(instant: number, job: JobRun, store: Store): Promise<void> {
    const request = this.#request({ from: instant, to: instant + 1 }, job);
    const seen = new Set<string>();
    for (let skip = 0; ; skip += pageSize) {
      this.#refuseEndless();
      const query = { ...request.query, $skip: String(skip) };
      const { entities } = await this.#options.client.page({ ...request, query }, readMessageLog);
      const isLast = entities.length < pageSize;
      if (!isLast && entities.every(({ guid }) => seen.has(guid))) throw endless('The same page came again.');
      for (const { guid } of entities) seen.add(guid);
      await store({ from: isLast ? instant : instant + 1, to: instant + 1 }, entities);
      if (isLast) return;
    }
  }

  async #store(
    known: Interval,
    logs: readonly MessageLog[],
    job: JobRun,
    expected: number,
    readUntil: number | undefined,
  ): Promise<void> {
    const stale = this.#stale;
    this.#stale = undefined;
    const statements = await MessageWriter.of(this.#options.library).statements(logs);
    await this.#loaded.add(known, statements, {
      ...(stale && { stale }),
      ...(readUntil !== undefined && { readUntil }),
    });
    this.#received += logs.length;
    job.progress(this.#received, Math.max(expected, this.#received));
    this.#options.changed();
  }

  #request(window: Interval, { signal }: JobRun): ReadRequest {
    return newestOf(window, signal);
  }
}

/** A page of the logs that began within a stretch, newest first. */
export function newestOf(window: Interval, signal: AbortSignal): ReadRequest {
  return {
    path: 'MessageProcessingLogs',
    query: {
      $filter: startsWithin(window),
      $orderby: 'LogStart desc',
      $top: String(pageSize),
      $select: selectedProperties,
    },
    area: 'messages',
    signal,
  };
}

/**
 * The oldest start within the stretch, of a page that is sorted newest first; `undefined` where there is none. Logs without
 * a time, or of another time than was asked for, say nothing about what is known.
 */
function oldestOf(logs: readonly MessageLog[], { from, to }: Interval): number | undefined {
  const starts = logs.flatMap(({ start }) =>
    start !== undefined && start >= from && start < to ? [start] : [],
  );
  const [first] = starts;
  const last = starts.at(-1);
  if (first !== undefined && last !== undefined && first < last)
    throw endless('A page is not sorted newest first.');
  return starts.length === 0 ? undefined : Math.min(...starts);
}

function endless(message: string): AppError {
  return new AppError('tenant.unexpected-shape', message, { area: 'messages' });
}

export function startsWithin({ from, to }: Interval): string {
  return `LogStart ge ${datetimeLiteral(from)} and LogStart lt ${datetimeLiteral(to)}`;
}

/** As many windows as the hole's share of what is missing needs, and no more than keep all readers busy. */
function split(hole: Interval, missing: number, expected: number): readonly Interval[] {
  const share = (hole.to - hole.from) / Math.max(1, missing);
  const pages = Math.ceil((expected * share) / pageSize);
  const count = Math.min(pages, Math.ceil(parallel * windowsPerReader * share));
  return parts(hole, count, shortestWindow);
}
