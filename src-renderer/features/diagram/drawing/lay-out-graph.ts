import { backwardLinks } from './flow-order.ts';
import { centre, containing, type Rect } from './geometry.ts';

interface Size {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}
interface Link {
  readonly source: string;
  readonly target: string;
}

const gapAcross = 50;
/** Behind a gateway: its routes have names. */
const gapBehindFork = 100;
const gapDown = 40;

/**
 * Places the nodes of one process in layers from left to right: each as far right as its longest way says, and inside a layer as
 * near as possible to what leads to it. What is linked to nothing else in here (exception subprocesses above all) stands below.
 * The first node's corner is at 0, 0.
 */
export function layOutGraph(nodes: readonly Size[], links: readonly Link[]): ReadonlyMap<string, Rect> {
  const sizes = new Map(nodes.map((node) => [node.id, node]));
  const ids = [...sizes.keys()];
  const inner = links.filter(
    ({ source, target }) => source !== target && sizes.has(source) && sizes.has(target),
  );
  const back = backwardLinks(ids, inner);
  const forward = inner.filter((link) => !back.has(link));
  const linked = new Set(forward.flatMap(({ source, target }) => [source, target]));
  const placed = placeLayers(
    layers(
      ids.filter((id) => linked.has(id)),
      forward,
    ),
    sizes,
    forward,
  );
  placeRow(
    ids.filter((id) => !linked.has(id)),
    sizes,
    placed,
  );
  return placed;
}

/** Ids by layer: longest way from a start. */
function layers(ids: readonly string[], links: readonly Link[]): readonly (readonly string[])[] {
  const depth = new Map<string, number>();
  const missing = new Map(ids.map((id) => [id, links.filter(({ target }) => target === id).length]));
  const ready = ids.filter((id) => missing.get(id) === 0);
  const rows: string[][] = [];
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    const own = depth.get(id) ?? 0;
    (rows[own] ??= []).push(id);
    for (const { source, target } of links) {
      if (source !== id) continue;
      depth.set(target, Math.max(depth.get(target) ?? 0, own + 1));
      const left = (missing.get(target) ?? 1) - 1;
      missing.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  return rows;
}

function placeLayers(
  rows: readonly (readonly string[])[],
  sizes: ReadonlyMap<string, Size>,
  links: readonly Link[],
): Map<string, Rect> {
  const placed = new Map<string, Rect>();
  let x = 0;
  for (const row of rows) {
    const width = Math.max(...row.map((id) => sizes.get(id)?.width ?? 0));
    const wanted = row
      .map((id) => ({ id, y: wantedMiddle(id, placed, links) }))
      .toSorted((a, b) => a.y - b.y);
    let free = -Infinity;
    for (const { id, y } of wanted) {
      const size = sizes.get(id) ?? { width: 0, height: 0 };
      const top = Math.max(y - size.height / 2, free);
      placed.set(id, { x: x + (width - size.width) / 2, y: top, width: size.width, height: size.height });
      free = top + size.height + gapDown;
    }
    const forks = row.some((id) => links.filter(({ source }) => source === id).length > 1);
    x += width + (forks ? gapBehindFork : gapAcross);
  }
  return shifted(placed);
}

function wantedMiddle(id: string, placed: ReadonlyMap<string, Rect>, links: readonly Link[]): number {
  const before = links.flatMap(({ source, target }) => {
    const rect = target === id ? placed.get(source) : undefined;
    return rect ? [centre(rect).y] : [];
  });
  return before.length === 0 ? 0 : before.reduce((sum, y) => sum + y, 0) / before.length;
}

/** Below everything, side by side, in lines about as wide as what stands above. */
function placeRow(ids: readonly string[], sizes: ReadonlyMap<string, Size>, placed: Map<string, Rect>): void {
  const above = containing([...placed.values()]);
  const limit = Math.max(above.width, 900);
  let y = placed.size === 0 ? 0 : above.height + gapDown;
  let x = 0;
  let tallest = 0;
  for (const id of ids) {
    const { width, height } = sizes.get(id) ?? { width: 0, height: 0 };
    if (x > 0 && x + width > limit) {
      x = 0;
      y += tallest + gapDown;
      tallest = 0;
    }
    placed.set(id, { x, y, width, height });
    x += width + gapAcross;
    tallest = Math.max(tallest, height);
  }
}

function shifted(placed: ReadonlyMap<string, Rect>): Map<string, Rect> {
  const { x, y } = containing([...placed.values()]);
  return new Map([...placed].map(([id, rect]) => [id, { ...rect, x: rect.x - x, y: rect.y - y }]));
}
