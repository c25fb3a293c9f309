import type { PathElement, RunPath, RunStep } from '../../src-shared/model/runs.ts';
import { isRunning, spanOf } from './run-lines.ts';

interface Gathered {
  readonly activity: string;
  readonly steps: RunStep[];
  readonly branches: Set<string>;
}

/** What a run says of the way through the flow; `steps` by their place in the run. */
export function runPath(steps: readonly RunStep[]): RunPath {
  const elements = new Map<string, Gathered>();
  const ways = new Map<string, { readonly from: string; readonly to: string; count: number }>();
  const latest = new Map<string, string>();
  const begins = new Set<string>();
  const main = steps[0]?.branch;
  for (const step of steps) {
    const { modelStepId, activity, branch } = step;
    if (modelStepId === '') continue;
    const gathered = elements.get(modelStepId) ?? { activity, steps: [], branches: new Set<string>() };
    gathered.steps.push(step);
    gathered.branches.add(branch);
    elements.set(modelStepId, gathered);
    const from = latest.get(branch);
    latest.set(branch, modelStepId);
    if (from === undefined) {
      if (branch !== main) begins.add(modelStepId);
      continue;
    }
    const key = `${from}\n${modelStepId}`;
    const way = ways.get(key) ?? { from, to: modelStepId, count: 0 };
    way.count += 1;
    ways.set(key, way);
  }
  return {
    steps: steps.length,
    branches: new Set(steps.map(({ branch }) => branch)).size,
    ...spanOf(steps),
    firstChild: steps[0]?.child,
    elements: [...elements].map(([modelStepId, gathered]) => pathElement(modelStepId, gathered)),
    ways: [...ways.values()],
    begins: [...begins],
    ends: [...new Set([...latest].filter(([branch]) => branch !== main).map(([, last]) => last))],
    failure: steps.findLast(({ status }) => status === 'FAILED'),
  };
}

function pathElement(modelStepId: string, { activity, steps, branches }: Gathered): PathElement {
  return {
    modelStepId,
    activity,
    count: steps.length,
    failed: steps.filter(({ status }) => status === 'FAILED').length,
    running: steps.filter(isRunning).length,
    branches: branches.size,
    ...spanOf(steps),
    busy: steps.reduce((sum, { start, stop }) => sum + Math.max(0, (stop ?? start ?? 0) - (start ?? 0)), 0),
  };
}
