import type { LoadedPage, PageSource } from './page-source.ts';

/** What the tree of one table or index consists of. */
export interface Tree {
  /** Pages that may hold rows. */
  readonly pages: readonly number[];
  /** A page of it cannot be read, so pages below it may be missing here. */
  readonly hasHole: boolean;
}

const mostTrunks = 1_000_000;

/** Which pages there are and how they hang together. */
export class PageMap {
  readonly #kinds = new Map<number, 'table' | 'index'>();
  readonly #children = new Map<number, readonly number[]>();
  readonly #taken = new Set<number>();

  static async of(source: PageSource): Promise<PageMap> {
    const map = new PageMap();
    const all = Array.from({ length: source.count }, (_, index) => index + 1);
    for await (const pages of source.read(all)) for (const page of pages) map.#add(page);
    await map.#takeFree(source);
    return map;
  }

  /** The tree below a root; each page belongs to the first tree that reaches it. */
  tree(root: number, kind: 'table' | 'index'): Tree {
    const pages: number[] = [];
    let hasHole = false;
    const waiting = [root];
    for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
      if (this.#kinds.get(page) !== kind || this.#taken.has(page)) {
        hasHole = true;
        continue;
      }
      this.#taken.add(page);
      pages.push(page);
      waiting.push(...(this.#children.get(page) ?? []).toReversed());
    }
    return { pages, hasHole };
  }

  kindOf(page: number): 'table' | 'index' | undefined {
    return this.#kinds.get(page);
  }

  /** Pages that belong to no tree that was walked. */
  orphans(kind: 'table' | 'index'): readonly number[] {
    return [...this.#kinds].flatMap(([page, own]) => (own === kind && !this.#taken.has(page) ? [page] : []));
  }

  #add({ number, page }: LoadedPage): void {
    this.#kinds.set(number, page.tree);
    if (!page.isLeaf) this.#children.set(number, page.children);
  }

  /** Free pages keep what was deleted; it must not come back. */
  async #takeFree(source: PageSource): Promise<void> {
    const first = await source.raw(1);
    let trunk = first && new DataView(first.buffer, first.byteOffset, first.byteLength).getUint32(32);
    for (let seen = 0; trunk !== undefined && trunk !== 0 && seen < mostTrunks; seen += 1) {
      const data = this.#taken.has(trunk) ? undefined : await source.raw(trunk);
      if (!data) return;
      this.#taken.add(trunk);
      const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
      const count = Math.min(view.getUint32(4), data.length / 4 - 2);
      for (let index = 0; index < count; index += 1) this.#taken.add(view.getUint32(8 + 4 * index));
      trunk = view.getUint32(0);
    }
  }
}
