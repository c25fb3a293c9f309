import { setImmediate as nextTurn } from 'node:timers/promises';

/** Sorted, merged or told apart in one turn, at most: some ms, so that main is never away for a frame. */
const timesPerTurn = 16_384;
/** Of a text, for about as many times. */
const signsPerTurn = timesPerTurn * 5;

/** Counts what was done since others had their turn. */
export class Turns {
  readonly #signal: AbortSignal;
  #done = 0;

  /** Work that asks for a turn throws the reason of `signal` once that is given up. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  after(times: number): Promise<void> | undefined {
    this.#done += times;
    return this.#done < timesPerTurn ? undefined : this.give();
  }

  async give(): Promise<void> {
    this.#done = 0;
    await nextTurn();
    this.#signal.throwIfAborted();
  }
}

/** Numbers of a text that commas part, as runs of which each is sorted: a column has one as a rule. */
export async function sortedRuns(text: string, turns: Turns): Promise<readonly Float64Array[]> {
  const runs: Float64Array[] = [];
  for (let from = 0; from < text.length;) {
    const comma = text.indexOf(',', from + signsPerTurn);
    const to = comma === -1 ? text.length : comma;
    const run = Float64Array.from(text.slice(from, to).split(','), Number).sort();
    runs.push(run);
    await turns.after(run.length);
    from = to + 1;
  }
  return runs;
}

/**
 * Two by two, the first ones first: each time is looked at as often as the number of runs can be halved. Takes the runs out of the list
 * as it goes, so that nothing holds what was merged.
 */
export async function mergedRuns(runs: Float64Array[], turns: Turns): Promise<Float64Array> {
  for (;;) {
    const [one, other] = runs.splice(0, 2);
    if (!one) return new Float64Array(0);
    if (!other) return one;
    runs.push(await mergedTwo(one, other, turns));
  }
}

async function mergedTwo(one: Float64Array, other: Float64Array, turns: Turns): Promise<Float64Array> {
  const all = new Float64Array(one.length + other.length);
  for (let at = 0, ofOne = 0, ofOther = 0; at < all.length;) {
    const begin = at;
    const end = Math.min(all.length, at + timesPerTurn);
    while (at < end) {
      const isOfOne =
        ofOther === other.length ||
        (ofOne < one.length && (one[ofOne] as number) <= (other[ofOther] as number));
      all[at++] = (isOfOne ? one[ofOne++] : other[ofOther++]) as number;
    }
    await turns.after(end - begin);
  }
  return all;
}
