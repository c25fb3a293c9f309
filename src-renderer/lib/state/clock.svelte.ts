import { createSubscriber } from 'svelte/reactivity';

/** The time of now, for "3 min ago": ticks only while something on the screen reads it. */
export class Clock {
  readonly #subscribe: () => void;
  readonly #now: () => number;

  constructor(now: () => number = Date.now, every = 1_000) {
    this.#now = now;
    this.#subscribe = createSubscriber((update) => {
      const timer = setInterval(update, every);
      return () => clearInterval(timer);
    });
  }

  get now(): number {
    this.#subscribe();
    return this.#now();
  }
}
