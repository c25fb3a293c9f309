import type { SeenAnswer } from './access.ts';

/** The header Date has whole seconds, and an answer is some time under way. */
const unnoticed = 3_000;

/** How far the tenant's clock is from ours, by the Date of its last answer. */
export class TenantClock {
  readonly #host: string;
  readonly #now: () => number;
  #ahead: number | undefined;

  /** `now` is the clock of this computer, as the syncs read it. */
  constructor(host: string, now: () => number = Date.now) {
    this.#host = host;
    this.#now = now;
  }

  /** ms; `undefined`: the tenant has not answered yet. */
  get ahead(): number | undefined {
    return this.#ahead;
  }

  seen({ host, date, sentAt, receivedAt }: SeenAnswer): void {
    if (host !== this.#host) return;
    const told = date === undefined ? Number.NaN : Date.parse(date);
    const underWay = receivedAt - sentAt;
    const ahead = Number.isNaN(told) ? 0 : told + 500 - (this.#now() - underWay / 2);
    this.#ahead = Math.abs(ahead) <= unnoticed + underWay / 2 ? 0 : Math.round(ahead);
  }
}
