import type { FlowStep } from '../model.ts';
import type { FlowGraph, Node, Sequence } from './flow-graph.ts';

/**
 * The steps of an ordinary message in order: the first branch of a router, all branches of a multicast, and
 * called local processes in place. Ids are those of the .iflw.
 */
export function messagePath(graph: FlowGraph): FlowStep[] {
  const channels = new Map(graph.messageFlows.map((flow) => [flow.node.id, flow]));
  const local = new Map(graph.processes.map((process) => [process.name, process.sequence]));
  const path: FlowStep[] = [];

  const visit = (node: Node): void => {
    const flow = channels.get(node.id);
    const channelStep =
      flow === undefined
        ? []
        : [
            {
              modelStepId: flow.id,
              activity: flow.channel.adapter,
              name: `${flow.channel.system} (${flow.channel.adapter})`,
            },
          ];
    const step = { modelStepId: node.id, activity: node.activity, name: node.name };
    path.push(...(node.tag === 'startEvent' ? [...channelStep, step] : [step, ...channelStep]));
    const called = node.calls === undefined ? undefined : local.get(node.calls);
    if (called !== undefined) walk(called);
  };
  /** Returns whether the message came to an end in the sequence. */
  const walk = (sequence: Sequence): boolean => {
    for (const item of sequence) {
      if (item.kind === 'node') {
        visit(item.node);
        if (item.node.tag === 'endEvent') return true;
        continue;
      }
      visit(item.gateway);
      const taken = item.all ? item.branches : item.branches.slice(0, 1);
      const ended = taken.map(walk);
      if (ended.every(Boolean)) return true;
    }
    return false;
  };
  const main = graph.processes[0];
  if (main !== undefined) walk(main.sequence);
  return path;
}
