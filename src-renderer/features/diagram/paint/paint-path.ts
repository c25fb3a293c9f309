import type { Drawing, DrawnEdge, DrawnNode } from '../drawing/drawing.ts';
import { distance, grown, type Point } from '../drawing/geometry.ts';
import { middleOf } from '../drawing/route.ts';
import { smallSize } from './looks.ts';
import { linePath } from './paint-edge.ts';
import { short, svg } from './svg.ts';

/** What a message did at an element. */
export interface PathMark {
  readonly state: 'done' | 'failed' | 'running';
  /** Such as `×12, 1.42 s`; empty: nothing is written at it. */
  readonly text: string;
}

/** By the id of the element. */
export type PathMarks = ReadonlyMap<string, PathMark>;

/** A sign on a grid of 12 by 12 for each, so that nothing hangs on colour. */
const looks = {
  done: { token: 'ok', sign: 'M2.5 6.2l2.4 2.4 4.6-5' },
  failed: { token: 'bad', sign: 'M3 3l6 6M9 3l-6 6' },
  running: { token: 'info', sign: 'M6 2.5v3.7l2.4 1.6' },
} as const;

const tagHeight = 15;
const letter = 6.1;

/** The way a message took: ways below everything, then outlines, with what is to be said at the upper edge. */
export function paintPath(drawing: Drawing, marks: PathMarks): readonly SVGElement[] {
  const edges = drawing.edges.flatMap((edge) => {
    const mark = marks.get(edge.id);
    return mark ? [{ edge, mark }] : [];
  });
  const nodes = drawing.nodes.flatMap((node) => {
    const mark = marks.get(node.id) ?? (node.otherId === undefined ? undefined : marks.get(node.otherId));
    return mark ? [{ node, mark }] : [];
  });
  return [
    ...edges.map(({ edge, mark }) => paintWay(edge, mark)),
    ...nodes.map(({ node, mark }) => paintOutline(node, mark)),
    ...nodes.flatMap(({ node, mark }) => paintTag(mark, edgeOf(node))),
    ...edges.flatMap(({ edge, mark }) => paintTag(mark, beside(edge, mark))),
  ];
}

function paintWay({ waypoints }: DrawnEdge, { state }: PathMark): SVGElement {
  return svg('path', {
    d: linePath(waypoints),
    fill: 'none',
    stroke: `var(--${looks[state].token})`,
    'stroke-width': 3.5,
    'stroke-opacity': 0.75,
    'stroke-linecap': 'round',
  });
}

function paintOutline({ bounds, outline }: DrawnNode, { state }: PathMark): SVGElement {
  const { x, y, width, height } = grown(bounds, 3);
  const look = {
    fill: 'none',
    stroke: `var(--${looks[state].token})`,
    'stroke-width': state === 'failed' ? 3 : 2,
  };
  if (outline === 'diamond') {
    const d = `M${short(x + width / 2)} ${short(y)}L${short(x + width)} ${short(y + height / 2)}L${short(x + width / 2)} ${short(y + height)}L${short(x)} ${short(y + height / 2)}z`;
    return svg('path', { d, ...look });
  }
  return svg('rect', { x, y, width, height, rx: outline === 'circle' ? width / 2 : 8, ...look });
}

/** The upper edge; the name of a gateway stands above it. */
function edgeOf({ bounds: { x, y, width, height }, outline }: DrawnNode): Point {
  return { x: x + width / 2, y: outline === 'diamond' ? y + height + 8 : y - 3 };
}

/** Not on the way itself, beside which its name stands: below one that lies, at the left of one that stands. */
function beside({ waypoints }: DrawnEdge, { text }: PathMark): Point {
  const middle = middleOf(waypoints);
  const at = waypoints.findIndex((point, index) => {
    const next = waypoints[index + 1];
    return next !== undefined && distance(point, middle) + distance(middle, next) - distance(point, next) < 1;
  });
  const [from, to] = [waypoints[at], waypoints[at + 1]];
  const isStanding =
    from !== undefined && to !== undefined && Math.abs(from.y - to.y) > Math.abs(from.x - to.x);
  return isStanding
    ? { x: middle.x - tagWidth(text) / 2 - 5, y: middle.y }
    : { x: middle.x, y: middle.y + tagHeight / 2 + 5 };
}

function tagWidth(text: string): number {
  return tagHeight + (text === '' ? 0 : text.length * letter + 5);
}

/** A sign, and beside it the text. */
function paintTag({ state, text }: PathMark, { x, y }: Point): readonly SVGElement[] {
  if (text === '' && state === 'done') return [];
  const { token, sign } = looks[state];
  const width = tagWidth(text);
  const children: SVGElement[] = [
    svg('rect', {
      width: short(width),
      height: tagHeight,
      rx: tagHeight / 2,
      fill: 'var(--surface)',
      stroke: `var(--${token})`,
      'stroke-width': 1.2,
    }),
    svg('path', {
      d: sign,
      transform: 'translate(3 2) scale(0.9)',
      fill: 'none',
      stroke: `var(--${token})`,
      'stroke-width': 1.9,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  ];
  if (text !== '') {
    children.push(
      svg(
        'text',
        {
          x: tagHeight,
          y: 11,
          'font-family': 'var(--font-family)',
          'font-size': smallSize - 0.5,
          fill: 'var(--text)',
        },
        [text],
      ),
    );
  }
  return [
    svg('g', { transform: `translate(${short(x - width / 2)} ${short(y - tagHeight / 2)})` }, children),
  ];
}
