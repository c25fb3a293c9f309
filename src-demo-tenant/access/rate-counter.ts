import { type Area, rates } from './roles.ts';

const second = 1000;

/** Counts per client and for all clients together, in a sliding second (catalogue 3.2). */
export class RateCounter {
  readonly #times = new Map<string, number[]>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** False where this request is one too many. A refused request counts as well. */
  admits(area: Area, client: string): boolean {
    const rate = rates[area];
    if (!rate) return true;
    const ofClient = this.#count(`${area} ${client}`);
    const ofTenant = this.#count(area);
    return ofClient <= rate.client && ofTenant <= rate.tenant;
  }

  #count(key: string): number {
    const now = this.#now();
    const times = (this.#times.get(key) ?? []).filter((at) => at > now - second);
    times.push(now);
    this.#times.set(key, times);
    return times.length;
  }
}
