import PQueue from 'p-queue';

import { AppError, type Area } from '../../src-shared/errors.ts';
import type { Clock } from './clock.ts';
import { Rate } from './rate.ts';
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
export function sentPerSecond(area: Area, perSecond = lanes[area].perSecond ?? undocumented): number {
  return perSecond * share;
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

  /** Runs a request when its turn has come. Throws `request.cancelled` and what the request throws. */
  run<T>(area: Area, options: TurnOptions, request: () => Promise<T>): Promise<T> {
    return this.#lane(area).run(options, () => {
      this.#history.push(this.#clock.elapsed());
      if (this.#history.length > longestHistory) this.#forgetOld();
      return request();
    });
  }

  /** Of the fastest area in use. */
  allowedPerSecond(): number {
    const rates = [...this.#lanes.values()].map(({ rate }) => rate.perSecond());
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
    const most = sentPerSecond(area, this.#perSecond);
    const lane = this.#lanes.get(name) ?? new Lane(new Rate(most, this.#clock));
    this.#lanes.set(name, lane);
    return lane;
  }
}

/** Areas counted together: one line in which people overtake syncs, and a limit on what is under way. */
class Lane {
  readonly rate: Rate;
  /** One at a time waits for its turn, so that a person's request stands behind one other at most. */
  readonly #line = new PQueue({ concurrency: 1 });
  #free = concurrency;
  #wanted: (() => void) | undefined;

  constructor(rate: Rate) {
    this.rate = rate;
  }

  async run<T>(options: TurnOptions, request: () => Promise<T>): Promise<T> {
    const startedAt = await this.#turn(options);
    try {
      return await request();
    } catch (fault) {
      if (fault instanceof AppError && fault.code === 'tenant.rate-limited')
        this.rate.slowDown(startedAt, fault.facts.retryAfterSeconds);
      throw fault;
    } finally {
      this.#release();
    }
  }

  async #turn({ interactive, signal }: TurnOptions): Promise<number> {
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

  async #start(signal: AbortSignal | undefined): Promise<number> {
    while (this.#free <= 0) await new Promise<void>((freed) => (this.#wanted = freed));
    this.#free--;
    try {
      const startedAt = await this.rate.turn(signal);
      // Whoever gave up meanwhile no longer listens and would keep the place for ever.
      if (signal?.aborted === true) throw cancelled(signal);
      return startedAt;
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
