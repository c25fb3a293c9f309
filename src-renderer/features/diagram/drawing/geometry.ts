export interface Point {
  readonly x: number;
  readonly y: number;
}

/** In the units of the diagram: pixels at 100 %; may be negative. */
export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

export type Outline = 'box' | 'circle' | 'diamond';

export function centre({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

export function grown({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

export function containing(rects: readonly Rect[]): Rect {
  if (rects.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { x, y, width: right - x, height: bottom - y };
}

export function contains(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Shared area. */
export function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

export function isInside(point: Point, rect: Rect, outline: Outline = 'box'): boolean {
  const middle = centre(rect);
  const dx = Math.abs(point.x - middle.x) / (rect.width / 2);
  const dy = Math.abs(point.y - middle.y) / (rect.height / 2);
  if (outline === 'circle') return dx * dx + dy * dy < 1;
  if (outline === 'diamond') return dx + dy < 1;
  return dx < 1 && dy < 1;
}

/** Where the way from a point inside to one outside leaves the outline. */
export function exitPoint(inside: Point, outside: Point, rect: Rect, outline: Outline): Point {
  let [near, far] = [0, 1];
  // Halving tells the place to a thousandth of the way, for every outline alike.
  for (let step = 0; step < 14; step += 1) {
    const half = (near + far) / 2;
    if (isInside(between(inside, outside, half), rect, outline)) near = half;
    else far = half;
  }
  return between(inside, outside, far);
}

export function between(from: Point, to: Point, part: number): Point {
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Length of the part of a straight line that lies in the box. */
export function lengthInside(from: Point, to: Point, rect: Rect): number {
  let [enter, leave] = [0, 1];
  const sides = [
    [to.x - from.x, rect.x - from.x, rect.x + rect.width - from.x],
    [to.y - from.y, rect.y - from.y, rect.y + rect.height - from.y],
  ] as const;
  for (const [delta, low, high] of sides) {
    if (delta === 0) {
      if (low > 0 || high < 0) return 0;
    } else {
      enter = Math.max(enter, Math.min(low / delta, high / delta));
      leave = Math.min(leave, Math.max(low / delta, high / delta));
    }
  }
  return leave > enter ? (leave - enter) * distance(from, to) : 0;
}
