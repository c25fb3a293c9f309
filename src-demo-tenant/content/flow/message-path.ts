import type { FlowStep, Path, PathPart } from '../model.ts';
import type { FlowGraph, Item, Node, Sequence } from './flow-graph.ts';

interface Walked {
  readonly path: Path;
  /** Whether the message came to an end in it. */
  readonly isEnded: boolean;
}

/**
 * The way of an ordinary message: the first branch of a router, all branches of a multicast, what follows a splitter for
 * each part until they are gathered, and called local processes in place. Ids are those of the .iflw.
 */
export function messagePath(graph: FlowGraph): Path {
  const channels = new Map(graph.messageFlows.map((flow) => [flow.node.id, flow]));
  const local = new Map(graph.processes.map((process) => [process.name, process.sequence]));

  const stepsOf = (node: Node): FlowStep[] => {
    const step = { modelStepId: node.id, activity: node.activity, name: node.name };
    const flow = channels.get(node.id);
    if (flow === undefined) return [step];
    const { adapter, system } = flow.channel;
    const channelStep = { modelStepId: flow.id, activity: adapter, name: `${system} (${adapter})` };
    return node.tag === 'startEvent' ? [channelStep, step] : [step, channelStep];
  };
  const visit = (node: Node): PathPart[] => {
    const own: PathPart[] = stepsOf(node).map((step) => ({ kind: 'step', step }));
    const called = node.calls === undefined ? undefined : local.get(node.calls);
    if (called === undefined) return own;
    const { path } = walk(called);
    return node.activity === 'Looping Process Call' ? [...own, { kind: 'loop', path }] : [...own, ...path];
  };
  const walk = (sequence: Sequence): Walked => {
    const path: PathPart[] = [];
    for (const [index, item] of sequence.entries()) {
      if (item.kind === 'split') {
        path.push({ kind: 'step', step: stepOf(item.gateway) });
        const taken = (item.all ? item.branches : item.branches.slice(0, 1)).map(walk);
        const isParallel = item.gateway.properties['activityType'] === 'Multicast';
        const branches = taken.map((branch) => branch.path);
        if (item.all) path.push({ kind: 'branches', isParallel, branches });
        else path.push(...branches.flat());
        if (taken.every(({ isEnded }) => isEnded)) return { path, isEnded: true };
        continue;
      }
      path.push(...visit(item.node));
      if (item.node.tag === 'endEvent') return { path, isEnded: true };
      if (!/^(General|Iterating) Splitter$/.test(item.node.activity)) continue;
      const end = endOfParts(sequence, index + 1);
      const parts = walk(sequence.slice(index + 1, end));
      const isParallel = item.node.properties['ParallelProcessing'] === 'true';
      const rest = walk(sequence.slice(end));
      return {
        path: [...path, { kind: 'parts', isParallel, path: parts.path }, ...rest.path],
        isEnded: parts.isEnded || rest.isEnded,
      };
    }
    return { path, isEnded: false };
  };
  const main = graph.processes[0];
  return main === undefined ? [] : walk(main.sequence).path;
}

/** Every step that stands in it, once. */
export function stepsIn(path: Path): readonly FlowStep[] {
  return path.flatMap((part) => {
    if (part.kind === 'step') return [part.step];
    return part.kind === 'branches' ? part.branches.flatMap(stepsIn) : stepsIn(part.path);
  });
}

function stepOf({ id, activity, name }: Node): FlowStep {
  return { modelStepId: id, activity, name };
}

/** Parts are gathered, or end with the process: its last event is reached once. */
function endOfParts(sequence: Sequence, from: number): number {
  const isEnd = (item: Item): boolean =>
    item.kind === 'node' && (item.node.activity === 'Gather' || item.node.tag === 'endEvent');
  const found = sequence.findIndex((item, index) => index >= from && isEnd(item));
  return found < 0 ? sequence.length : found;
}
