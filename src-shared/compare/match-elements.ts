import type { Flow } from '../content/artifact/flow.ts';
import { groupBy } from '../group-by.ts';
import { flowGraph, type GraphNode } from './flow-graph.ts';

/** Which element of one flow is which of the other, by position in the lists of the flows. */
export interface Matches {
  readonly pairs: readonly Pair[];
  readonly removed: readonly GraphNode[];
  readonly added: readonly GraphNode[];
}

type Pair = readonly [before: GraphNode, after: GraphNode];

/** Ties that are broken one by one; after so many, the rest of twins is paired in order. */
const tieLimit = 60;
/** How far around an element its neighbours are looked at: all of it, then less where something changed nearby. */
const distances = [12, 4, 2, 1, 0];

/**
 * Ids first, where most elements of one id are the same thing; then everything an element says with its neighbourhood; then
 * less and less of it. The same both ways round.
 */
export function matchElements(before: Flow, after: Flow): Matches {
  const matching = new Matching(flowGraph(before), flowGraph(after));
  if (matching.idsAreTrusted()) {
    matching.byId((a, b) => a.whole === b.whole);
    matching.byId((a, b) => a.named === b.named);
  }
  matching.byNeighbourhood((node) => node.whole, distances);
  // A name that occurs once says more than an id alone.
  matching.byNeighbourhood((node) => node.named, [1, 0], 'unique');
  if (matching.trusted) matching.byId(() => true);
  matching.byNeighbourhood((node) => node.named, distances);
  if (!matching.trusted) matching.byNeighbourhood((node) => node.type, [2, 1], 'unique beside known');
  return matching.result();
}

class Matching {
  readonly #before: readonly GraphNode[];
  readonly #after: readonly GraphNode[];
  readonly #partners = new Map<GraphNode, GraphNode>();
  readonly #pairs: Pair[] = [];
  trusted = false;

  constructor(before: readonly GraphNode[], after: readonly GraphNode[]) {
    this.#before = before;
    this.#after = after;
  }

  /** New ids may by chance be old ones of something else. */
  idsAreTrusted(): boolean {
    const common = this.#withEqualIds(false);
    const same = common.filter(([a, b]) => a.named === b.named);
    this.trusted = same.length * 2 >= common.length && common.length > 0;
    return this.trusted;
  }

  byId(isSame: (a: GraphNode, b: GraphNode) => boolean): void {
    for (const [a, b] of this.#withEqualIds(true)) if (isSame(a, b)) this.#pair(a, b);
  }

  /** A sequence flow or channel that now starts and ends elsewhere is another one. */
  #mayPair(a: GraphNode, b: GraphNode): boolean {
    if (this.#partners.has(a) || this.#partners.has(b)) return false;
    if (a.kind !== 'route' && a.kind !== 'channel') return true;
    const ends = (node: GraphNode, role: string): GraphNode | undefined =>
      node.links.find((link) => link.role === role)?.to;
    return ['from', 'to'].some((role) => {
      const end = ends(a, role);
      return end !== undefined && this.#partners.get(end) === ends(b, role);
    });
  }

  /**
   * Labels every element by itself and, round by round, by its neighbours; equal labels on both sides are a pair.
   * `which`: twins stay apart, and so does what touches nothing known.
   */
  byNeighbourhood(
    labelOf: (node: GraphNode) => string,
    rounds: readonly number[],
    which: 'all' | 'unique' | 'unique beside known' = 'all',
  ): void {
    let ties = 0;
    for (const distance of rounds) {
      for (;;) {
        const { unique, twins } = this.#labelled(labelOf, distance);
        for (const [a, b] of unique)
          if (which !== 'unique beside known' || this.#touchesKnown(a)) this.#pair(a, b);
        const [first] = twins.filter(([a, b]) => this.#mayPair(a, b)).sort(byPosition);
        if (which !== 'all' || !first) break;
        ties += 1;
        if (ties > tieLimit) {
          for (const [a, b] of twins) this.#pair(a, b);
          break;
        }
        this.#pair(...first);
      }
    }
  }

  result(): Matches {
    return {
      pairs: this.#pairs,
      removed: this.#before.filter((node) => !this.#partners.has(node)),
      added: this.#after.filter((node) => !this.#partners.has(node)),
    };
  }

  #pair(a: GraphNode, b: GraphNode): void {
    if (!this.#mayPair(a, b)) return;
    this.#partners.set(a, b);
    this.#partners.set(b, a);
    this.#pairs.push([a, b]);
  }

  #touchesKnown(node: GraphNode): boolean {
    return node.links.some(({ to }) => this.#partners.has(to));
  }

  #withEqualIds(openOnly: boolean): readonly Pair[] {
    const wanted = (node: GraphNode): boolean => node.id !== '' && !(openOnly && this.#partners.has(node));
    const known = new Map(this.#after.filter(wanted).map((node) => [`${node.kind} ${node.id}`, node]));
    return this.#before.filter(wanted).flatMap((node) => {
      const other = known.get(`${node.kind} ${node.id}`);
      return other ? [[node, other] as const] : [];
    });
  }

  #labelled(
    labelOf: (node: GraphNode) => string,
    distance: number,
  ): {
    readonly unique: readonly Pair[];
    readonly twins: readonly Pair[];
  } {
    const open = (node: GraphNode): boolean => !this.#partners.has(node);
    if (!this.#before.some(open) || !this.#after.some(open)) return { unique: [], twins: [] };
    const labels = this.#labels(labelOf, distance);
    const label = (node: GraphNode): string => String(labels.get(node));
    const left = groupBy(this.#before.filter(open), label);
    const right = groupBy(this.#after.filter(open), label);
    const unique: Pair[] = [];
    const twins: Pair[] = [];
    for (const [key, nodes] of left) {
      const others = right.get(key) ?? [];
      const [a] = nodes;
      const [b] = others;
      if (!a || !b) continue;
      if (nodes.length === 1 && others.length === 1) unique.push([a, b]);
      else for (const [at, node] of nodes.entries()) if (others[at]) twins.push([node, others[at]]);
    }
    return { unique, twins };
  }

  #labels(labelOf: (node: GraphNode) => string, distance: number): ReadonlyMap<GraphNode, number> {
    const all = [...this.#before, ...this.#after];
    const fixed = new Map<GraphNode, number>();
    this.#pairs.forEach(([a, b], at) => {
      fixed.set(a, -1 - at);
      fixed.set(b, -1 - at);
    });
    let labels = numbered(all, (node) => fixed.get(node) ?? labelOf(node));
    for (let round = 0; round < distance; round += 1) {
      const last = labels;
      labels = numbered(all, (node) => {
        const known = fixed.get(node);
        if (known !== undefined) return known;
        const around = node.links.map(({ role, to }) => `${role}:${last.get(to)}`).sort();
        return `${last.get(node)};${around.join()}`;
      });
    }
    return labels;
  }
}

function byPosition([a, b]: Pair, [c, d]: Pair): number {
  return a.at + b.at - c.at - d.at || Math.min(a.at, b.at) - Math.min(c.at, d.at);
}

/** Equal texts get equal numbers, on both sides. */
function numbered(
  nodes: readonly GraphNode[],
  textOf: (node: GraphNode) => string | number,
): ReadonlyMap<GraphNode, number> {
  const numbers = new Map<string | number, number>();
  return new Map(
    nodes.map((node) => {
      const text = textOf(node);
      const number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number);
      return [node, number];
    }),
  );
}
