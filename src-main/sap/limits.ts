import PQueue from 'p-queue';

import { AppError, type Area } from '../../src-shared/errors.ts';
import type { Clock } from './clock.ts';
import { Rate, type Start } from './rate.ts';
import { cancelled } from './until-cancelled.ts';

/** Areas that the tenant counts together, with its documented rate for one client (catalogue 3.2). */
const lanes: Readonly<Record<Area, { readonly name: string; readonly perSecond?: number }>> = {
  content: { name: 'design time', perSecond: 10 },
  runtime: { name: 'runtime', perSecond: 50 },
  endpoints: { name: 'runtime', perSecond: 50 },
  messages: { name: 'message processing logs', perSecond: 100 },
  payloads: { name: 'message processing logs', perSecond: 100 },
  'message-store': { name: 'message store' },
  stores: { name: 'stores' },
  queues: { name: 'queues' },
  security: { name: 'security', perSecond: 10 },
  'number-ranges': { name: 'number ranges', perSecond: 5 },
  partners: { name: 'partners', perSecond: 25 },
  locks: { name: 'locks' },
  root: { name: 'root' },
};
/** Where nothing is documented (catalogue 3.2). */
const undocumented = 10;
const share = 0.9;
const concurrency = 12;
export const historySeconds = 12;
const longestHistory = 4_096;

/** Requests per second that are sent at most: a tenth is left to others. `perSecond`: in place of what is documented. */
export function sentPerSecond(area: Area, perSecond?: number): number {
  return limitOf(area, perSecond) * share;
}

function limitOf(area: Area, perSecond = lanes[area].perSecond ?? undocumented): number {
  return perSecond;
}

export interface TurnOptions {
  readonly interactive: boolean;
  readonly signal: AbortSignal | undefined;
}

/**
 * The queue of one tenant host and client, shared by all windows: never faster than 90 % of the documented rate,
 * interactive requests first, halved on 429 and recovering slowly.
 */
export class RequestQueue {
  readonly #clock: Clock;
  readonly #perSecond: number | undefined;
  readonly #lanes = new Map<string, Lane>();
  #history: number[] = [];

  /** `perSecond` in place of what is documented, in each area. */
  constructor(clock: Clock, perSecond?: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  /**
   * Runs a request when its turn has come; it may say when the tenant `answered`, where its end comes later. Throws
   * `request.cancelled` and what the request throws.
   */
  run<T>(area: Area, options: TurnOptions, request: (answered: () => void) => Promise<T>): Promise<T> {
    const lane = this.#lane(area);
    return lane.run(options, (answered) => {
      lane.usedAt = this.#clock.elapsed();
      this.#history.push(lane.usedAt);
      if (this.#history.length > longestHistory) this.#forgetOld();
      return request(answered);
    });
  }

  /** Of the fastest area in use: of those asked while the history goes back, else of all. */
  allowedPerSecond(): number {
    const since = this.#clock.elapsed() - historySeconds * 1000;
    const lanesNow = [...this.#lanes.values()];
    const inUse = lanesNow.filter(({ usedAt }) => usedAt > since);
    const rates = (inUse.length > 0 ? inUse : lanesNow).map(({ rate }) => rate.perSecond());
    return rates.length === 0 ? (this.#perSecond ?? undocumented) * share : Math.max(...rates);
  }

  /** Requests in each of the last twelve seconds, oldest first. */
  history(): readonly number[] {
    this.#forgetOld();
    const now = this.#clock.elapsed();
    const counts = Array.from({ length: historySeconds }, () => 0);
    for (const at of this.#history) {
      const index = historySeconds - 1 - Math.floor((now - at) / 1000);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    return counts;
  }

  #forgetOld(): void {
    const from = this.#clock.elapsed() - historySeconds * 1000;
    this.#history = this.#history.filter((at) => at > from);
  }

  #lane(area: Area): Lane {
    const { name } = lanes[area];
    const known = this.#lanes.get(name);
    if (known) return known;
    const limit = limitOf(area, this.#perSecond);
    const lane = new Lane(new Rate({ most: limit * share, limit, clock: this.#clock }), limit);
    this.#lanes.set(name, lane);
    return lane;
  }
}

/** Areas counted together: one line in which people overtake syncs, and a limit on what is under way. */
class Lane {
  readonly rate: Rate;
  /** ms of the clock at which its last request was sent. */
  usedAt = Number.NEGATIVE_INFINITY;
  /** One at a time waits for its turn, so that a person's request stands behind one other at most. */
  readonly #line = new PQueue({ concurrency: 1 });
  #free: number;
  #wanted: (() => void) | undefined;

  /** `limit`: requests per second that the tenant takes. */
  constructor(rate: Rate, limit: number) {
    this.rate = rate;
    this.#free = Math.min(concurrency, Math.max(1, Math.floor(limit)));
  }

  async run<T>(options: TurnOptions, request: (answered: () => void) => Promise<T>): Promise<T> {
    const start = await this.#turn(options);
    const answered = (): void => this.rate.answered(start);
    try {
      const value = await request(answered);
      answered();
      return value;
    } catch (fault) {
      if (fault instanceof AppError && fault.code === 'tenant.rate-limited')
        this.rate.slowDown(start.at, fault.facts.retryAfterSeconds);
      throw fault;
    } finally {
      this.rate.ended(start);
      this.#release();
    }
  }

  async #turn({ interactive, signal }: TurnOptions): Promise<Start> {
    try {
      return await this.#line.add(() => this.#start(signal), {
        priority: interactive ? 1 : 0,
        ...(signal ? { signal } : {}),
      });
    } catch (fault) {
      if (signal?.aborted === true) throw cancelled(signal);
      throw fault;
    }
  }

  async #start(signal: AbortSignal | undefined): Promise<Start> {
    while (this.#free <= 0) await new Promise<void>((freed) => (this.#wanted = freed));
    this.#free--;
    try {
      const start = await this.rate.turn(signal);
      if (signal?.aborted !== true) return start;
      // Whoever gave up meanwhile no longer listens and would keep the place for ever.
      this.rate.ended(start);
      throw cancelled(signal);
    } catch (fault) {
      this.#release();
      throw fault;
    }
  }

  #release(): void {
    this.#free++;
    this.#wanted?.();
    this.#wanted = undefined;
  }
}

/** One queue for each host and client, however many connections and windows use it. */
export class RequestQueues {
  readonly #queues = new Map<string, RequestQueue>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `perSecond`: of each area, in place of what is documented. */
  of(host: string, clientId: string, perSecond?: number): RequestQueue {
    const key = `${host} ${clientId}`;
    const queue = this.#queues.get(key) ?? new RequestQueue(this.#clock, perSecond);
    this.#queues.set(key, queue);
    return queue;
  }
}
