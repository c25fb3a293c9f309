import PQueue from 'p-queue';

import { AppError, type Area } from '../../src-shared/errors.ts';

/** Documented requests per second for one client (catalogue 3.2); areas without a figure get 10. */
const documented: Readonly<Partial<Record<Area, number>>> = {
  content: 10,
  runtime: 50,
  endpoints: 50,
  messages: 100,
  payloads: 100,
  security: 10,
  'number-ranges': 5,
  partners: 25,
};
const undocumented = 10;
const share = 0.9;
/** A little more than a second: on the way to the server requests move closer together. */
const windowLength = 1_040;
const recoverEvery = 10_000;
const concurrency = 12;
export const historySeconds = 12;

export interface Clock {
  now(): number;
  /** Resolves after `ms`, rejects when the signal fires. */
  wait(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

/**
 * The queue of one tenant host and client, shared by all windows: never faster than 90 % of the documented rate,
 * interactive requests first, halved on 429 and recovering slowly.
 */
export class RequestQueue {
  readonly #clock: Clock;
  readonly #queues = new Map<Area, PQueue>();
  readonly #rates = new Map<Area, Rate>();
  #history: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs a request when its turn has come. Throws `request.cancelled`. */
  async run<T>(
    area: Area,
    options: { readonly interactive: boolean; readonly signal: AbortSignal | undefined },
    request: () => Promise<T>,
  ): Promise<T> {
    const { interactive, signal } = options;
    const turn = async (): Promise<T> => {
      await this.#rate(area).turn(this.#clock, signal);
      this.#history.push(this.#clock.now());
      return request();
    };
    try {
      return await this.#queue(area).add(turn, {
        priority: interactive ? 1 : 0,
        ...(signal ? { signal } : {}),
      });
    } catch (fault) {
      if (signal?.aborted === true)
        throw new AppError('request.cancelled', 'The request was given up.', {}, { cause: fault });
      throw fault;
    }
  }

  /** The tenant said 429: half the rate from now on. */
  slowDown(area: Area): void {
    this.#rate(area).halve(this.#clock.now());
  }

  allowedPerSecond(): number {
    const rates = [...this.#rates.values()].map((rate) => rate.perSecond(this.#clock.now()));
    return rates.length === 0 ? undocumented * share : Math.max(...rates);
  }

  /** Requests in each of the last twelve seconds, oldest first. */
  history(): readonly number[] {
    const now = this.#clock.now();
    this.#history = this.#history.filter((at) => at > now - historySeconds * 1000);
    const counts = Array.from({ length: historySeconds }, () => 0);
    for (const at of this.#history) {
      const index = historySeconds - 1 - Math.floor((now - at) / 1000);
      if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
    }
    return counts;
  }

  #queue(area: Area): PQueue {
    const queue = this.#queues.get(area) ?? new PQueue({ concurrency });
    this.#queues.set(area, queue);
    return queue;
  }

  #rate(area: Area): Rate {
    const rate = this.#rates.get(area) ?? new Rate(Math.max(1, (documented[area] ?? undocumented) * share));
    this.#rates.set(area, rate);
    return rate;
  }
}

/** A sliding second: p-queue's interval starts anew with each burst and would let two bursts meet. */
class Rate {
  readonly #most: number;
  #current: number;
  #slowedAt = 0;
  #starts: number[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#current = most;
  }

  perSecond(now: number): number {
    const steps = Math.floor((now - this.#slowedAt) / recoverEvery);
    return Math.min(this.#most, this.#current * 1.25 ** steps);
  }

  halve(now: number): void {
    this.#current = Math.max(1, this.perSecond(now) / 2);
    this.#slowedAt = now;
  }

  async turn(clock: Clock, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const now = clock.now();
      this.#starts = this.#starts.filter((at) => at > now - windowLength);
      const allowed = Math.max(1, Math.floor(this.perSecond(now)));
      if (this.#starts.length < allowed) {
        this.#starts.push(now);
        return;
      }
      const oldest = this.#starts[this.#starts.length - allowed] ?? now;
      await clock.wait(Math.max(1, oldest + windowLength - now), signal);
    }
  }
}

/** One queue for each host and client, however many connections and windows use it. */
export class RequestQueues {
  readonly #queues = new Map<string, RequestQueue>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(host: string, clientId: string): RequestQueue {
    const key = `${host} ${clientId}`;
    const queue = this.#queues.get(key) ?? new RequestQueue(this.#clock);
    this.#queues.set(key, queue);
    return queue;
  }
}
