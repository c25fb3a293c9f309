import type { Flow, Participant, Process, Step } from '../../../../src-shared/content/artifact/flow.ts';
import type { DrawnNode } from './drawing.ts';
import { stepIcon } from './step-icons.ts';

/** A node without its place. */
export type FlowNode = Omit<DrawnNode, 'bounds'>;

/**
 * Everything that becomes a shape, parents first, each id once: processes with or without a pool, participants, subprocesses and
 * steps. A step in a subprocess or process that does not exist stands alone.
 */
export function flowNodes(flow: Flow): readonly FlowNode[] {
  const taken = new Set<string>();
  const once = (node: FlowNode): readonly FlowNode[] => {
    if (node.id === '' || taken.has(node.id)) return [];
    taken.add(node.id);
    return [node];
  };
  const processes = flow.processes.flatMap((process) =>
    once(
      processNode(
        process,
        flow.participants.find((pool) => pool.process === process.id && pool.id !== ''),
      ),
    ),
  );
  const pools = new Set(processes.map(({ otherId }) => otherId));
  const systems = flow.participants
    .filter(({ id }) => !pools.has(id))
    .flatMap((participant) => once(systemNode(participant)));
  const steps = outerFirst(flow.steps).flatMap((step) => once(stepNode(step, taken)));
  return [...processes, ...systems, ...steps];
}

function processNode({ id, name, kind, typeName }: Process, pool: Participant | undefined): FlowNode {
  return {
    id,
    otherId: pool?.id,
    kind: 'process',
    name,
    typeName,
    element: 'participant',
    icon: kind === 'local' ? 'local' : undefined,
    outline: 'box',
    parent: undefined,
    look: kind === 'local' ? 'local' : 'plain',
  };
}

function systemNode({ id, name, role }: Participant): FlowNode {
  const isSender = role === 'sender';
  return {
    id,
    otherId: undefined,
    kind: 'system',
    name,
    typeName: isSender ? 'Sender' : role === 'receiver' ? 'Receiver' : 'Participant',
    element: 'participant',
    icon: isSender ? 'sender' : 'receiver',
    outline: 'box',
    parent: undefined,
    look: 'plain',
  };
}

function stepNode(step: Step, taken: ReadonlySet<string>): FlowNode {
  const { id, name, type, typeName, variant, element } = step;
  const around = [step.subprocess, step.process].find((outer) => outer !== undefined && taken.has(outer));
  const kind = kindOf(element);
  return {
    id,
    otherId: undefined,
    kind,
    name,
    typeName,
    element,
    icon: stepIcon(type, element, variant),
    outline: kind === 'event' ? 'circle' : kind === 'gateway' ? 'diamond' : 'box',
    parent: around === id ? undefined : around,
    look: lookOf(step, kind),
  };
}

function kindOf(element: string): FlowNode['kind'] {
  if (element.endsWith('Event')) return 'event';
  if (element.endsWith('Gateway')) return 'gateway';
  return /^(subProcess|transaction|adHocSubProcess)$/.test(element) ? 'subprocess' : 'step';
}

function lookOf({ element, variant }: Step, kind: FlowNode['kind']): FlowNode['look'] {
  if (kind === 'event') return element.startsWith('end') ? 'end' : 'start';
  return kind === 'subprocess' && variant === 'ErrorEventSubProcessTemplate' ? 'exception' : 'plain';
}

/** The reader lists subprocesses before what they hold; another order must not lose a step its frame. */
function outerFirst(steps: readonly Step[]): readonly Step[] {
  const parents = new Map(steps.map(({ id, subprocess }) => [id, subprocess]));
  const depth = (step: Step): number => {
    let count = 0;
    for (
      let outer = step.subprocess;
      outer !== undefined && count < steps.length;
      outer = parents.get(outer)
    ) {
      count += 1;
    }
    return count;
  };
  return steps
    .map((step) => ({ step, depth: depth(step) }))
    .toSorted((a, b) => a.depth - b.depth)
    .map(({ step }) => step);
}
