import type {
  Channel,
  Diagram,
  Flow,
  Participant,
  Process,
  SequenceFlow,
  Step,
} from '../../../../../src-shared/content/artifact/flow.ts';
import { stepName } from '../../../../../src-shared/content/artifact/names.ts';

/** Parts of flows as the reader makes them, with as little as possible to say. */
export function step(id: string, type = 'Enricher', more: Partial<Step> = {}): Step {
  const element = /Event$|Gateway$|^subProcess$/.test(type) ? type : 'callActivity';
  const variant = more.variant;
  return {
    id,
    name: id,
    type,
    typeName: stepName(type, variant),
    variant,
    element,
    process: 'main',
    subprocess: undefined,
    properties: [],
    documentation: undefined,
    ...more,
  };
}

export function process(id: string, kind: Process['kind'] = 'integration'): Process {
  return { id, name: id, type: 'process', kind, typeName: 'Integration Process', properties: [] };
}

export function system(id: string, role: Participant['role']): Participant {
  return { id, name: id, type: '', role, process: undefined, properties: [] };
}

export function pool(id: string, of: string): Participant {
  return { id, name: id, type: 'IntegrationProcess', role: 'process', process: of, properties: [] };
}

export function route(source: string, target: string, more: Partial<SequenceFlow> = {}): SequenceFlow {
  return {
    id: `${source} to ${target}`,
    name: '',
    source,
    target,
    process: 'main',
    condition: undefined,
    conditionType: undefined,
    isDefault: false,
    properties: [],
    ...more,
  };
}

export function channel(source: string, target: string, adapterName = 'HTTPS'): Channel {
  return {
    id: `channel ${source} to ${target}`,
    name: adapterName,
    adapter: adapterName,
    adapterName,
    isThirdParty: false,
    direction: 'Sender',
    address: '/orders',
    transportProtocol: undefined,
    messageProtocol: undefined,
    participant: source,
    system: source,
    step: target,
    source,
    target,
    properties: [],
  };
}

export function flow(parts: Partial<Flow>): Flow {
  return {
    file: 'a.iflw',
    name: 'Order to S/4HANA',
    properties: [],
    participants: [],
    processes: [process('main')],
    steps: [],
    channels: [],
    sequenceFlows: [],
    elements: [],
    diagram: undefined,
    documentation: undefined,
    ...parts,
  };
}

/** A sender, a main process with a Router and an exception subprocess, a local process, a receiver; no diagram. */
export function orderFlow(diagram?: Diagram): Flow {
  return flow({
    diagram,
    participants: [system('Web Shop', 'sender'), system('ERP', 'receiver'), pool('Pool', 'main')],
    processes: [process('main'), process('Get token', 'local')],
    steps: [
      step('Start', 'startEvent', { variant: 'message' }),
      step('Check', 'Script', { variant: 'GroovyScript' }),
      step('valid?', 'exclusiveGateway'),
      step('Send order', 'ExternalCall'),
      step('Keep', 'DBstorage', { variant: 'put' }),
      step('End', 'endEvent', { variant: 'message' }),
      step('Exception Subprocess', 'subProcess', { variant: 'ErrorEventSubProcessTemplate' }),
      step('Error Start', 'startEvent', { variant: 'error', subprocess: 'Exception Subprocess' }),
      step('Log', 'Script', { subprocess: 'Exception Subprocess' }),
      step('Local Start', 'startEvent', { process: 'Get token', variant: 'none' }),
      step('Ask', 'ExternalCall', { process: 'Get token' }),
    ],
    sequenceFlows: [
      route('Start', 'Check'),
      route('Check', 'valid?'),
      route('valid?', 'Send order', { name: 'yes', condition: "${property.ok} = 'true'" }),
      route('valid?', 'Keep', { name: 'no', isDefault: true }),
      route('Send order', 'End'),
      route('Keep', 'End'),
      route('Error Start', 'Log'),
      route('Local Start', 'Ask', { process: 'Get token' }),
    ],
    channels: [
      channel('Web Shop', 'Start'),
      { ...channel('Send order', 'ERP', 'OData'), direction: 'Receiver' },
    ],
  });
}
