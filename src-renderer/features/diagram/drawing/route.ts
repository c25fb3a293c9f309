import { centre, distance, exitPoint, isInside, type Outline, type Point, type Rect } from './geometry.ts';

export interface End {
  readonly bounds: Rect;
  readonly outline: Outline;
}

/** Further from its shape than this, a way of the file does not belong to it. */
const reach = 24;

/**
 * The way of an edge from outline to outline. SAP's editor lets ways begin and end in the middle of shapes, where the head of an
 * arrow could not be seen; a way that does not touch its shapes, or has no points, is found anew.
 */
export function routeEdge(
  points: readonly Point[],
  source: End,
  target: End,
  manner: 'part' | 'meet' | 'channel',
): readonly Point[] {
  const known = points.filter(
    (point, index) => index === 0 || distance(point, points[index - 1] ?? point) > 0,
  );
  const usable = known.length >= 2 && touches(known[0], source) && touches(known.at(-1), target);
  const cropped = crop(usable ? known : findWay(source.bounds, target.bounds, manner), source, target);
  return cropped ?? straightWay(source, target);
}

function touches(point: Point | undefined, { bounds }: End): boolean {
  if (!point) return false;
  const dx = Math.max(bounds.x - point.x, 0, point.x - bounds.x - bounds.width);
  const dy = Math.max(bounds.y - point.y, 0, point.y - bounds.y - bounds.height);
  return Math.hypot(dx, dy) <= reach;
}

function crop(points: readonly Point[], source: End, target: End): readonly Point[] | undefined {
  const tail = cropStart(points, source);
  const head = tail && cropStart(tail.toReversed(), target);
  return head?.toReversed();
}

/** Undefined where the whole way lies inside. */
function cropStart(points: readonly Point[], { bounds, outline }: End): readonly Point[] | undefined {
  // A way that begins a little beside its shape is led to it.
  const whole = points[0] && isInside(points[0], bounds, outline) ? points : [centre(bounds), ...points];
  const last = whole.findLastIndex((point) => isInside(point, bounds, outline));
  const [inside, outside] = [whole[last], whole[last + 1]];
  if (!inside || !outside) return undefined;
  return [exitPoint(inside, outside, bounds, outline), ...whole.slice(last + 1)];
}

/** How far below a step its channel runs to a receiver: between two rows of the layout. */
export const lane = 20;
const turn = 22;

/**
 * Right angles: branches part behind their gateway and meet before their target; below or above where there is no gap. A channel leaves
 * a step downwards, because to the right leaves the flow.
 */
export function findWay(
  source: Rect,
  target: Rect,
  manner: 'part' | 'meet' | 'channel' = 'meet',
): readonly Point[] {
  const [from, to] = [centre(source), centre(target)];
  if (Math.abs(from.y - to.y) < 1 || Math.abs(from.x - to.x) < 1) return [from, to];
  const gapRight = target.x - (source.x + source.width);
  const gapLeft = source.x - (target.x + target.width);
  if (manner === 'channel' && gapRight > 8) {
    const y = source.y + source.height + lane;
    const isLevel = y > target.y && y < target.y + target.height;
    const x = target.x - turn;
    const end = isLevel ? [{ x: target.x + 1, y }] : [{ x, y }, { x, y: to.y }, to];
    return [from, { x: from.x, y }, ...end];
  }
  if (gapRight > 8 || gapLeft > 8) {
    const room = Math.min(Math.max(gapRight, gapLeft) / 2, turn);
    const sign = gapRight > 8 ? 1 : -1;
    const edge = (rect: Rect, side: number): number => (side > 0 ? rect.x + rect.width : rect.x);
    const x = manner === 'part' ? edge(source, sign) + sign * room : edge(target, -sign) - sign * room;
    return [from, { x, y: from.y }, { x, y: to.y }, to];
  }
  const y =
    to.y > from.y ? (source.y + source.height + target.y) / 2 : (target.y + target.height + source.y) / 2;
  return [from, { x: from.x, y }, { x: to.x, y }, to];
}

/** For shapes upon each other. */
function straightWay(source: End, target: End): readonly Point[] {
  const [from, to] = [centre(source.bounds), centre(target.bounds)];
  return distance(from, to) < 1 ? [from, { x: from.x + 1, y: from.y }] : [from, to];
}

/** Half of the way along. */
export function middleOf(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((point, index) => distance(points[index] ?? point, point));
  let rest = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [points[index], points[index + 1]];
    if (from && to && rest <= length && length > 0) {
      const part = rest / length;
      return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    }
    rest -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}
