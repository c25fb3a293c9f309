import type { Drawing, DrawnEdge, DrawnNode } from '../drawing/drawing.ts';

type Element = object;

/** bpmn-js's factory of BPMN elements. */
export interface Moddle {
  create(type: string, properties: Readonly<Record<string, unknown>>): Element;
}

/** bpmn-js keeps elements in plain objects: with a sign before it, `constructor` is an id like any other. */
const sign = '#';

export function toElementId(id: string): string {
  return sign + id;
}

export function fromElementId(elementId: string): string {
  return elementId.slice(sign.length);
}

/**
 * The drawing as the BPMN document that bpmn-js imports: every element with a shape of its own, subprocesses open, only links between
 * what exists. The file's XML stays with the reader, which has judged it already; a second reading in the window would cost time and
 * meet every broken reference again. Names are left out, because bpmn-js would draw them: ours have their places already.
 */
export function toDefinitions(moddle: Moddle, { nodes, edges }: Drawing): Element {
  const elements = new Map<string, Element>();
  const create = (type: string, id: string, properties: Readonly<Record<string, unknown>> = {}): Element => {
    const element = moddle.create(`bpmn:${type}`, { id: toElementId(id), ...properties });
    elements.set(id, element);
    return element;
  };
  const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
  /** What is in each frame; routes follow when both of their ends are there. */
  const contents = new Map<string | undefined, Element[]>();
  const within = (parent: string | undefined): Element[] => {
    const inside = nodes
      .filter((node) => node.parent === parent && !isPool(node))
      .map((node) =>
        create(typeOf(node), node.id, node.kind === 'subprocess' ? { flowElements: within(node.id) } : {}),
      );
    contents.set(parent, inside);
    return inside;
  };
  const process = (id: string, flowElements: Element[]): Element =>
    moddle.create('bpmn:Process', { id: `process of ${id}`, flowElements });
  const connect = ({ id, source, target, kind }: DrawnEdge): Element =>
    create(kind === 'channel' ? 'MessageFlow' : 'SequenceFlow', id, {
      sourceRef: elements.get(source),
      targetRef: elements.get(target),
    });

  const pools = nodes
    .filter(isPool)
    .map((node) =>
      node.kind === 'process'
        ? create('Participant', node.id, { processRef: process(node.id, within(node.id)) })
        : create('Participant', node.id),
    );
  const loose = within(undefined);
  const messageFlows: Element[] = [];
  for (const edge of edges) {
    const frame = edge.kind === 'sequence' ? contents.get(parents.get(edge.source)) : messageFlows;
    frame?.push(connect(edge));
  }
  const collaboration = moddle.create('bpmn:Collaboration', {
    id: 'collaboration',
    participants: [
      ...pools,
      moddle.create('bpmn:Participant', { id: 'loose', processRef: process('loose', loose) }),
    ],
    messageFlows,
  });
  const planeElement = [
    ...nodes.map((node) => shapeOf(moddle, node, elements.get(node.id))),
    ...edges.map((edge) => edgeOf(moddle, edge, elements.get(edge.id))),
  ];
  const plane = moddle.create('bpmndi:BPMNPlane', { id: 'plane', bpmnElement: collaboration, planeElement });
  return moddle.create('bpmn:Definitions', {
    rootElements: [collaboration],
    diagrams: [moddle.create('bpmndi:BPMNDiagram', { id: 'diagram', plane })],
  });
}

function isPool({ kind }: DrawnNode): boolean {
  return kind === 'process' || kind === 'system';
}

/** Close enough: what a step is, our renderer knows. */
function typeOf({ kind, look, element }: DrawnNode): string {
  if (kind === 'event')
    return look === 'end' ? 'EndEvent' : element === 'startEvent' ? 'StartEvent' : 'IntermediateCatchEvent';
  if (kind === 'gateway') return element === 'parallelGateway' ? 'ParallelGateway' : 'ExclusiveGateway';
  return kind === 'subprocess' ? 'SubProcess' : 'CallActivity';
}

function shapeOf(moddle: Moddle, { id, bounds }: DrawnNode, bpmnElement: Element | undefined): Element {
  const { x, y, width, height } = bounds;
  return moddle.create('bpmndi:BPMNShape', {
    id: `shape of ${id}`,
    bpmnElement,
    // SAP says it of hardly any, though its editor shows them all open.
    isExpanded: true,
    bounds: moddle.create('dc:Bounds', { x, y, width, height }),
  });
}

function edgeOf(moddle: Moddle, { id, waypoints }: DrawnEdge, bpmnElement: Element | undefined): Element {
  return moddle.create('bpmndi:BPMNEdge', {
    id: `edge of ${id}`,
    bpmnElement,
    waypoint: waypoints.map(({ x, y }) => moddle.create('dc:Point', { x, y })),
  });
}
