import type { Channel, Flow, Participant, Process, SequenceFlow, Step } from '../content/artifact/flow.ts';
import type { DifferenceKind, Found, Place } from './difference.ts';
import type { GraphNode } from './flow-graph.ts';
import { matchElements } from './match-elements.ts';
import type { Paired } from './values.ts';

interface Elements {
  readonly participant: Participant;
  readonly process: Process;
  readonly step: Step;
  readonly channel: Channel;
  readonly route: SequenceFlow;
}
type Element = Elements[keyof Elements];
type Side = 'before' | 'after';

const listOf = {
  participant: 'participants',
  process: 'processes',
  step: 'steps',
  channel: 'channels',
  route: 'sequenceFlows',
} as const;

/** Two flows whose elements are matched, with the words for them. */
export class FlowPair {
  readonly before: Flow;
  readonly after: Flow;
  readonly #pairs: readonly (readonly [GraphNode, GraphNode])[];
  readonly #removed: readonly GraphNode[];
  readonly #added: readonly GraphNode[];
  /** Id before → id after. */
  readonly #partners: ReadonlyMap<string, string>;
  readonly #names: Readonly<Record<Side, ReadonlyMap<string, string>>>;
  readonly #elements: Readonly<Record<Side, ReadonlyMap<string, string>>>;

  constructor(before: Flow, after: Flow) {
    this.before = before;
    this.after = after;
    const { pairs, removed, added } = matchElements(before, after);
    this.#pairs = [...pairs].sort(([, a], [, b]) => a.at - b.at);
    this.#removed = removed;
    this.#added = added;
    this.#partners = new Map(pairs.map(([a, b]) => [a.id, b.id]));
    this.#names = { before: names(before), after: names(after) };
    this.#elements = { before: elements(before), after: elements(after) };
  }

  of<K extends keyof Elements>(kind: K): Paired<Elements[K]> {
    const list = (flow: Flow): readonly Elements[K][] =>
      flow[listOf[kind]] as unknown as readonly Elements[K][];
    const pick = (flow: Flow, { at }: GraphNode): Elements[K] => list(flow)[at] as Elements[K];
    const isKind = (node: GraphNode): boolean => node.kind === kind;
    return {
      pairs: this.#pairs
        .filter(([a]) => isKind(a))
        .map(([a, b]) => [pick(this.before, a), pick(this.after, b)] as const),
      removed: this.#removed.filter(isKind).map((node) => pick(this.before, node)),
      added: this.#added.filter(isKind).map((node) => pick(this.after, node)),
    };
  }

  /** Whether two ids are those of one element. */
  isSame(before: string | undefined, after: string | undefined): boolean {
    if (before === undefined || after === undefined) return before === after;
    return this.#partners.has(before)
      ? this.#partners.get(before) === after
      : before === after && !this.nameOf('before', before);
  }

  partnerOf(before: string): string | undefined {
    return this.#partners.get(before);
  }

  nameOf(side: Side, id: string): string | undefined {
    return this.#names[side].get(id);
  }

  /** For properties whose value is an element's id. */
  readonly references = {
    isSameElement: (before: string, after: string): boolean => {
      const partner = this.#partners.get(before);
      if (partner !== undefined) return partner === after;
      const element = this.#elements.before.get(before);
      // Parts without a name of their own, such as formal expressions: their ids change with each save.
      return (
        element !== undefined &&
        !this.#names.before.has(before) &&
        !this.#names.after.has(after) &&
        this.#elements.after.get(after) === element
      );
    },
    nameOf: (side: Side, value: string): string | undefined => this.#names[side].get(value),
  };

  placeOf(before: readonly string[], after: readonly string[]): Partial<Place> {
    return { before: before.filter((id) => id !== ''), after: after.filter((id) => id !== '') };
  }

  whole(kind: DifferenceKind, before: Element | undefined, after: Element | undefined): Found {
    const change = before ? 'removed' : 'added';
    return {
      kind,
      change,
      subject: before ? this.subjectOf('before', before) : after ? this.subjectOf('after', after) : '',
      before: before && this.#about('before', before),
      after: after && this.#about('after', after),
      place: this.placeOf(before ? [before.id] : [], after ? [after.id] : []),
    };
  }

  /** `step "Map order" (Message Mapping)`. */
  subjectOf(side: Side, element: Element): string {
    if ('adapter' in element) {
      const { direction, system, name, adapterName } = element;
      return `${direction.toLowerCase()} channel "${system || name}" (${adapterName})`.trim();
    }
    if ('source' in element) return this.routeSubject(side, element);
    if ('role' in element)
      return element.role === 'other' ? `participant "${element.name}"` : `${element.role} "${element.name}"`;
    if ('kind' in element) return `${element.typeName} "${element.name}"`;
    const { name, typeName, process } = element;
    const at = this[side].processes.find(({ id }) => id === process);
    const where = at?.kind === 'local' ? ` in "${at.name}"` : '';
    return `${name === '' ? `step (${typeName})` : `step "${name}" (${typeName})`}${where}`;
  }

  routeSubject(side: Side, { name, source, condition }: SequenceFlow): string {
    const from = this.nameOf(side, source) ?? source;
    if (name === '' && condition === undefined) return `connection of "${from}"`;
    return `route${name === '' ? '' : ` "${name}"`} of "${from}"`;
  }

  /** What a newcomer to the flow has to know of an element that comes or goes. */
  #about(side: Side, element: Element): string {
    if ('adapter' in element) return element.address;
    if ('source' in element) return element.condition ?? '';
    if ('role' in element || 'kind' in element) return '';
    const flows = this[side].sequenceFlows;
    const list = (ids: readonly string[]): string =>
      ids.map((id) => `"${this.nameOf(side, id) ?? id}"`).join(', ');
    const sources = flows.filter(({ target }) => target === element.id).map(({ source }) => source);
    const targets = flows.filter(({ source }) => source === element.id).map(({ target }) => target);
    return [
      ...(sources.length > 0 ? [`after ${list(sources)}`] : []),
      ...(targets.length > 0 ? [`before ${list(targets)}`] : []),
    ].join(', ');
  }
}

function names(flow: Flow): ReadonlyMap<string, string> {
  return new Map([
    ...flow.participants.map(({ id, name }) => [id, name] as const),
    ...flow.processes.map(({ id, name }) => [id, name] as const),
    ...flow.steps.map(({ id, name, typeName }) => [id, name || typeName] as const),
    ...flow.channels.map(({ id, name }) => [id, name] as const),
    ...flow.sequenceFlows.map(({ id, name }) => [id, name] as const),
  ]);
}

function elements(flow: Flow): ReadonlyMap<string, string> {
  return new Map(flow.elements.map(({ id, element }) => [id, element]));
}
