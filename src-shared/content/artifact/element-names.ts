import type { Flow } from './flow.ts';

type Step = Flow['steps'][number];

export function stepTitle({ name, typeName }: Pick<Step, 'name' | 'typeName'>): string {
  return name === '' ? typeName : name;
}

/** Name of an element, its kind where it has none, its id where nothing else is known. */
export function nameOf(flow: Flow, id: string): string {
  const step = flow.steps.find((each) => each.id === id);
  if (step) return stepTitle(step);
  const all = [...flow.participants, ...flow.processes, ...flow.channels, ...flow.sequenceFlows];
  const found = all.find((each) => each.id === id)?.name;
  return found === undefined || found === '' ? id : found;
}

/** What tells elements of one name apart: a channel by its adapter and system. */
export function labelOf(flow: Flow | undefined, id: string, otherwise: string): string {
  const channel = flow?.channels.find((each) => each.id === id);
  if (channel) {
    return `${channel.adapterName} ${channel.direction === 'Sender' ? 'from' : 'to'} ${channel.system}`;
  }
  const name = flow ? nameOf(flow, id) : id;
  return name === id && otherwise !== '' ? otherwise : name;
}
