import type { Drawing } from '../drawing/drawing.ts';
import { grown } from '../drawing/geometry.ts';
import { linePath } from '../paint/paint-edge.ts';
import { svg } from '../paint/svg.ts';

const look = {
  fill: 'none',
  stroke: 'var(--focus)',
  'stroke-width': 'var(--focus-width)',
  class: 'focus-ring',
};

/** The ring around the element on which the keyboard stands. */
export function focusRing({ nodes, edges }: Drawing, id: string | undefined): readonly SVGElement[] {
  const node = nodes.find((candidate) => candidate.id === id);
  if (node) {
    const { x, y, width, height } = grown(node.bounds, 5);
    return [svg('rect', { x, y, width, height, rx: node.outline === 'circle' ? width / 2 : 9, ...look })];
  }
  const edge = edges.find((candidate) => candidate.id === id);
  return edge ? [svg('path', { d: linePath(edge.waypoints), ...look })] : [];
}
