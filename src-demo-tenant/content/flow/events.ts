import type { EndKind, FlowDefinition, Properties } from './flow-definition.ts';

export interface NodeSeed {
  readonly tag:
    | 'startEvent'
    | 'endEvent'
    | 'callActivity'
    | 'serviceTask'
    | 'exclusiveGateway'
    | 'parallelGateway';
  readonly idPrefix: string;
  readonly name: string;
  readonly properties: Properties;
  /** The event definition inside a start or end event. */
  readonly event: { readonly tag: string; readonly properties: Properties } | undefined;
}

const variant = (name: string, version?: string): string =>
  `ctype::FlowstepVariant/cname::${name}${version === undefined ? '' : `/version::${version}`}`;

export function mainStartEvent(start: FlowDefinition['start']): NodeSeed {
  if ('timer' in start) {
    return {
      tag: 'startEvent',
      idPrefix: 'StartEvent',
      name: 'Start Timer',
      properties: {},
      event: {
        tag: 'timerEventDefinition',
        properties: {
          scheduleKey: start.timer,
          componentVersion: '1.4',
          activityType: 'StartTimerEvent',
          cmdVariantUri: variant('intermediatetimer', '1.4.1'),
        },
      },
    };
  }
  return {
    tag: 'startEvent',
    idPrefix: 'StartEvent',
    name: 'Start',
    properties: { componentVersion: '1.0', cmdVariantUri: variant('MessageStartEvent', '1.0') },
    event: { tag: 'messageEventDefinition', properties: {} },
  };
}

export function localStartEvent(): NodeSeed {
  return {
    tag: 'startEvent',
    idPrefix: 'StartEvent',
    name: 'Start',
    properties: { activityType: 'StartEvent', cmdVariantUri: variant('StartEvent') },
    event: undefined,
  };
}

export function endEvent(kind: EndKind, name: string): NodeSeed {
  const base = { tag: 'endEvent', idPrefix: 'EndEvent', name } as const;
  switch (kind) {
    case 'none':
      return {
        ...base,
        properties: { activityType: 'EndEvent', cmdVariantUri: variant('EndEvent') },
        event: undefined,
      };
    case 'message':
      return {
        ...base,
        properties: { componentVersion: '1.1', cmdVariantUri: variant('MessageEndEvent', '1.1.0') },
        event: { tag: 'messageEventDefinition', properties: {} },
      };
    case 'terminate':
      return {
        ...base,
        properties: { activityType: 'TerminateEvent', cmdVariantUri: variant('TerminateEndEvent') },
        event: { tag: 'terminateEventDefinition', properties: {} },
      };
    case 'error':
      return ended(base, 'errorEventDefinition', 'ErrorEndEvent');
    case 'escalation':
      return ended(base, 'escalationEventDefinition', 'EscalationEndEvent');
  }
}

function ended(
  base: Pick<NodeSeed, 'idPrefix' | 'name'> & { readonly tag: 'endEvent' },
  tag: string,
  name: string,
): NodeSeed {
  return { ...base, properties: {}, event: { tag, properties: { cmdVariantUri: variant(name) } } };
}
