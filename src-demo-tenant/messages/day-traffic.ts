import type { Path, TrafficFlow } from '../content/model.ts';
import type { Columns } from './columns.ts';
import { chanceOutcome, stagedOutcomes, writeOutcome } from './outcome.ts';
import { generator, hash } from './random.ts';
import { hourWeights, weighted } from './rhythm.ts';
import { day, hour, second } from './statuses.ts';

/** Fills the places of one day; the same seed, day and volume always give the same messages. */
export class DayTraffic {
  readonly #seed: number;
  readonly #flows: readonly TrafficFlow[];
  readonly #chooseFlow: (chance: number) => number;
  readonly #chooseRepeating: (chance: number) => number;
  readonly #chooseHour = weighted(hourWeights);
  readonly #indexOf: ReadonlyMap<string, number>;

  constructor(seed: number, flows: readonly TrafficFlow[]) {
    this.#seed = seed;
    this.#flows = flows;
    this.#chooseFlow = weighted(flows.map(({ share }) => share));
    const repeating = flows.map(({ share, path }) => (repeats(path) ? share : 0));
    this.#chooseRepeating = repeating.some(Boolean) ? weighted(repeating) : this.#chooseFlow;
    this.#indexOf = new Map(flows.map(({ artifactId }, index) => [artifactId, index]));
  }

  /** `dayNumber`: days since 1970; fills from `from` up to `to`, which belongs to the next day. */
  fill(columns: Columns, dayNumber: number, from: number, to: number): void {
    const random = generator(hash(this.#seed, dayNumber));
    const midnight = dayNumber * day;
    let place = this.#stage(columns, midnight, from, to, random);
    while (place < to) {
      const flow = this.#chooseFlow(random());
      const start = midnight + Math.floor((this.#chooseHour(random()) + random()) * hour);
      place = this.#chain(columns, { place, to, flow, start }, random);
    }
  }

  #stage(columns: Columns, midnight: number, from: number, to: number, random: () => number): number {
    const room = Math.floor((to - from) * 0.7);
    let place = from;
    for (const outcome of stagedOutcomes(random).slice(0, room)) {
      const choose = outcome.repeats === true ? this.#chooseRepeating : this.#chooseFlow;
      this.#begin(columns, place, choose(random()), midnight + outcome.at, undefined);
      writeOutcome(columns, place, outcome);
      place++;
    }
    return place;
  }

  /** A message and those that it calls or feeds; answers the next free place. */
  #chain(
    columns: Columns,
    first: { readonly place: number; readonly to: number; readonly flow: number; readonly start: number },
    random: () => number,
  ): number {
    let { place, flow, start } = first;
    for (let parent: number | undefined; ; parent = place++) {
      this.#begin(columns, place, flow, start, parent);
      const { failureRate = 0, typicalMs = 500 } = this.#flows[flow] ?? {};
      // Log-normal around the typical time: many quick ones and a tail.
      const spread = Math.exp((random() + random() + random() - 1.5) * 1.4);
      const outcome = chanceOutcome(failureRate, Math.max(3, Math.round(typicalMs * spread)), random);
      writeOutcome(columns, place, outcome);
      const next = outcome.final === 'COMPLETED' ? this.#follower(flow, random) : undefined;
      if (next === undefined || place + 1 >= first.to) return place + 1;
      start += outcome.duration + Math.floor(random() * 2 * second);
      flow = next;
    }
  }

  #begin(columns: Columns, place: number, flow: number, start: number, parent: number | undefined): void {
    columns.start[place] = start;
    columns.flow[place] = flow;
    columns.parent[place] = parent ?? -1;
    columns.root[place] = parent === undefined ? place : (columns.root[parent] ?? place);
  }

  #follower(flow: number, random: () => number): number | undefined {
    const next = this.#flows[flow]?.next ?? [];
    if (next.length === 0 || random() < 0.25) return undefined;
    return this.#indexOf.get(next[Math.floor(random() * next.length)] ?? '');
  }
}

/** Whether something in it is gone through several times. */
function repeats(path: Path): boolean {
  return path.some((part) => part.kind === 'loop' || part.kind === 'parts');
}
