import { type Drawing, type DrawnEdge, type DrawnNode, isFrame } from './drawing/drawing.ts';
import { readingOrder } from './drawing/flow-order.ts';
import { centre, type Point } from './drawing/geometry.ts';
import { middleOf } from './drawing/route.ts';

export type Direction = 'forward' | 'back' | 'up' | 'down';

/** Where the keyboard can stand: systems, steps and channels, in the order in which a person reads them. */
export function stops(drawing: Drawing): readonly (DrawnNode | DrawnEdge)[] {
  const channels = drawing.edges.filter(({ kind }) => kind === 'channel');
  const frames = new Map(drawing.nodes.map(({ id, kind }, index) => [id, kind === 'process' ? index : 0]));
  const nodes = drawing.nodes.filter((node) => !isFrame(node));
  const links = [
    ...drawing.edges.filter(({ kind }) => kind === 'sequence'),
    ...channels.flatMap(({ id, source, target }) => [
      { source, target: id },
      { source: id, target },
    ]),
  ];
  // Senders come first, then the Integration Process, the local ones after it.
  const rank = (node: DrawnNode): number =>
    node.kind === 'system'
      ? channels.some(({ source }) => source === node.id)
        ? -1
        : 1_000_000
      : (frames.get(node.parent ?? '') ?? 0);
  const ids = nodes.toSorted((a, b) => rank(a) - rank(b)).map(({ id }) => id);
  const byId = new Map([...nodes, ...channels].map((stop) => [stop.id, stop]));
  return readingOrder([...ids, ...channels.map(({ id }) => id)], links).flatMap((id) => byId.get(id) ?? []);
}

/** The next stop: along the flow, or the nearest one above or below. Undefined where there is none. */
export function walk(drawing: Drawing, from: string, direction: Direction): string | undefined {
  const { edges } = drawing;
  const channel = edges.find(({ id, kind }) => id === from && kind === 'channel');
  if (direction === 'forward') {
    if (channel) return channel.target;
    const [next] = inOrder(edges.filter(({ source }) => source === from));
    return next && (next.kind === 'channel' ? next.id : next.target);
  }
  if (direction === 'back') {
    if (channel) return channel.source;
    const [before] = inOrder(edges.filter(({ target }) => target === from));
    return before && (before.kind === 'channel' ? before.id : before.source);
  }
  return nearest(drawing, from, direction);
}

/** Routes before channels; of several routes the upper one. */
function inOrder(edges: readonly DrawnEdge[]): readonly DrawnEdge[] {
  const height = ({ waypoints }: DrawnEdge): number => Math.min(...waypoints.map(({ y }) => y));
  return edges.toSorted((a, b) =>
    a.kind === b.kind ? height(a) - height(b) : a.kind === 'sequence' ? -1 : 1,
  );
}

function nearest(drawing: Drawing, from: string, direction: 'up' | 'down'): string | undefined {
  const places = new Map(stops(drawing).map((stop) => [stop.id, placeOf(stop)]));
  const start = places.get(from);
  if (!start) return undefined;
  const sign = direction === 'down' ? 1 : -1;
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const [id, { x, y }] of places) {
    const down = (y - start.y) * sign;
    // Within a row there is nothing above or below.
    if (id === from || down < 12) continue;
    const cost = down + 2 * Math.abs(x - start.x);
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}

function placeOf(stop: DrawnNode | DrawnEdge): Point {
  return 'bounds' in stop ? centre(stop.bounds) : middleOf(stop.waypoints);
}
