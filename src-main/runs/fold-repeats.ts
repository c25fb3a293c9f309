/** A step, rounds of a loop or branches side by side, before anybody opened anything. */
export interface Node<Step> {
  /** Two of the same go through the same elements, however often. */
  readonly token: string;
  readonly steps: readonly Step[];
  readonly inside: Inside<Step> | undefined;
}

export type Inside<Step> =
  | { readonly shape: 'loop'; readonly rounds: readonly (readonly Node<Step>[])[] }
  | { readonly shape: 'branches'; readonly branches: readonly Branch<Step>[] };

export interface Branch<Step> {
  readonly name: string;
  readonly nodes: readonly Node<Step>[];
}

/** Fewer rounds are read as easily one below the other. */
const fewestRounds = 3;
const longestRound = 40;

/**
 * Folds what is gone through again and again. Short rounds first, so that a loop within a loop is one node of it: from then on it
 * is the same whatever the number of its rounds.
 */
export function foldRepeats<Step>(nodes: readonly Node<Step>[]): readonly Node<Step>[] {
  let folded = nodes;
  for (let length = 1; length <= longestRound && length * fewestRounds <= folded.length; length++) {
    folded = foldRounds(folded, length);
  }
  return folded;
}

function foldRounds<Step>(nodes: readonly Node<Step>[], length: number): readonly Node<Step>[] {
  const folded: Node<Step>[] = [];
  for (let at = 0; at < nodes.length;) {
    // How far each node is the one a round before it.
    let same = 0;
    while (nodes[at + length + same]?.token === nodes[at + same]?.token && at + length + same < nodes.length)
      same++;
    const rounds = Math.floor(same / length) + 1;
    const first = nodes[at];
    if (!first) break;
    if (rounds < fewestRounds) {
      folded.push(first);
      at++;
      continue;
    }
    const inRounds = Array.from({ length: rounds }, (_, round) =>
      nodes.slice(at + round * length, at + (round + 1) * length),
    );
    folded.push({
      token: `(${(inRounds[0] ?? []).map(({ token }) => token).join(' ')})`,
      steps: inRounds.flat().flatMap(({ steps }) => steps),
      inside: { shape: 'loop', rounds: inRounds },
    });
    at += rounds * length;
  }
  return folded;
}
