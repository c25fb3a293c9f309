import { day, hour, minute } from '../../src-shared/durations.ts';
import { holes, type Interval } from '../../src-shared/messages/intervals.ts';
import { failedStatuses } from '../../src-shared/model/failures.ts';
import type { MessageFilter } from '../../src-shared/model/messages.ts';
import type { WatchRule } from '../../src-shared/model/watch.ts';
import type { Traffic } from '../../src-shared/watch/cost.ts';
import type { WatchFacts } from '../../src-shared/watch/judge.ts';
import { comparedDays, type Window } from '../../src-shared/watch/usual.ts';
import type { Library } from '../library/library.ts';
import { lateArrival } from '../messages/late-arrival.ts';
import { LoadedIntervals } from '../messages/loaded-intervals.ts';
import { condition } from '../messages/message-rows.ts';
import type { Condition } from '../messages/message-terms.ts';

const none: WatchFacts = {
  failures: [],
  recent: 0,
  groups: [],
  now: { count: 0, isLoaded: false },
  earlier: [],
};
const mostFailures = 5_000;
/** The last seconds before a look are not read yet. */
const unread = 2 * minute;

/** Asks a library what the rules want to know of one query. */
export class WatchFactsReader {
  readonly #library: Library;
  readonly #filter: MessageFilter;
  readonly #signal: AbortSignal;

  constructor(library: Library, filter: MessageFilter, signal: AbortSignal) {
    this.#library = library;
    this.#filter = filter;
    this.#signal = signal;
  }

  /** `since` is the last look; logs become visible late, so what began before it is looked at once more. */
  async read(rule: WatchRule, since: number, now: number): Promise<WatchFacts> {
    const from = since - lateArrival;
    switch (rule.kind) {
      case 'first-failure':
        return { ...none, failures: await this.#failures(from - rule.calmMinutes * minute, now) };
      case 'more-than':
        return { ...none, recent: await this.#count({ from: now - rule.minutes * minute, to: now + 1 }) };
      case 'returning-group':
        return { ...none, groups: await this.#groups({ from: Math.max(from, now - day), to: now + 1 }) };
      case 'silence': {
        const windows = [0, ...comparedDays].map(async (daysAgo) => {
          const to = now - daysAgo * day;
          const window = { from: to - rule.hours * hour, to };
          return { daysAgo, ...(await this.#window(window)) };
        });
        const [present, ...earlier] = await Promise.all(windows);
        return { ...none, now: present ?? none.now, earlier };
      }
    }
  }

  async #failures(from: number, now: number): Promise<readonly number[]> {
    const where = this.#failed({ from, to: now + 1 });
    const rows = await this.#library.all<{ start: number }>(
      `SELECT m.start FROM messages m WHERE ${where.sql} ORDER BY m.start DESC LIMIT ${mostFailures}`,
      where.params,
      this.#signal,
    );
    return rows.map(({ start }) => start).toReversed();
  }

  async #groups({ from, to }: Interval): Promise<WatchFacts['groups']> {
    await this.#library.signErrors(this.#signal);
    const where = this.#failed({ from, to });
    const rows = await this.#library.all<{
      signature: string;
      title: string;
      first: number;
      before: number | null;
    }>(
      `SELECT g.signature, s.title, g.first, (
         SELECT max(o.start) FROM message_errors x JOIN messages o ON o.message_key = x.message_key
         WHERE x.signature = g.signature AND o.start < g.first) AS before
       FROM (SELECT e.signature, min(m.start) AS first FROM messages m
         JOIN message_errors e ON e.message_key = m.message_key
         WHERE e.signature IS NOT NULL AND ${where.sql} GROUP BY e.signature) g
       JOIN error_signatures s ON s.signature = g.signature`,
      where.params,
      this.#signal,
    );
    return rows.map(({ before, ...row }) => ({ ...row, before: before ?? undefined }));
  }

  async #window(window: Interval): Promise<Window> {
    const covered = await LoadedIntervals.of(this.#library).read(this.#signal);
    const isLoaded = holes({ from: window.from, to: window.to - unread }, covered).length === 0;
    return { isLoaded, count: isLoaded ? await this.#count(window) : 0 };
  }

  async #count(range: Interval): Promise<number> {
    const where = this.#within(range);
    const row = await this.#library.get<{ total: number }>(
      `SELECT count(*) AS total FROM messages m WHERE ${where.sql}`,
      where.params,
      this.#signal,
    );
    return row?.total ?? 0;
  }

  #failed(range: Interval): Condition {
    const { sql, params } = this.#within(range);
    return {
      sql: `${sql} AND m.status IN (SELECT value FROM json_each(?)) AND m.status <> 'COMPLETED'`,
      params: [...params, JSON.stringify(failedStatuses)],
    };
  }

  /** The query in a time of the rule's own. */
  #within({ from, to }: Interval): Condition {
    return condition({ ...this.#filter, range: { kind: 'between', from, to } }, to, true);
  }
}

/** Of the last day, from the sums by hour. */
export async function trafficOf(library: Library, now: number, signal: AbortSignal): Promise<Traffic> {
  const hours = 24;
  const row = await library.get<{ total: number | null; failed: number | null }>(
    `SELECT sum(total) AS total, sum(CASE WHEN status IN (SELECT value FROM json_each(?)) THEN total END) AS failed
     FROM message_hours WHERE hour >= ?`,
    [JSON.stringify(failedStatuses), Math.floor(now / hour) - hours],
    signal,
  );
  return { messagesPerHour: (row?.total ?? 0) / hours, failuresPerHour: (row?.failed ?? 0) / hours };
}
