import { holes, type Interval, windows } from '../../src-shared/messages/intervals.ts';
import { finalStatuses } from '../../src-shared/model/messages.ts';
import type { JobRun } from '../jobs/jobs.ts';
import type { Library } from '../library/library.ts';
import { textLiteral } from '../sap/odata/address.ts';
import { datetimeLiteral } from '../sap/odata/dates.ts';
import type { ReadRequest, TenantClient } from '../sap/tenant-client.ts';
import { LoadedIntervals } from './loaded-intervals.ts';
import { readMessageLog, selectedProperties, storeLogs } from './message-log.ts';

export interface MessageSyncOptions {
  readonly client: TenantClient;
  readonly library: Library;
  readonly now: () => number;
  /** Told after every page. */
  readonly changed: () => void;
}

const minute = 60_000;
/** Logs become visible up to ten minutes late (catalogue 3.4 and design section 4): the newest stretch is read again. */
const overlap = 15 * minute;
/** A window should fill about one page, the most the tenant answers at once (catalogue 3.1). */
const wantedPerWindow = 900;
const smallestWindow = 2_000;
/** Windows read at the same time; the queue keeps the rate. */
const parallel = 6;
const guidsPerQuery = 40;
const unfinishedPerSync = 800;
const retention = 30 * 24 * 60 * minute;

/** Loads message processing logs of a time range, newest first, and renews those that are not final. */
export class MessageSync {
  readonly #options: MessageSyncOptions;
  readonly #loaded: LoadedIntervals;

  constructor(options: MessageSyncOptions) {
    this.#options = options;
    this.#loaded = new LoadedIntervals(options.library);
  }

  /**
   * Answers how many the tenant says the range has. Throws what the client or the library throws; what was stored
   * until then stays and is not asked for again.
   */
  async run(range: Interval, job: JobRun): Promise<number> {
    const { client, now } = this.#options;
    // A fixed upper bound: what arrives meanwhile belongs to the next sync.
    const bound = Math.min(range.to, now());
    const whole = { from: range.from, to: bound };
    const onTenant = await client.count({
      ...this.#request(whole, job),
      path: 'MessageProcessingLogs/$count',
      query: { $filter: startsWithin(whole) },
    });
    const open = holes(whole, withoutFreshEnd(await this.#loaded.read(job.signal), now()));
    const length = windowLength(whole, onTenant);
    const todo = open.toReversed().flatMap((hole) => windows(hole, length));
    const total = todo.length;
    let done = 0;
    let received = 0;
    const next = async (): Promise<void> => {
      for (let window = todo.shift(); window; window = todo.shift()) {
        received += await this.#window(window, job);
        done++;
        job.progress(received, Math.max(received, Math.round((received / done) * total)));
      }
    };
    await Promise.all(Array.from({ length: Math.min(parallel, total) }, next));
    await this.#renewUnfinished(job);
    return onTenant;
  }

  async #window(window: Interval, job: JobRun): Promise<number> {
    let received = 0;
    const request = this.#request(window, job);
    for await (const { entities, next } of this.#options.client.pages(request, readMessageLog)) {
      received += entities.length;
      // Newest first: all that starts after the oldest of this page is known now. Newcomers only shift pages backwards.
      const oldest = entities.at(-1)?.start ?? window.to;
      const complete = {
        from: next === undefined ? window.from : Math.min(window.to, oldest + 1),
        to: window.to,
      };
      await this.#loaded.add(complete, storeLogs(entities));
      this.#options.changed();
    }
    return received;
  }

  #request(window: Interval, { signal }: JobRun): ReadRequest {
    return {
      path: 'MessageProcessingLogs',
      query: { $filter: startsWithin(window), $orderby: 'LogStart desc', $select: selectedProperties },
      area: 'messages',
      signal,
    };
  }

  /** Messages that may still change are asked for by their ids, some dozen at once (catalogue 3.5). */
  async #renewUnfinished({ signal }: JobRun): Promise<void> {
    const { client, library, now, changed } = this.#options;
    const rows = await library.all<{ guid: string }>(
      `SELECT guid FROM messages
       WHERE status NOT IN (${finalStatuses.map((status) => `'${status}'`).join(', ')}) AND start >= ? AND start < ?
       ORDER BY start DESC LIMIT ?`,
      [now() - retention, now() - minute, unfinishedPerSync],
      signal,
    );
    for (let at = 0; at < rows.length; at += guidsPerQuery) {
      const terms = rows
        .slice(at, at + guidsPerQuery)
        .map(({ guid }) => `MessageGuid eq ${textLiteral(guid)}`);
      const request: ReadRequest = {
        path: 'MessageProcessingLogs',
        query: { $filter: terms.join(' or '), $select: selectedProperties },
        area: 'messages',
        signal,
      };
      const { entities } = await client.page(request, readMessageLog);
      await library.write(storeLogs(entities));
      changed();
    }
  }
}

export function startsWithin({ from, to }: Interval): string {
  return `LogStart ge ${datetimeLiteral(from)} and LogStart lt ${datetimeLiteral(to)}`;
}

/** The last quarter of an hour counts as unknown, because late logs may be missing in it. */
function withoutFreshEnd(loaded: readonly Interval[], now: number): readonly Interval[] {
  return loaded.map(({ from, to }) => ({ from, to: Math.min(to, Math.max(from, now - overlap)) }));
}

function windowLength({ from, to }: Interval, count: number): number {
  if (count <= wantedPerWindow) return Math.max(smallestWindow, to - from);
  return Math.max(smallestWindow, Math.floor(((to - from) * wantedPerWindow) / count));
}
