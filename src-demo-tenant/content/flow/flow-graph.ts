import { endEvent, localStartEvent, mainStartEvent, type NodeSeed } from './events.ts';
import type { Channel, FlowDefinition, Properties, Step } from './flow-definition.ts';

/** BPMN element of a process, with its id. */
export interface Node extends NodeSeed {
  readonly id: string;
  readonly activity: string;
  readonly channel: Channel | undefined;
  readonly calls: string | undefined;
  readonly incoming: string[];
  readonly outgoing: string[];
  /** Id of a router's default route. */
  defaultFlow: string | undefined;
}

export interface SequenceFlow {
  readonly id: string;
  readonly name: string | undefined;
  readonly source: Node;
  readonly target: Node;
  /** Set on the routes of a router. */
  readonly expression: 'XML' | 'NonXML' | undefined;
  readonly condition: string | undefined;
}

/** The same nodes once more in reading order, for the layout and for the path of a message. */
export type Sequence = readonly Item[];
export type Item =
  | { readonly kind: 'node'; readonly node: Node }
  | {
      readonly kind: 'split';
      readonly gateway: Node;
      readonly branches: readonly Sequence[];
      readonly all: boolean;
    };

export interface Lane {
  readonly nodes: Node[];
  readonly flows: SequenceFlow[];
  readonly sequence: Sequence;
}

export interface Process extends Lane {
  readonly id: string;
  readonly participantId: string;
  readonly name: string;
  readonly main: boolean;
  readonly exception: (Lane & { readonly id: string; readonly name: string }) | undefined;
}

export interface MessageFlow {
  readonly id: string;
  readonly participantId: string;
  readonly channel: Channel;
  readonly node: Node;
  readonly processId: string;
}

export interface FlowGraph {
  readonly processes: readonly Process[];
  readonly messageFlows: readonly MessageFlow[];
}

/** An open end of a sequence, waiting for the node that follows. */
interface Loose {
  readonly node: Node;
  readonly name?: string;
  readonly expression?: 'XML' | 'NonXML';
  readonly condition?: string | undefined;
}

interface MutableLane {
  readonly nodes: Node[];
  readonly flows: SequenceFlow[];
}

