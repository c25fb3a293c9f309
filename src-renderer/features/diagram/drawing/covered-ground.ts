import { lengthInside, overlap, type Point, type Rect } from './geometry.ts';

interface Line {
  readonly from: Point;
  readonly to: Point;
}

const cell = 240;
/** A line through a text is worse than the same length of another text's edge. */
const lineWeight = 8;

/** What is drawn already, by squares of the plane: asking how much a text would cover looks at its surroundings only. */
export class CoveredGround {
  readonly #boxes = new Map<string, Rect[]>();
  readonly #lines = new Map<string, Line[]>();

  addBox(box: Rect): void {
    for (const key of cells(box)) this.#boxes.set(key, [...(this.#boxes.get(key) ?? []), box]);
  }

  addLine(from: Point, to: Point): void {
    const around = {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    };
    for (const key of cells(around)) this.#lines.set(key, [...(this.#lines.get(key) ?? []), { from, to }]);
  }

  /** Area of boxes below, and the lines through it. */
  coveredBy(box: Rect): number {
    const keys = cells(box);
    const boxes = new Set(keys.flatMap((key) => this.#boxes.get(key) ?? []));
    const lines = new Set(keys.flatMap((key) => this.#lines.get(key) ?? []));
    let covered = 0;
    for (const other of boxes) covered += overlap(box, other);
    for (const { from, to } of lines) covered += lineWeight * lengthInside(from, to, box);
    return covered;
  }
}

function cells({ x, y, width, height }: Rect): readonly string[] {
  const keys: string[] = [];
  for (let column = Math.floor(x / cell); column <= Math.floor((x + width) / cell); column += 1) {
    for (let row = Math.floor(y / cell); row <= Math.floor((y + height) / cell); row += 1)
      keys.push(`${column} ${row}`);
  }
  return keys;
}
