import { nameOf, stepTitle } from '../../../src-shared/content/artifact/element-names.ts';
import type { Flow, Property } from '../../../src-shared/content/artifact/flow.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';

/** An element of a flow, as the properties pane shows it. */
export interface FlowSubject {
  readonly id: string;
  readonly title: string;
  /** In SAP's words. */
  readonly kind: string;
  readonly icon: IconName;
  readonly facts: readonly { readonly name: string; readonly value: string; readonly element?: string }[];
  readonly properties: readonly Property[];
  readonly documentation: string | undefined;
  readonly hasConnection: boolean;
}

/** `undefined`: the flow has no such element that has properties. Without an id: the flow itself. */
export function flowSubject(flow: Flow, id: string | undefined): FlowSubject | undefined {
  if (id === undefined) return wholeFlow(flow);
  return stepSubject(flow, id) ?? channelSubject(flow, id) ?? otherSubject(flow, id);
}

function wholeFlow(flow: Flow): FlowSubject {
  const { name, properties, documentation, steps, channels, processes } = flow;
  return {
    id: '',
    title: name,
    kind: 'Integration flow',
    icon: 'flow',
    facts: [
      { name: 'Processes', value: String(processes.length) },
      { name: 'Steps', value: String(steps.length) },
      { name: 'Channels', value: String(channels.length) },
    ],
    properties,
    documentation,
    hasConnection: false,
  };
}

function stepSubject(flow: Flow, id: string): FlowSubject | undefined {
  const step = flow.steps.find((each) => each.id === id);
  if (!step) return undefined;
  const subprocess = flow.steps.find((each) => each.id === step.subprocess);
  return {
    id,
    title: stepTitle(step),
    kind: step.typeName,
    icon: 'command',
    facts: [
      { name: 'Process', value: nameOf(flow, step.process), element: step.process },
      ...(subprocess ? [{ name: 'Inside', value: subprocess.name, element: subprocess.id }] : []),
    ],
    properties: step.properties,
    documentation: step.documentation,
    hasConnection: false,
  };
}

function channelSubject(flow: Flow, id: string): FlowSubject | undefined {
  const channel = flow.channels.find((each) => each.id === id);
  if (!channel) return undefined;
  const { adapterName, direction, source, target, transportProtocol, messageProtocol, properties } = channel;
  return {
    id,
    title: channel.name === '' ? adapterName : channel.name,
    kind: `${adapterName} ${direction.toLowerCase()} channel`,
    icon: 'link',
    facts: [
      { name: 'From', value: nameOf(flow, source), element: source },
      { name: 'To', value: nameOf(flow, target), element: target },
      ...(messageProtocol ? [{ name: 'Protocol', value: messageProtocol }] : []),
      ...(transportProtocol ? [{ name: 'Transport', value: transportProtocol }] : []),
    ],
    properties,
    documentation: undefined,
    hasConnection: true,
  };
}

function otherSubject(flow: Flow, id: string): FlowSubject | undefined {
  const common = { id, documentation: undefined, hasConnection: false };
  const participant = flow.participants.find((each) => each.id === id);
  if (participant) {
    const kinds = { sender: 'Sender', receiver: 'Receiver', process: 'Process', other: 'Participant' };
    const process = flow.processes.find((each) => each.id === participant.process);
    return {
      ...common,
      title: participant.name,
      kind: process?.typeName ?? kinds[participant.role],
      icon: process ? 'flow' : 'globe',
      facts: [],
      properties: [...participant.properties, ...(process?.properties ?? [])],
    };
  }
  const process = flow.processes.find((each) => each.id === id);
  if (process) {
    const { name: title, typeName: kind, properties } = process;
    return { ...common, title, kind, icon: 'flow', facts: [], properties };
  }
  const route = flow.sequenceFlows.find((each) => each.id === id);
  if (!route) return undefined;
  return {
    ...common,
    title: route.name === '' ? 'Route' : route.name,
    kind: route.isDefault ? 'Default route' : 'Sequence flow',
    icon: 'chevronRight',
    facts: [
      { name: 'From', value: nameOf(flow, route.source), element: route.source },
      { name: 'To', value: nameOf(flow, route.target), element: route.target },
      ...(route.condition === undefined ? [] : [{ name: 'Condition', value: route.condition }]),
      ...(route.conditionType === undefined
        ? []
        : [{ name: 'Condition type', value: route.conditionType === 'XML' ? 'XPath' : 'Simple' }]),
    ],
    properties: route.properties,
  };
}
