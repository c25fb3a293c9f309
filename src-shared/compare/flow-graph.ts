import type { Cell, Flow, Property } from '../content/artifact/flow.ts';
import { plainText } from './values.ts';

/** An element of a flow with what it is linked to: what tells it apart when ids say nothing. */
export interface GraphNode {
  readonly id: string;
  readonly kind: 'participant' | 'process' | 'step' | 'channel' | 'route';
  /** Kind and type, without name. */
  readonly type: string;
  /** Type and name. */
  readonly named: string;
  /** Everything it says itself, ids left out. */
  readonly whole: string;
  /** Position in its list of the flow. */
  readonly at: number;
  /** Filled once all nodes are known. */
  readonly links: GraphLink[];
}

export interface GraphLink {
  readonly role: string;
  readonly to: GraphNode;
}

/** Keys that say again what stands elsewhere in the element, or that the editor's version writes. */
export const derivedKeys: ReadonlySet<string> = new Set(['Name', 'system', 'loopId']);
/** Keys that tell the version of a step or adapter. */
export const versionKeys: ReadonlySet<string> = new Set([
  'componentVersion',
  'cmdVariantUri',
  'ComponentSWCVId',
  'ComponentSWCVName',
  'ComponentNS',
  'TransportProtocolVersion',
  'MessageProtocolVersion',
]);

/** Participants, processes, steps, channels and sequence flows as one graph. */
export function flowGraph(flow: Flow): readonly GraphNode[] {
  const ids = new Map(flow.elements.map(({ id, element }) => [id, element]));
  const nodes: GraphNode[] = [];
  const byId = new Map<string, GraphNode>();
  const add = (kind: GraphNode['kind'], at: number, parts: NodeParts): GraphNode => {
    const type = `${kind}/${parts.type}`;
    const named = `${type}/${parts.name}`;
    const said = parts.properties
      .filter(({ key }) => !derivedKeys.has(key) && !versionKeys.has(key))
      .map((property) => JSON.stringify([property.key, valueText(property, ids)]))
      .sort()
      .join();
    const node = {
      id: parts.id,
      kind,
      type,
      named,
      whole: `${named}/${parts.more ?? ''}/${said}`,
      at,
      links: [],
    };
    nodes.push(node);
    if (parts.id !== '' && !byId.has(parts.id)) byId.set(parts.id, node);
    return node;
  };
  const ends: (() => void)[] = [];
  const link = (node: GraphNode, role: string, id: string | undefined): void => {
    ends.push(() => {
      const to = id === undefined ? undefined : byId.get(id);
      if (!to) return;
      node.links.push({ role, to });
      to.links.push({ role: `${role} of`, to: node });
    });
  };
  flow.participants.forEach((each, at) => {
    const name = each.role === 'process' ? '' : each.name;
    link(add('participant', at, { ...each, name }), 'frames', each.process);
  });
  flow.processes.forEach((each, at) => add('process', at, { ...each, type: each.kind }));
  flow.steps.forEach((each, at) => {
    const type = `${each.element}/${each.type}/${each.variant ?? ''}`;
    const more = JSON.stringify([each.documentation, each.loop]);
    const node = add('step', at, { ...each, type, more });
    link(node, 'in', each.process);
    link(node, 'inside', each.subprocess);
    for (const { key, value } of each.properties) if (ids.has(value)) link(node, key, value);
  });
  flow.channels.forEach((each, at) => {
    const node = add('channel', at, { ...each, type: `${each.adapter}/${each.direction}` });
    link(node, 'from', each.source);
    link(node, 'to', each.target);
  });
  flow.sequenceFlows.forEach((each, at) => {
    const more = JSON.stringify([each.condition, each.isDefault]);
    const node = add('route', at, { ...each, type: '', more });
    link(node, 'from', each.source);
    link(node, 'to', each.target);
  });
  for (const end of ends) end();
  return nodes;
}

interface NodeParts {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly properties: readonly Property[];
  readonly more?: string;
}

/** A property's value without what differs by form alone: ids of elements, quotes and blanks of a table's XML. */
function valueText({ value, rows }: Property, ids: ReadonlyMap<string, string>): string {
  if (rows) return JSON.stringify(rows.map(rowText));
  const element = ids.get(value);
  return element === undefined ? plainText(value) : `#${element}`;
}

/** A row of a table; cells with an id go by it. */
export function rowText(row: readonly Cell[]): string {
  const cells = row.map(({ id, value }) => [id ?? '', plainText(value)] as const);
  return JSON.stringify(
    cells.every(([id]) => id !== '') ? [...cells].sort(([a], [b]) => (a < b ? -1 : 1)) : cells,
  );
}
