import type { DrawnEdge, DrawnLabel } from '../drawing/drawing.ts';
import { distance, type Point } from '../drawing/geometry.ts';
import { labelLine } from '../drawing/place-labels.ts';
import { halo, looks, smallSize } from './looks.ts';
import { paintLines } from './paint-node.ts';
import { short, svg } from './svg.ts';

const headLength = 8;
const headHalf = 3.6;
const bend = 6;

/** The line with its head; the class `body` is on both, for what a selection changes. */
export function paintEdge({ waypoints, kind, isDefault }: DrawnEdge): readonly SVGElement[] {
  const [tip, before] = [waypoints.at(-1), waypoints.at(-2)];
  if (!tip || !before) return [];
  const isChannel = kind === 'channel';
  return [
    svg('path', { class: 'body', d: linePath(waypoints), ...(isChannel ? looks.channel : looks.sequence) }),
    svg('path', {
      class: 'head',
      d: headPath(before, tip),
      ...(isChannel ? looks.channelHead : looks.sequenceHead),
    }),
    ...(isDefault ? paintDefaultMark(waypoints) : []),
  ];
}

/** Through all points, with rounded bends; ends where the head begins. */
export function linePath(points: readonly Point[]): string {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return '';
  let d = `M${place(first)}`;
  for (const [index, point] of points.entries()) {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before) continue;
    if (!after) {
      d += `L${place(towards(point, before, Math.min(headLength - 1, distance(point, before))))}`;
      break;
    }
    const radius = Math.min(bend, distance(before, point) / 2, distance(point, after) / 2);
    d += `L${place(towards(point, before, radius))}Q${place(point)} ${place(towards(point, after, radius))}`;
  }
  return d;
}

function headPath(before: Point, tip: Point): string {
  const base = towards(tip, before, headLength);
  const length = distance(before, tip) || 1;
  const [nx, ny] = [(-(tip.y - before.y) / length) * headHalf, ((tip.x - before.x) / length) * headHalf];
  return `M${place(tip)}L${place({ x: base.x + nx, y: base.y + ny })}L${place({ x: base.x - nx, y: base.y - ny })}z`;
}

/** BPMN's stroke across the begin of the route that is taken when no condition holds. */
function paintDefaultMark([from, to]: readonly Point[]): readonly SVGElement[] {
  if (!from || !to || distance(from, to) < 24) return [];
  const middle = towards(from, to, 12);
  const d = `M${place({ x: middle.x - 4, y: middle.y + 5 })}L${place({ x: middle.x + 4, y: middle.y - 5 })}`;
  return [svg('path', { d, ...looks.sequence })];
}

export function paintLabel({ lines, box, tone, anchor, ground }: DrawnLabel): SVGElement {
  const x = anchor === 'start' ? box.x : box.x + box.width / 2;
  const look = {
    ...looks.small,
    'text-anchor': anchor,
    ...(tone === 'title' ? {} : halo(ground)),
    ...(tone === 'channel' ? { fill: 'var(--accent)' } : {}),
  };
  return paintLines(lines, x, box.y + smallSize, labelLine, look);
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

function place({ x, y }: Point): string {
  return `${short(x)} ${short(y)}`;
}
