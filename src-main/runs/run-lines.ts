import type { FoldedSteps, RunLine, RunStep } from '../../src-shared/model/runs.ts';
import type { RunNode } from './run-tree.ts';

const mostElements = 8;
/** So many branches are shown open. */
const fewBranches = 6;

/** The lines that are to be seen: what is folded is one line, what is open has its lines below it. */
export function runLines(nodes: readonly RunNode[], toggled: ReadonlySet<string>): readonly RunLine[] {
  const lines: RunLine[] = [];
  const isOpen = (id: string, beginsOpen: boolean): boolean => toggled.has(id) !== beginsOpen;

  const walk = (inside: readonly RunNode[], depth: number): void => {
    for (const node of inside) {
      const [first] = node.steps;
      if (!first) continue;
      if (!node.inside) {
        lines.push({ kind: 'step', depth, step: first });
      } else if (node.inside.shape === 'loop') {
        const { rounds } = node.inside;
        const id = `loop ${first.child} ${rounds.length}`;
        const open = isOpen(id, false);
        const facts = { id, shape: 'loop', count: rounds.length, number: 0, isOpen: open } as const;
        lines.push(folded(depth, facts, node.steps));
        if (open)
          for (const [index, round] of rounds.entries())
            part(`round ${id}`, 'round', index, round, depth + 1, false);
      } else {
        const { branches } = node.inside;
        const [only] = branches;
        if (only && branches.length === 1) {
          part(`branch ${only.name}`, 'branch', 0, only.nodes, depth, true);
          continue;
        }
        const id = `branches ${first.child}`;
        const isFew = branches.length <= fewBranches;
        const open = isOpen(id, isFew);
        const facts = { id, shape: 'branches', count: branches.length, number: 0, isOpen: open } as const;
        lines.push(folded(depth, facts, node.steps));
        if (open)
          for (const [index, branch] of branches.entries())
            part(`branch ${branch.name}`, 'branch', index, branch.nodes, depth + 1, isFew);
      }
    }
  };
  const part = (
    name: string,
    shape: 'round' | 'branch',
    index: number,
    inside: readonly RunNode[],
    depth: number,
    beginsOpen: boolean,
  ): void => {
    const steps = inside.flatMap((node) => node.steps);
    const id = `${name} ${index + 1} ${steps[0]?.child ?? 0}`;
    const open = isOpen(id, beginsOpen);
    const facts = { id, shape, count: steps.length, number: index + 1, isOpen: open };
    lines.push(folded(depth, facts, steps));
    if (open) walk(inside, depth + 1);
  };
  walk(nodes, 0);
  return lines;
}

function folded(
  depth: number,
  facts: Pick<FoldedSteps, 'id' | 'shape' | 'count' | 'number' | 'isOpen'>,
  steps: readonly RunStep[],
): RunLine {
  const elements = new Map(
    steps.map(({ modelStepId, activity }) => [modelStepId, { modelStepId, activity }] as const),
  );
  const { start, stop } = spanOf(steps);
  return {
    kind: 'folded',
    depth,
    folded: {
      ...facts,
      steps: steps.length,
      failed: steps.filter(({ status }) => status === 'FAILED').length,
      elements: [...elements.values()].slice(0, mostElements),
      start,
      stop,
    },
  };
}

/** From the first start to the last stop; open where a step is still under way. */
export function spanOf(steps: readonly RunStep[]): Pick<FoldedSteps, 'start' | 'stop'> {
  let start: number | undefined;
  let stop: number | undefined;
  for (const step of steps) {
    if (step.start !== undefined && (start === undefined || step.start < start)) start = step.start;
    if (step.stop !== undefined && (stop === undefined || step.stop > stop)) stop = step.stop;
  }
  return { start, stop: steps.some(isRunning) ? undefined : stop };
}

export function isRunning({ stop, status }: RunStep): boolean {
  return stop === undefined && status !== 'FAILED' && status !== 'COMPLETED';
}
