import type { Durations } from '../../src-shared/model/charts.ts';
import type { Turns } from './sorted-times.ts';

interface Bin {
  count: number;
  longest: number;
}

/** Durations of all columns, to three digits: a few thousand different ones, where a million messages have as many. */
export class RankedTimes {
  readonly #bins = new Map<number, Bin>();
  #count = 0;

  /** Sorted: those of a bin stand side by side, so that it is looked up once. */
  async add(sorted: Float64Array, turns: Turns): Promise<void> {
    for (let from = 0; from < sorted.length;) {
      const { begin, end } = binOf(sorted[from] as number);
      let to = from + 1;
      while (to < sorted.length && (sorted[to] as number) < end) to++;
      const bin = this.#bins.get(begin);
      const longest = sorted[to - 1] as number;
      if (bin) {
        bin.count += to - from;
        bin.longest = Math.max(bin.longest, longest);
      } else this.#bins.set(begin, { count: to - from, longest });
      const turn = turns.after(to - from);
      if (turn) await turn;
      from = to;
    }
    this.#count += sorted.length;
  }

  /** Ranks are the longest of the first bin that reaches them: no guess between two, one that a message had. */
  durations(): Durations | undefined {
    const bins = [...this.#bins].toSorted(([a], [b]) => a - b).map(([, bin]) => bin);
    const slowest = bins.at(-1)?.longest;
    if (slowest === undefined) return undefined;
    const rank = (share: number): number => {
      let below = 0;
      return bins.find(({ count }) => (below += count) >= this.#count * share)?.longest ?? slowest;
    };
    return { count: this.#count, median: rank(0.5), p95: rank(0.95), slowest };
  }
}

/** The times from `begin`, to `end` exclusive. */
function binOf(time: number): { readonly begin: number; readonly end: number } {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, time))) - 2);
  const begin = Math.floor(time / unit) * unit;
  return { begin, end: begin + unit };
}
