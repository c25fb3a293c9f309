import type { FlowGraph, Item, MessageFlow, Node, Process, Sequence, SequenceFlow } from './flow-graph.ts';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Edge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly points: readonly Point[];
}

export interface Diagram {
  /** BPMN element id to its shape. */
  readonly shapes: ReadonlyMap<string, Bounds>;
  readonly edges: readonly Edge[];
}

const row = 120;
const rowWithReceiver = 170;
const gap = 60;
const pool = { left: 260, padding: 30, gap: 60 };
const participant = { width: 100, height: 140, gap: 40 };

/** Lays a flow out as people do: left to right, branches below each other, receivers beside or below. */
export function diagramLayout(graph: FlowGraph): Diagram {
  const shapes = new Map<string, Bounds>();
  let top = 40;
  let right = 0;
  for (const process of graph.processes) {
    const calls = graph.messageFlows.filter(
      (flow) => flow.processId === process.id && flow.node.tag === 'serviceTask',
    );
    const inException = new Set(process.exception?.nodes.map((node) => node.id));
    const above = calls.some((flow) => !inException.has(flow.node.id));
    if (above) top += participant.height + participant.gap;
    const bounds = placeProcess(process, top, shapes);
    const rowsBelow = placeReceivers(calls, inException, bounds, shapes);
    top = bounds.y + bounds.height + rowsBelow * (participant.height + participant.gap) + pool.gap;
    right = Math.max(right, bounds.x + bounds.width);
  }
  placeAtTheSides(graph.messageFlows, right, shapes);
  const edges = graph.processes.flatMap((process) =>
    [...process.flows, ...(process.exception?.flows ?? [])].map((flow) => sequenceEdge(flow, shapes)),
  );
  return { shapes, edges: [...edges, ...graph.messageFlows.map((flow) => messageEdge(flow, shapes))] };
}

function placeProcess(process: Process, top: number, shapes: Map<string, Bounds>): Bounds {
  const size = measure(process.sequence);
  placeSequence(process.sequence, pool.left + pool.padding, top + pool.padding / 2, shapes);
  let width = size.width + 2 * pool.padding;
  let height = size.height + pool.padding;
  if (process.exception !== undefined) {
    const inner = measure(process.exception.sequence);
    const box = {
      x: pool.left + pool.padding,
      y: top + height,
      width: inner.width + 40,
      height: inner.height + 30,
    };
    shapes.set(process.exception.id, box);
    placeSequence(process.exception.sequence, box.x + 20, box.y + 15, shapes);
    width = Math.max(width, box.width + 2 * pool.padding);
    height += box.height + pool.padding;
  }
  const bounds = { x: pool.left, y: top, width, height };
  shapes.set(process.participantId, bounds);
  return bounds;
}

function measure(sequence: Sequence): { width: number; height: number } {
  let width = -gap;
  let height = row;
  for (const item of sequence) {
    const size = measureItem(item);
    width += size.width + gap;
    height = Math.max(height, size.height);
  }
  return { width: Math.max(width, 0), height };
}

function measureItem(item: Item): { width: number; height: number } {
  if (item.kind === 'node') {
    const height = item.node.tag === 'endEvent' && item.node.channel !== undefined ? rowWithReceiver : row;
    return { width: nodeSize(item.node).width, height };
  }
  const branches = item.branches.map(measure);
  return {
    width: nodeSize(item.gateway).width + gap + Math.max(...branches.map((branch) => branch.width)),
    height: branches.reduce((sum, branch) => sum + branch.height, 0),
  };
}

/** The line of a sequence runs half a row below its top; first branches continue it. */
function placeSequence(sequence: Sequence, left: number, top: number, shapes: Map<string, Bounds>): void {
  let x = left;
  for (const item of sequence) {
    const node = item.kind === 'node' ? item.node : item.gateway;
    const size = nodeSize(node);
    shapes.set(node.id, { x, y: top + row / 2 - size.height / 2, ...size });
    if (item.kind === 'split') {
      let branchTop = top;
      for (const branch of item.branches) {
        placeSequence(branch, x + size.width + gap, branchTop, shapes);
        branchTop += measure(branch).height;
      }
    }
    x += measureItem(item).width + gap;
  }
}

function nodeSize(node: Node): { width: number; height: number } {
  if (node.tag === 'startEvent' || node.tag === 'endEvent') return { width: 32, height: 32 };
  if (node.tag === 'exclusiveGateway' || node.tag === 'parallelGateway') return { width: 40, height: 40 };
  return { width: 100, height: 60 };
}

/** Receivers of calls stand above the pool where there is room, otherwise below it. Returns the rows used below. */
function placeReceivers(
  calls: readonly MessageFlow[],
  inException: ReadonlySet<string>,
  poolBounds: Bounds,
  shapes: Map<string, Bounds>,
): number {
  const step = participant.height + participant.gap;
  const taken: number[][] = [];
  let rowsBelow = 0;
  for (const flow of calls) {
    const node = boundsOf(flow.node.id, shapes);
    const x = node.x + node.width / 2 - participant.width / 2;
    let at = inException.has(flow.node.id) ? 1 : 0;
    while ((taken[at] ?? []).some((other) => Math.abs(other - x) < participant.width + 20)) at += 1;
    (taken[at] ??= []).push(x);
    rowsBelow = Math.max(rowsBelow, at);
    const y =
      at === 0 ? poolBounds.y - step : poolBounds.y + poolBounds.height + participant.gap + (at - 1) * step;
    shapes.set(flow.participantId, { x, y, width: participant.width, height: participant.height });
  }
  return rowsBelow;
}

/** Senders stand left of the start event, receivers of end events right of all pools. */
function placeAtTheSides(flows: readonly MessageFlow[], right: number, shapes: Map<string, Bounds>): void {
  for (const flow of flows) {
    if (flow.node.tag === 'serviceTask') continue;
    const middle = centre(boundsOf(flow.node.id, shapes));
    const x = flow.node.tag === 'startEvent' ? 40 : right + 100;
    const { width, height } = participant;
    shapes.set(flow.participantId, { x, y: middle.y - height / 2, width, height });
  }
}

function sequenceEdge(flow: SequenceFlow, shapes: ReadonlyMap<string, Bounds>): Edge {
  const source = centre(boundsOf(flow.source.id, shapes));
  const target = centre(boundsOf(flow.target.id, shapes));
  const points: Point[] = [source];
  if (source.y < target.y) points.push({ x: source.x, y: target.y });
  if (source.y > target.y) points.push({ x: target.x, y: source.y });
  points.push(target);
  return { id: flow.id, source: flow.source.id, target: flow.target.id, points };
}

function messageEdge(flow: MessageFlow, shapes: ReadonlyMap<string, Bounds>): Edge {
  const node = { id: flow.node.id, at: centre(boundsOf(flow.node.id, shapes)) };
  const other = { id: flow.participantId, at: centre(boundsOf(flow.participantId, shapes)) };
  const [source, target] = flow.channel.direction === 'Sender' ? [other, node] : [node, other];
  return { id: flow.id, source: source.id, target: target.id, points: [source.at, target.at] };
}

function centre(bounds: Bounds): Point {
  return { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 };
}

function boundsOf(id: string, shapes: ReadonlyMap<string, Bounds>): Bounds {
  const bounds = shapes.get(id);
  if (bounds === undefined) throw new Error(`No shape was placed for ${id}`);
  return bounds;
}
