import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

import type { Clock } from '../../../../src-main/sap/clock.ts';
import { AppError } from '../../../../src-shared/errors.ts';

interface Waiting {
  readonly at: number;
  readonly wake: () => void;
}

const start = Date.UTC(2026, 10, 23, 12);

/**
 * Time that passes only when a test says so (`advance`), or at once wherever somebody waits (`hurried`). Records every
 * wait.
 */
export class FakeClock implements Clock {
  readonly waits: number[] = [];
  readonly #hurried: boolean;
  #time = start;
  #moved = 0;
  #waiting: Waiting[] = [];

  constructor({ hurried = false } = {}) {
    this.#hurried = hurried;
  }

  /** What the system's clock was moved by, while time went on. */
  setSystemTime(by: number): void {
    this.#moved = by;
  }

  now(): number {
    return this.#time + this.#moved;
  }

  elapsed(): number {
    return this.#time - start;
  }

  /** Timers that somebody still waits for. */
  get pending(): number {
    return this.#waiting.length;
  }

  wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
    this.waits.push(ms);
    if (signal?.aborted === true) return Promise.reject(givenUp());
    if (this.#hurried) return this.#jump(this.#time + ms);
    return new Promise((wake, fail) => {
      const one = { at: this.#time + ms, wake };
      this.#waiting.push(one);
      signal?.addEventListener('abort', () => {
        this.#waiting = this.#waiting.filter((other) => other !== one);
        fail(givenUp());
      });
    });
  }

  /** What can happen without time passing happens before it passes. */
  async #jump(to: number): Promise<void> {
    await turnOfTheLoop();
    this.#time = Math.max(this.#time, to);
  }

  /** Lets `ms` pass, timer by timer, each with all that follows from it. */
  async advance(ms: number): Promise<void> {
    const until = this.#time + ms;
    for (;;) {
      await settled();
      const next = this.#waiting.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      this.#time = Math.max(this.#time, next.at);
      this.#waiting = this.#waiting.filter((one) => one !== next);
      next.wake();
    }
    this.#time = until;
  }
}

/** Everything that can happen without time passing has happened. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 5; round++) await turnOfTheLoop();
}

function givenUp(): AppError {
  return new AppError('request.cancelled', 'The request was given up.');
}
