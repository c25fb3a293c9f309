import type { Measures } from '../drawing/draw-flow.ts';
import { type Drawing, isFrame } from '../drawing/drawing.ts';
import { grown, type Rect } from '../drawing/geometry.ts';
import { paintEdge, paintLabel } from '../paint/paint-edge.ts';
import { type Mark, paintMarks } from '../paint/paint-marks.ts';
import { paintNode } from '../paint/paint-node.ts';
import { paintPath, type PathMarks } from '../paint/paint-path.ts';
import { short, svg } from '../paint/svg.ts';
import { withValues } from './theme-tokens.ts';

export interface SvgOptions {
  readonly title: string;
  readonly tokens: ReadonlyMap<string, string>;
  readonly measures: Measures;
  readonly marks?: ReadonlyMap<string, Mark> | undefined;
  readonly path?: PathMarks | undefined;
}

const margin = 20;

/** The part of the plane that an export shows. */
export function exportedPart({ bounds }: Drawing): Rect {
  return grown(bounds, margin);
}

/** The whole diagram as a file of its own: no style sheet, no script, no link, colours of one theme. */
export function toSvg(drawing: Drawing, { title, tokens, measures, marks, path }: SvgOptions): string {
  const { x, y, width, height } = exportedPart(drawing);
  const node = (shown: Drawing['nodes'][number]): SVGElement =>
    svg(
      'g',
      { transform: `translate(${short(shown.bounds.x)} ${short(shown.bounds.y)})` },
      paintNode(shown, measures),
    );
  const edges = (kind: 'sequence' | 'channel'): readonly SVGElement[] =>
    drawing.edges.filter((edge) => edge.kind === kind).map((edge) => svg('g', {}, paintEdge(edge)));
  const root = svg(
    'svg',
    {
      viewBox: [x, y, width, height].map(short).join(' '),
      width: short(width),
      height: short(height),
      role: 'img',
    },
    [
      svg('title', {}, [title]),
      svg('rect', {
        x: short(x),
        y: short(y),
        width: short(width),
        height: short(height),
        fill: 'var(--canvas)',
      }),
      ...drawing.nodes.filter(isFrame).map(node),
      ...edges('sequence'),
      ...edges('channel'),
      ...drawing.nodes.filter((shown) => !isFrame(shown)).map(node),
      ...drawing.labels.map(paintLabel),
      ...(path ? paintPath(drawing, path) : []),
      ...(marks ? paintMarks(drawing, marks) : []),
    ],
  );
  for (const element of root.querySelectorAll('[class]')) element.removeAttribute('class');
  for (const element of [root, ...root.querySelectorAll('*')]) {
    for (const { name, value } of element.attributes) {
      if (value.includes('var(')) element.setAttribute(name, withValues(value, tokens));
    }
  }
  return new XMLSerializer().serializeToString(root);
}
