import type { Measures } from '../drawing/draw-flow.ts';
import type { DrawnNode } from '../drawing/drawing.ts';
import type { Rect } from '../drawing/geometry.ts';
import { type StepIcon, stepIconPaths } from '../drawing/step-icons.ts';
import { wrapText } from '../drawing/wrap-text.ts';
import { looks, nameLine } from './looks.ts';
import { short, svg } from './svg.ts';

/** The shape of a node; its outline has the class `body`, for what a selection changes. */
export function paintNode(node: DrawnNode, measures: Measures): readonly SVGElement[] {
  switch (node.kind) {
    case 'process':
    case 'subprocess':
      return paintFrame(node);
    case 'event':
      return paintEvent(node);
    case 'gateway':
      return paintGateway(node);
    case 'system':
      return paintBox(node, measures, looks.quietIcon, node.typeName);
    case 'step':
      return paintBox(node, measures, looks.icon, undefined);
  }
}

function paintFrame({ bounds, look, kind }: DrawnNode): readonly SVGElement[] {
  const attributes =
    look === 'exception'
      ? looks.exception
      : look === 'local'
        ? looks.local
        : kind === 'process'
          ? looks.process
          : looks.subprocess;
  return [body(bounds, { ...attributes, class: 'body frame' })];
}

function paintEvent({ bounds, look, icon }: DrawnNode): readonly SVGElement[] {
  const radius = Math.min(bounds.width, bounds.height) / 2;
  const circle = svg('ellipse', {
    class: 'body',
    cx: bounds.width / 2,
    cy: bounds.height / 2,
    rx: bounds.width / 2 - 1,
    ry: bounds.height / 2 - 1,
    ...(look === 'end' ? looks.end : looks.start),
  });
  return icon
    ? [circle, paintIcon(icon, bounds, bounds.height / 2, radius * 1.05, looks.quietIcon)]
    : [circle];
}

function paintGateway({ bounds, icon }: DrawnNode): readonly SVGElement[] {
  const { width, height } = bounds;
  const d = `M${short(width / 2)} 0L${short(width)} ${short(height / 2)}L${short(width / 2)} ${short(height)}L0 ${short(height / 2)}z`;
  const diamond = svg('path', { class: 'body', d, ...looks.gateway });
  return icon ? [diamond, paintIcon(icon, bounds, height / 2, width * 0.42, looks.quietIcon)] : [diamond];
}

type IconLook = typeof looks.icon | typeof looks.quietIcon;

/** An icon above the name, both in the middle; a long name makes the icon smaller. */
function paintBox(
  { bounds, name, icon, typeName }: DrawnNode,
  measures: Measures,
  iconLook: IconLook,
  below: string | undefined,
): readonly SVGElement[] {
  const { width, height } = bounds;
  const belowHeight = below === undefined ? 0 : nameLine + 3;
  const limit = Math.max(
    1,
    Math.min(below === undefined ? 3 : 4, Math.floor((height - belowHeight - 17) / nameLine)),
  );
  const lines = wrapText(name || typeName, width - 8, limit, measures.name);
  const iconSize =
    height < 36 ? 0 : lines.length > 2 && below === undefined ? 14 : below === undefined ? 17 : 20;
  const space = lines.length > 2 ? 3 : 6;
  const total = iconSize + space + lines.length * nameLine + belowHeight;
  const top = (height - total) / 2;
  const first = top + iconSize + space + nameLine - 3;
  return [
    body(bounds, looks.step),
    ...(icon && iconSize > 0 ? [paintIcon(icon, bounds, top + iconSize / 2, iconSize, iconLook)] : []),
    paintLines(lines, width / 2, first, nameLine, looks.name),
    ...(below === undefined || below === name
      ? []
      : [
          paintLines([below], width / 2, first + lines.length * nameLine + 2, nameLine, {
            ...looks.small,
            'text-anchor': 'middle',
          }),
        ]),
  ];
}

function body({ width, height }: Rect, attributes: Readonly<Record<string, string | number>>): SVGElement {
  return svg('rect', { class: 'body', x: 0, y: 0, width, height, ...attributes });
}

/** Strokes keep their width whatever the size of the icon. */
function paintIcon(
  icon: StepIcon,
  { width }: Rect,
  middle: number,
  size: number,
  look: IconLook,
): SVGElement {
  const scale = size / 24;
  const place = `translate(${short(width / 2 - size / 2)} ${short(middle - size / 2)}) scale(${short(scale)})`;
  return svg('path', {
    d: stepIconPaths[icon],
    transform: place,
    ...look,
    'stroke-width': short(1.3 / scale),
  });
}

export function paintLines(
  lines: readonly string[],
  x: number,
  first: number,
  step: number,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  // One element where one does: texts are what a large diagram costs.
  if (lines.length === 1) return svg('text', { x: short(x), y: short(first), ...attributes }, lines);
  const spans = lines.map((line, index) =>
    svg('tspan', { x: short(x), y: short(first + index * step) }, [line]),
  );
  return svg('text', attributes, spans);
}
