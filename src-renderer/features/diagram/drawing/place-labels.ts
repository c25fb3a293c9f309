import { CoveredGround } from './covered-ground.ts';
import type { Measures } from './draw-flow.ts';
import { type DrawnEdge, type DrawnLabel, type DrawnNode, isFrame } from './drawing.ts';
import { between, centre, distance, overlap, type Point, type Rect } from './geometry.ts';
import { wrapText } from './wrap-text.ts';

/** Height of a line of the small font. */
export const labelLine = 14;
const gap = 4;
const widest = 96;

interface Candidate {
  readonly box: Rect;
  /** How far it is from the usual place. */
  readonly cost: number;
}

/** Places the texts beside shapes and edges where they cover the least: of several usual places each takes the clearest. */
export function placeLabels(
  nodes: readonly DrawnNode[],
  edges: readonly DrawnEdge[],
  measures: Measures,
): readonly DrawnLabel[] {
  const frames = nodes.filter(isFrame);
  const ground = new CoveredGround();
  for (const node of nodes) if (!isFrame(node)) ground.addBox(node.bounds);
  for (const { waypoints } of edges)
    for (const { from, to } of segmentsOf(waypoints)) ground.addLine(from, to);
  const labels: DrawnLabel[] = [];

  const place = (
    owner: string,
    tone: DrawnLabel['tone'],
    texts: readonly string[],
    candidates: (width: number, height: number) => readonly Candidate[],
  ): void => {
    if (texts.length === 0) return;
    const width = Math.max(...texts.map(measures.small)) + 2;
    const best = cheapest(
      candidates(width, texts.length * labelLine),
      ({ box, cost }) => cost + ground.coveredBy(box),
    );
    if (!best) return;
    ground.addBox(best);
    const anchor = tone === 'title' ? 'start' : 'middle';
    labels.push({ owner, tone, lines: texts, box: best, anchor, ground: groundOf(best, frames) });
  };

  for (const { id, name, typeName, bounds } of frames) {
    const room = Math.max(bounds.width - 32, 40);
    place(id, 'title', wrapText(name || typeName, room, 1, measures.small), (width, height) =>
      besideCorner(bounds, width, height),
    );
  }
  for (const { id, kind, name, bounds } of nodes) {
    if (kind !== 'event' && kind !== 'gateway') continue;
    place(id, 'name', wrapText(name, widest, 3, measures.small), (width, height) =>
      kind === 'gateway' ? aroundGateway(bounds, width, height) : aroundEvent(bounds, width, height),
    );
  }
  for (const edge of edges) {
    const room = edge.kind === 'channel' ? 130 : widest;
    const limit = edge.kind === 'channel' ? 1 : 2;
    place(
      edge.id,
      edge.kind === 'channel' ? 'channel' : 'route',
      wrapText(edge.text, room, limit, measures.small),
      (width, height) => along(edge, width, height),
    );
  }
  return labels;
}

function besideCorner({ x, y, width: outer }: Rect, width: number, height: number): readonly Candidate[] {
  const inside = { x: x + 14, y: y + 8, width, height };
  return [
    { box: inside, cost: 0 },
    { box: { ...inside, x: x + Math.max(14, outer - width - 14) }, cost: 200 },
    { box: { ...inside, x: x + 2, y: y - height - 3 }, cost: 260 },
  ];
}

function aroundEvent(bounds: Rect, width: number, height: number): readonly Candidate[] {
  const { x, y } = centre(bounds);
  return [
    { box: { x: x - width / 2, y: bounds.y + bounds.height + gap, width, height }, cost: 0 },
    { box: { x: x - width / 2, y: bounds.y - gap - height, width, height }, cost: 60 },
    { box: { x: bounds.x + bounds.width + gap, y: y - height / 2, width, height }, cost: 140 },
    { box: { x: bounds.x - gap - width, y: y - height / 2, width, height }, cost: 140 },
  ];
}

function aroundGateway(bounds: Rect, width: number, height: number): readonly Candidate[] {
  const { x } = centre(bounds);
  const right = bounds.x + bounds.width - 6;
  return [
    { box: { x: x - width / 2, y: bounds.y - gap - height, width, height }, cost: 0 },
    { box: { x: x - width / 2, y: bounds.y + bounds.height + gap, width, height }, cost: 40 },
    { box: { x: right, y: bounds.y - height, width, height }, cost: 90 },
    { box: { x: right, y: bounds.y + bounds.height, width, height }, cost: 90 },
    { box: { x: bounds.x + 6 - width, y: bounds.y - height, width, height }, cost: 110 },
    { box: { x: bounds.x + 6 - width, y: bounds.y + bounds.height, width, height }, cost: 110 },
  ];
}

/** Routes are named near the gateway they leave, channels in the middle of their way. */
function along({ waypoints, kind }: DrawnEdge, width: number, height: number): readonly Candidate[] {
  return segmentsOf(waypoints).flatMap(({ from, to }, index) => {
    const length = distance(from, to);
    const isLevel = Math.abs(to.x - from.x) >= Math.abs(to.y - from.y);
    const tooShort = length < (isLevel ? width : height) ? 120 : 0;
    const parts = kind === 'channel' ? [0.5, 0.35, 0.65, 0.2, 0.8] : [0.5, 0.3, 0.7];
    const step = kind === 'channel' ? Math.max(0, 240 - length) : routeStep(index, waypoints.length - 1);
    return parts.flatMap((part, choice) => {
      const { x, y } = between(from, to, part);
      const cost = tooShort + step + choice * 24;
      return isLevel
        ? [
            { box: { x: x - width / 2, y: y - 3 - height, width, height }, cost },
            { box: { x: x - width / 2, y: y + 3, width, height }, cost: cost + 12 },
          ]
        : [
            { box: { x: x + 5, y: y - height / 2, width, height }, cost },
            { box: { x: x - 5 - width, y: y - height / 2, width, height }, cost: cost + 12 },
          ];
    });
  });
}

/** Branches often share their way out of the gateway: where one bends, its name belongs behind the first bend. */
function routeStep(index: number, count: number): number {
  return count < 3 ? index * 70 : ([80, 0, 30][index] ?? 30 + index * 30);
}

function segmentsOf(points: readonly Point[]): readonly { readonly from: Point; readonly to: Point }[] {
  return points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }));
}

function cheapest(
  candidates: readonly Candidate[],
  cost: (candidate: Candidate) => number,
): Rect | undefined {
  let best: { readonly box: Rect; readonly cost: number } | undefined;
  for (const candidate of candidates) {
    const total = cost(candidate);
    if (!best || total < best.cost) best = { box: candidate.box, cost: total };
    if (total === 0) break;
  }
  return best?.box;
}

/** That of the innermost frame with most of the text in it; a halo can have but one colour. */
function groundOf(box: Rect, frames: readonly DrawnNode[]): DrawnLabel['ground'] {
  const around = frames.findLast(({ bounds }) => overlap(bounds, box) * 2 > box.width * box.height);
  if (!around) return 'canvas';
  if (around.look === 'exception') return 'exception';
  return around.kind === 'process' ? 'process' : 'canvas';
}
