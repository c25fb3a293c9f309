import { AppError } from '../../src-shared/errors.ts';
import type { Clock } from './clock.ts';

/** A little more than a second: on the way to the server requests move closer together. */
const windowLength = 1_040;
/**
 * Of an even share of the window. Where many wait they go one by one: two bursts a second apart look like one to a server
 * that was busy at the first. A little less than even, because timers are late and the window bounds the sum anyway.
 */
const spacing = 0.9;
const recoverEvery = 10_000;
const recoverBy = 1.25;
/** Longer pauses are told instead of waited for in silence. */
const longestPause = 30_000;

/**
 * At most so many starts in any sliding second; halved where the tenant asks for fewer, then a quarter more every ten
 * seconds. p-queue's own intervals cannot change while they run, and its clock cannot be injected.
 */
export class Rate {
  readonly #most: number;
  readonly #clock: Clock;
  #current: number;
  #slowedAt = 0;
  #pausedUntil = 0;
  #starts: number[] = [];

  /** `most` in requests per second. */
  constructor(most: number, clock: Clock) {
    this.#most = most;
    this.#current = most;
    this.#clock = clock;
  }

  perSecond(): number {
    const steps = Math.floor((this.#clock.elapsed() - this.#slowedAt) / recoverEvery);
    return Math.min(this.#most, this.#current * recoverBy ** steps);
  }

  /**
   * Half the rate, and nothing at all for as long as the tenant wants. Answers to requests from before the last halving
   * say nothing new: a burst of refusals halves once.
   */
  slowDown(startedAt: number, pauseSeconds: number | undefined): void {
    const now = this.#clock.elapsed();
    if (pauseSeconds !== undefined)
      this.#pausedUntil = Math.max(this.#pausedUntil, now + pauseSeconds * 1000);
    if (startedAt < this.#slowedAt) return;
    this.#current = Math.max(1, this.perSecond() / 2);
    this.#slowedAt = now;
  }

  /** Waits until one more may start and answers when that was. Throws `tenant.rate-limited` in a long pause. */
  async turn(signal: AbortSignal | undefined): Promise<number> {
    for (;;) {
      const now = this.#clock.elapsed();
      if (this.#pausedUntil - now > longestPause) throw paused(this.#pausedUntil - now);
      const free = this.#freeAt(now);
      if (free <= now) {
        this.#starts.push(now);
        return now;
      }
      await this.#clock.wait(Math.ceil(free - now), signal);
    }
  }

  #freeAt(now: number): number {
    this.#starts = this.#starts.filter((at) => at > now - 2 * windowLength);
    const allowed = Math.max(1, Math.floor(this.perSecond()));
    const oldest = this.#starts[this.#starts.length - allowed];
    const last = this.#starts.at(-1);
    // After a quiet moment all that are allowed go at once; a person waits for them.
    const isBusy = this.#starts.length >= allowed;
    return Math.max(
      this.#pausedUntil,
      oldest === undefined ? 0 : oldest + windowLength,
      last === undefined || !isBusy ? 0 : last + Math.floor((windowLength / allowed) * spacing),
    );
  }
}

function paused(ms: number): AppError {
  const retryAfterSeconds = Math.ceil(ms / 1000);
  return new AppError('tenant.rate-limited', 'The tenant asked for a pause.', { retryAfterSeconds });
}
