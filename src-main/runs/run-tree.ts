import type { RunStep } from '../../src-shared/model/runs.ts';
import { type Branch, foldRepeats, type Node } from './fold-repeats.ts';

export type RunNode = Node<RunStep>;

/**
 * The steps of a run as one sequence: loops folded, branches below the step after which they begin. The tenant names the branch of a
 * step and not which one it left, so all of them hang below the first one.
 */
export function runTree(steps: readonly RunStep[]): readonly RunNode[] {
  const branches = new Map<string, RunStep[]>();
  for (const step of steps) {
    const known = branches.get(step.branch);
    if (known) known.push(step);
    else branches.set(step.branch, [step]);
  }
  const [main = [], ...others] = branches.values();
  const nodes: RunNode[] = [];
  let next = 0;
  const hang = (before: number): void => {
    const here: Branch<RunStep>[] = [];
    for (; next < others.length; next++) {
      const branch = others[next] ?? [];
      const [first] = branch;
      if (first === undefined || first.child >= before) break;
      here.push({ name: first.branch, nodes: foldRepeats(branch.map(nodeOf)) });
    }
    if (here.length > 0) nodes.push(branchesNode(here));
  };
  for (const step of main) {
    hang(step.child);
    nodes.push(nodeOf(step));
  }
  hang(Number.POSITIVE_INFINITY);
  return foldRepeats(nodes);
}

function nodeOf(step: RunStep): RunNode {
  return {
    token: step.modelStepId === '' ? step.activity : step.modelStepId,
    steps: [step],
    inside: undefined,
  };
}

/** Rounds that split differently often are rounds of one loop. */
function branchesNode(branches: readonly Branch<RunStep>[]): RunNode {
  const shapes = new Set(branches.map(({ nodes }) => nodes.map(({ token }) => token).join(' ')));
  return {
    token: `{${[...shapes].join('|')}}`,
    steps: branches.flatMap(({ nodes }) => nodes.flatMap(({ steps }) => steps)),
    inside: { shape: 'branches', branches },
  };
}
