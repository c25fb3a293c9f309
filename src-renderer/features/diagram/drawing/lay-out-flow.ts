import type { FlowNode } from './flow-nodes.ts';
import { centre, containing, type Rect } from './geometry.ts';
import { layOutGraph } from './lay-out-graph.ts';
import { lane } from './route.ts';

interface Link {
  readonly source: string;
  readonly target: string;
}

const stepSize = { width: 100, height: 60 };
const eventSize = { width: 32, height: 32 };
const gatewaySize = { width: 40, height: 40 };
const systemSize = { width: 100, height: 100 };
const emptyFrame = { width: 260, height: 120 };
/** Inside a frame; more on top, for its title. */
const padding = { side: 40, top: 56, bottom: 40 };
const gapToSystems = 110;
const gapBetween = 40;

/**
 * Places for every node of a flow that says none: steps in layers, Local Integration Processes below the Integration Process,
 * senders at the left and receivers at the right, each beside the step that its channel leads to.
 */
export function layOutFlow(
  nodes: readonly FlowNode[],
  sequence: readonly Link[],
  channels: readonly Link[],
): ReadonlyMap<string, Rect> {
  const places = new Map<string, Rect>();
  const frames = nodes.filter(({ parent, kind }) => parent === undefined && kind !== 'system');
  let y = 0;
  for (const frame of frames) {
    const inside = layOutInside(frame, nodes, sequence, 0);
    for (const [id, rect] of inside) places.set(id, { ...rect, y: rect.y + y });
    y += (inside.get(frame.id)?.height ?? 0) + gapBetween;
  }
  placeSystems(nodes, channels, places);
  return places;
}

export function usualSize({ kind }: FlowNode): { readonly width: number; readonly height: number } {
  if (kind === 'event') return eventSize;
  if (kind === 'gateway') return gatewaySize;
  if (kind === 'system') return systemSize;
  return kind === 'step' ? stepSize : emptyFrame;
}

/** The node at 0, 0 and everything in it. */
function layOutInside(
  node: FlowNode,
  nodes: readonly FlowNode[],
  sequence: readonly Link[],
  depth: number,
): ReadonlyMap<string, Rect> {
  const children = nodes.filter(({ parent }) => parent === node.id);
  // Deeper than anybody draws: a file may nest without end.
  if (children.length === 0 || depth > 20) return new Map([[node.id, { x: 0, y: 0, ...usualSize(node) }]]);
  const insides = new Map(
    children.map((child) => [child.id, layOutInside(child, nodes, sequence, depth + 1)] as const),
  );
  const sizes = children.map(({ id }) => {
    const { width = 0, height = 0 } = insides.get(id)?.get(id) ?? {};
    return { id, width, height };
  });
  const places = layOutGraph(sizes, sequence);
  const all = containing([...places.values()]);
  const placed = new Map<string, Rect>([
    [
      node.id,
      {
        x: 0,
        y: 0,
        width: Math.max(all.width + 2 * padding.side, emptyFrame.width),
        height: all.height + padding.top + padding.bottom,
      },
    ],
  ]);
  for (const [id, inside] of insides) {
    const at = places.get(id);
    if (!at) continue;
    for (const [inner, rect] of inside) {
      placed.set(inner, { ...rect, x: rect.x + at.x + padding.side, y: rect.y + at.y + padding.top });
    }
  }
  return placed;
}

function placeSystems(
  nodes: readonly FlowNode[],
  channels: readonly Link[],
  places: Map<string, Rect>,
): void {
  const { x, y, width } = containing([...places.values()]);
  const columns = { left: x - gapToSystems - systemSize.width, right: x + width + gapToSystems };
  const free = { left: y, right: y };
  const wanted = nodes
    .filter(({ kind }) => kind === 'system')
    .map((node) => {
      const target = channels.find(({ source }) => source === node.id)?.target;
      const source = channels.find((channel) => channel.target === node.id)?.source;
      const partner = places.get(target ?? source ?? '');
      const side =
        target !== undefined || (source === undefined && node.icon === 'sender') ? 'left' : 'right';
      const isBelow = target === undefined && source !== undefined;
      const middle = partner && (isBelow ? partner.y + partner.height + lane : centre(partner).y);
      return { id: node.id, side, y: middle ?? y } as const;
    })
    .toSorted((a, b) => a.y - b.y);
  for (const { id, side, y: middle } of wanted) {
    const top = Math.max(middle - systemSize.height / 2, free[side]);
    places.set(id, { x: columns[side], y: top, ...systemSize });
    free[side] = top + systemSize.height + gapBetween;
  }
}