/** Gives every element of a flow its id; ids are counted over the whole flow, as the designer does. */
export function flowGraph(definition: FlowDefinition): FlowGraph {
  let last = 0;
  const nextId = (prefix: string): string => `${prefix}_${(last += 1)}`;
  const messageFlows: MessageFlow[] = [];

  const addNode = (
    lane: MutableLane,
    seed: NodeSeed,
    more: Partial<Pick<Node, 'activity' | 'channel' | 'calls'>>,
  ): Node => {
    const node: Node = {
      ...seed,
      id: nextId(seed.idPrefix),
      activity: more.activity ?? seed.name,
      channel: more.channel,
      calls: more.calls,
      incoming: [],
      outgoing: [],
      defaultFlow: undefined,
    };
    lane.nodes.push(node);
    return node;
  };

  const connect = (lane: MutableLane, from: readonly Loose[], target: Node): void => {
    for (const loose of from) {
      const { name, expression, condition } = loose;
      const flow = { id: nextId('SequenceFlow'), name, source: loose.node, target, expression, condition };
      if (expression !== undefined && condition === undefined) loose.node.defaultFlow = flow.id;
      loose.node.outgoing.push(flow.id);
      target.incoming.push(flow.id);
      lane.flows.push(flow);
    }
  };

  const addSteps = (
    lane: MutableLane,
    steps: readonly Step[],
    entry: readonly Loose[],
  ): [Item[], readonly Loose[]] => {
    let open = entry;
    const items: Item[] = [];
    for (const step of steps) {
      if (step.kind === 'task') {
        const seed: NodeSeed = {
          tag: step.element,
          idPrefix: idPrefixes[step.element],
          name: step.name,
          properties: step.properties,
          event: undefined,
        };
        const node = addNode(lane, seed, step);
        connect(lane, open, node);
        items.push({ kind: 'node', node });
        open = [{ node }];
      } else if (step.kind === 'end') {
        const node = addNode(lane, endEvent(step.end, step.name), { channel: step.channel, activity: 'End' });
        connect(lane, open, node);
        items.push({ kind: 'node', node });
        open = [];
      } else {
        const routing = step.kind === 'route';
        const gateway = addNode(lane, gatewaySeed(step), { activity: routing ? 'Router' : 'Multicast' });
        connect(lane, open, gateway);
        const branches: Item[][] = [];
        const ends: Loose[] = [];
        for (const branch of step.branches) {
          const start: Loose = routing
            ? { node: gateway, name: branch.name, expression: branch.expression, condition: branch.condition }
            : { node: gateway, name: branch.name };
          const [inner, rest] = addSteps(lane, branch.steps, [start]);
          branches.push(inner);
          ends.push(...rest);
        }
        items.push({ kind: 'split', gateway, branches, all: !routing });
        open = ends;
        if (step.kind === 'multicast' && step.join !== undefined) {
          const join = addNode(lane, joinSeed(step.join), { activity: 'Join' });
          connect(lane, open, join);
          items.push({ kind: 'node', node: join });
          open = [{ node: join }];
        }
      }
    }
    return [items, open];
  };

  const closeLane = (
    lane: MutableLane,
    start: Node,
    steps: readonly Step[],
    closing: NodeSeed,
    channel?: Channel,
  ): Sequence => {
    const [items, open] = addSteps(lane, steps, [{ node: start }]);
    const sequence: Item[] = [{ kind: 'node', node: start }, ...items];
    if (open.length > 0) {
      const node = addNode(lane, closing, { channel, activity: 'End' });
      connect(lane, open, node);
      sequence.push({ kind: 'node', node });
    }
    return sequence;
  };

  const main: MutableLane = { nodes: [], flows: [] };
  const mainId = nextId('Process');
  const mainStart = addNode(main, mainStartEvent(definition.start), {
    channel: 'timer' in definition.start ? undefined : definition.start,
    activity: 'Start',
  });
  const mainSequence = closeLane(
    main,
    mainStart,
    definition.main,
    endEvent('message', 'End'),
    definition.out,
  );
  const processes: Process[] = [
    {
      ...main,
      id: mainId,
      participantId: `Participant_${mainId}`,
      name: 'Integration Process',
      main: true,
      sequence: mainSequence,
      exception: definition.onError === undefined ? undefined : exceptionLane(definition.onError),
    },
  ];
  for (const [name, steps] of Object.entries(definition.local ?? {})) {
    const lane: MutableLane = { nodes: [], flows: [] };
    const id = nextId('Process');
    const start = addNode(lane, localStartEvent(), { activity: 'Start' });
    const sequence = closeLane(lane, start, steps, endEvent('none', 'End'));
    processes.push({
      ...lane,
      id,
      participantId: `Participant_${id}`,
      name,
      main: false,
      sequence,
      exception: undefined,
    });
  }

  function exceptionLane(steps: readonly Step[]): Process['exception'] {
    const lane: MutableLane = { nodes: [], flows: [] };
    const id = nextId('SubProcess');
    const start = addNode(lane, errorStart, { activity: 'Error Start' });
    const sequence = closeLane(lane, start, steps, endEvent('message', 'End of exception'));
    return { ...lane, id, name: 'Exception Subprocess', sequence };
  }

  for (const process of processes) {
    for (const node of [...process.nodes, ...(process.exception?.nodes ?? [])]) {
      if (node.channel === undefined) continue;
      const participantId = nextId('Participant');
      messageFlows.push({
        id: nextId('MessageFlow'),
        participantId,
        channel: node.channel,
        node,
        processId: process.id,
      });
    }
  }
  return { processes, messageFlows };
}

const idPrefixes = { callActivity: 'CallActivity', serviceTask: 'ServiceTask' } as const;

const errorStart: NodeSeed = {
  tag: 'startEvent',
  idPrefix: 'StartEvent',
  name: 'Error Start',
  properties: {},
  event: {
    tag: 'errorEventDefinition',
    properties: { cmdVariantUri: 'ctype::FlowstepVariant/cname::ErrorStartEvent' },
  },
};

function gatewaySeed(step: Exclude<Step, { kind: 'task' | 'end' }>): NodeSeed {
  if (step.kind === 'route') {
    return gatewayOf('exclusiveGateway', step.name, 'ExclusiveGateway', '1.1.2', { throwException: 'false' });
  }
  const type = step.order === 'parallel' ? 'Multicast' : 'SequentialMulticast';
  return gatewayOf('parallelGateway', step.name, type, '1.1.1', { subActivityType: 'parallel' });
}

function joinSeed(name: string): NodeSeed {
  return gatewayOf('parallelGateway', name, 'Join', '1.0.0', { subActivityType: 'parallel' });
}

function gatewayOf(
  tag: 'exclusiveGateway' | 'parallelGateway',
  name: string,
  type: string,
  version: string,
  own: Properties,
): NodeSeed {
  return {
    tag,
    idPrefix: tag === 'exclusiveGateway' ? 'ExclusiveGateway' : 'ParallelGateway',
    name,
    properties: {
      ...own,
      componentVersion: version.split('.').slice(0, 2).join('.'),
      activityType: type,
      cmdVariantUri: `ctype::FlowstepVariant/cname::${type}/version::${version}`,
    },
    event: undefined,
  };
}
