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
/** How fast a tenant can be is known after so many answers: more than are late together where it stands still a few times. */
const enoughAnswers = 60;
/** One that has become slower is believed when so many answers in a row say so; one that stands still for a while is not. */
const rememberedAnswers = 200;

/** One request that has had its turn. */
export interface Start {
  /** ms of the clock at which it was sent. */
  readonly at: number;
}

interface Sent extends Start {
  /** ms after `at` at which the tenant has counted it at the latest; `undefined` until it has answered. */
  late: number | undefined;
}

export interface RateOptions {
  /** Requests per second that are sent at most. */
  readonly most: number;
  /** Requests per second that the tenant takes. */
  readonly limit: number;
  readonly clock: Clock;
}

/**
 * At most so many starts in any sliding second; halved where the tenant asks for fewer, then a quarter more every ten
 * seconds. When the tenant counts a request nobody tells: it may lie in a socket's line or before a busy server for
 * seconds, and be counted together with those sent later. Its answer bounds that: what took longer than the fastest of the
 * last answers may have been lost on the way there. So many as the tenant takes are never in doubt at once. p-queue's own intervals
 * cannot change while they run, and its clock cannot be injected.
 */
export class Rate {
  readonly #most: number;
  readonly #limit: number;
  readonly #clock: Clock;
  #current: number;
  #slowedAt = 0;
  #pausedUntil = 0;
  #sent: Sent[] = [];
  /** ms of the last answers. */
  readonly #answers: number[] = [];

  constructor({ most, limit, clock }: RateOptions) {
    this.#most = most;
    this.#limit = Math.max(1, Math.floor(limit));
    this.#clock = clock;
    this.#current = most;
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

  /** The tenant has answered what it was asked for: so fast it can be. */
  answered(start: Start): void {
    if (!this.ended(start)) return;
    this.#answers.push(this.#clock.elapsed() - start.at);
    if (this.#answers.length > rememberedAnswers) this.#answers.shift();
  }

  /** Answered, refused or failed: from now on the tenant does not count it any more. False where that was known. */
  ended(start: Start): boolean {
    const one = this.#sent.find((sent) => sent === start);
    if (!one || one.late !== undefined) return false;
    const usual = this.#answers.length < enoughAnswers ? 0 : Math.min(...this.#answers);
    one.late = Math.max(0, this.#clock.elapsed() - one.at - usual);
    return true;
  }

  /**
   * Waits until one more may start. Throws `tenant.rate-limited` in a long pause. Whoever starts says when it has
   * `ended`, and has no more than `limit` under way: with as many in doubt no time comes at which one more may start.
   */
  async turn(signal: AbortSignal | undefined): Promise<Start> {
    for (;;) {
      const now = this.#clock.elapsed();
      if (this.#pausedUntil - now > longestPause) throw paused(this.#pausedUntil - now);
      const free = this.#freeAt(now);
      if (free <= now) {
        const start = { at: now, late: undefined };
        this.#sent.push(start);
        return start;
      }
      await this.#clock.wait(Math.ceil(free - now), signal);
    }
  }

  #freeAt(now: number): number {
    const counted = ({ at, late }: Sent): number => (late === undefined ? now : at + late) + windowLength;
    this.#sent = this.#sent.filter((sent) => sent.at > now - 2 * windowLength || counted(sent) > now);
    const starts = this.#sent.map(({ at }) => at).filter((at) => at > now - 2 * windowLength);
    const inDoubt = this.#sent.map(counted).toSorted((a, b) => a - b);
    const allowed = Math.max(1, Math.floor(this.perSecond()));
    const oldest = starts[starts.length - allowed];
    const last = starts.at(-1);
    // After a quiet moment all that are allowed go at once; a person waits for them.
    const isBusy = starts.length >= allowed;
    return Math.max(
      this.#pausedUntil,
      oldest === undefined ? 0 : oldest + windowLength,
      inDoubt[inDoubt.length - this.#limit] ?? 0,
      last === undefined || !isBusy ? 0 : last + Math.floor((windowLength / allowed) * spacing),
    );
  }
}

function paused(ms: number): AppError {
  const retryAfterSeconds = Math.ceil(ms / 1000);
  return new AppError('tenant.rate-limited', 'The tenant asked for a pause.', { retryAfterSeconds });
}
