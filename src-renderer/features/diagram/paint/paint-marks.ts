import type { Drawing } from '../drawing/drawing.ts';
import { grown, type Point } from '../drawing/geometry.ts';
import { middleOf } from '../drawing/route.ts';
import { linePath } from './paint-edge.ts';
import { short, svg } from './svg.ts';

/** What a comparison says of an element. */
export type Mark = 'added' | 'removed' | 'changed' | 'moved';

interface MarkLook {
  readonly token: string;
  /** On a grid of 12 by 12: a sign of its own for each, so that nothing hangs on colour. */
  readonly sign: string;
  readonly dashes: string;
}

export const markLooks: Readonly<Record<Mark, MarkLook>> = {
  added: { token: 'ok', sign: 'M6 2.5v7M2.5 6h7', dashes: 'none' },
  removed: { token: 'bad', sign: 'M2.5 6h7', dashes: '6 3' },
  changed: { token: 'warn', sign: 'M2.5 4.3h7M2.5 7.7h7M8 1.8L4 10.2', dashes: 'none' },
  moved: { token: 'escalated', sign: 'M2 6h8M7.5 3.5L10 6 7.5 8.5', dashes: '2 3' },
};

/** An outline and a badge with a sign for every marked element that is drawn. */
export function paintMarks(drawing: Drawing, marks: ReadonlyMap<string, Mark>): readonly SVGElement[] {
  const nodes = drawing.nodes.flatMap(({ id, otherId, bounds, outline }) => {
    const mark = marks.get(id) ?? (otherId === undefined ? undefined : marks.get(otherId));
    if (mark === undefined) return [];
    const { x, y, width, height } = grown(bounds, 4);
    const round = outline === 'circle' ? width / 2 : 8;
    const line = svg('rect', { x, y, width, height, rx: round, ...lineLook(mark) });
    const corner =
      outline === 'box' ? { x: x + width - 4, y: y + 4 } : { x: x + width * 0.86, y: y + height * 0.14 };
    return [line, badge(mark, corner)];
  });
  const edges = drawing.edges.flatMap(({ id, waypoints }) => {
    const mark = marks.get(id);
    if (mark === undefined) return [];
    return [svg('path', { d: linePath(waypoints), ...lineLook(mark) }), badge(mark, middleOf(waypoints))];
  });
  return [...nodes, ...edges];
}

function lineLook(mark: Mark): Readonly<Record<string, string | number>> {
  const { token, dashes } = markLooks[mark];
  return { fill: 'none', stroke: `var(--${token})`, 'stroke-width': 2, 'stroke-dasharray': dashes };
}

function badge(mark: Mark, { x, y }: Point): SVGElement {
  const { token, sign } = markLooks[mark];
  return svg('g', { transform: `translate(${short(x - 8)} ${short(y - 8)})` }, [
    svg('title', {}, [mark]),
    svg('circle', {
      cx: 8,
      cy: 8,
      r: 8,
      fill: `var(--${token})`,
      stroke: 'var(--surface)',
      'stroke-width': 1.5,
    }),
    svg('path', {
      d: sign,
      transform: 'translate(2 2)',
      fill: 'none',
      stroke: 'var(--surface)',
      'stroke-width': 1.8,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  ]);
}
