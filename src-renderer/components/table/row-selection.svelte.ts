import { SvelteMap, SvelteSet } from 'svelte/reactivity';

/** The most rows that are held marked one by one; `all` is not limited. */
export const mostMarked = 10_000;

interface Marked<Row> {
  readonly row: Row;
  /** Where it stood when it was marked: marked rows are copied in that order. */
  readonly index: number;
}

/** Rows of a list that were marked for copying and exporting: some by key, or all of them but some. */
export class RowSelection<Row> {
  readonly #marked = new SvelteMap<string, Marked<Row>>();
  /** Taken out of all. */
  readonly #except = new SvelteSet<string>();
  isAll = $state(false);
  /** Where a stretch of rows begins. */
  anchor = -1;

  /** How many, of a list of that length. */
  count(total: number): number {
    return this.isAll ? Math.max(0, total - this.#except.size) : this.#marked.size;
  }

  readonly isEmpty = $derived.by(() => !this.isAll && this.#marked.size === 0);

  has(key: string): boolean {
    return this.isAll ? !this.#except.has(key) : this.#marked.has(key);
  }

  /** In the order of the list; only while not all are marked. */
  get rows(): readonly Row[] {
    return [...this.#marked.values()].toSorted((a, b) => a.index - b.index).map(({ row }) => row);
  }

  toggle(key: string, row: Row, index: number): void {
    if (this.isAll) {
      if (!this.#except.delete(key)) this.#except.add(key);
    } else if (!this.#marked.delete(key)) this.#marked.set(key, { row, index });
  }

  /** One stretch in place of everything that was marked. */
  replace(entries: readonly (readonly [key: string, row: Row, index: number])[]): void {
    this.clear();
    for (const [key, row, index] of entries) this.#marked.set(key, { row, index });
  }

  /** All that the list's question selects, also what comes later. */
  markAll(): void {
    this.clear();
    this.isAll = true;
  }

  clear(): void {
    this.isAll = false;
    this.#marked.clear();
    this.#except.clear();
  }
}
