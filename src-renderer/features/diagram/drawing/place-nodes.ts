import type { Diagram } from '../../../../src-shared/content/artifact/flow.ts';
import type { FlowNode } from './flow-nodes.ts';
import { containing, contains, overlap, type Rect } from './geometry.ts';
import { layOutFlow, usualSize } from './lay-out-flow.ts';

interface Link {
  readonly source: string;
  readonly target: string;
}

export interface Places {
  readonly bounds: ReadonlyMap<string, Rect>;
  readonly isLaidOut: boolean;
}

/** Nobody draws further out; numbers beyond it come from broken files and would make everything else a dot. */
const farthest = 100_000;
const gap = 30;

/**
 * Where each node stands: where the file says, and found where it says nothing. With more than a quarter of the places unknown or
 * unusable the whole flow is laid out; fewer are put beside what leads to them, and their frames grow.
 */
export function placeNodes(
  nodes: readonly FlowNode[],
  diagram: Diagram | undefined,
  sequence: readonly Link[],
  channels: readonly Link[],
): Places {
  const said = new Map(
    (diagram?.shapes ?? [])
      .filter(isUsable)
      .map(({ element, x, y, width, height }) => [element, { x, y, width, height }]),
  );
  const known = new Map<string, Rect>();
  for (const node of nodes) {
    const rect = said.get(node.otherId ?? node.id) ?? said.get(node.id);
    if (rect) known.set(node.id, rect);
  }
  const missing = nodes.filter(({ id }) => !known.has(id));
  if (missing.length === 0) return { bounds: known, isLaidOut: false };
  if (missing.length * 4 > nodes.length) {
    return { bounds: layOutFlow(nodes, sequence, channels), isLaidOut: true };
  }
  // Innermost first: a frame without a place stands around what is in it.
  for (const node of missing.toReversed())
    known.set(node.id, findPlace(node, nodes, known, [...sequence, ...channels]));
  growFrames(missing, nodes, known);
  return { bounds: known, isLaidOut: true };
}

function isUsable({ x, y, width, height }: Rect): boolean {
  return (
    width >= 1 && height >= 1 && [x, y, x + width, y + height].every((value) => Math.abs(value) < farthest)
  );
}

function findPlace(
  node: FlowNode,
  nodes: readonly FlowNode[],
  known: ReadonlyMap<string, Rect>,
  links: readonly Link[],
): Rect {
  const inside = nodes.flatMap(({ id, parent }) => (parent === node.id ? (known.get(id) ?? []) : []));
  if (inside.length > 0) {
    const { x, y, width, height } = containing(inside);
    return { x: x - gap, y: y - 2 * gap, width: width + 2 * gap, height: height + 3 * gap };
  }
  const size = usualSize(node);
  const before = known.get(links.find(({ target }) => target === node.id)?.source ?? '');
  const after = known.get(links.find(({ source }) => source === node.id)?.target ?? '');
  const everything = containing([...known.values()]);
  let place: Rect = before
    ? { ...size, x: before.x + before.width + gap, y: before.y + before.height / 2 - size.height / 2 }
    : after
      ? { ...size, x: after.x - gap - size.width, y: after.y + after.height / 2 - size.height / 2 }
      : { ...size, x: everything.x, y: everything.y + everything.height + gap };
  const neighbours = nodes.flatMap(({ id, parent }) => (parent === node.parent ? (known.get(id) ?? []) : []));
  while (neighbours.some((other) => overlap(other, place) > 0)) place = { ...place, y: place.y + gap };
  return place;
}

function growFrames(
  missing: readonly FlowNode[],
  nodes: readonly FlowNode[],
  known: Map<string, Rect>,
): void {
  const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
  for (const { id } of missing) {
    let inner = known.get(id);
    for (let outer = parents.get(id); outer !== undefined && inner; outer = parents.get(outer)) {
      const frame = known.get(outer);
      if (!frame || contains(frame, inner)) break;
      inner = containing([
        frame,
        { x: inner.x - gap, y: inner.y - gap, width: inner.width + 2 * gap, height: inner.height + 2 * gap },
      ]);
      known.set(outer, inner);
    }
  }
}
