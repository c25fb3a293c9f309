import type { TimeChart } from '../../../src-shared/model/charts.ts';
import { placeColumns } from './time-scale.ts';

/** Few failures among thousands would be thinner than a pixel, and they are what people look for. */
const leastHeight = 2;
/** Above the highest column, pixels. */
const air = 4;

interface Size {
  readonly width: number;
  readonly height: number;
  /** Messages at the top of the scale. */
  readonly most: number;
}

/** One path for each status, whose bars stand upon those of the statuses before it. */
export function barPaths(
  chart: TimeChart,
  statuses: readonly string[],
  { width, height, most }: Size,
): readonly { readonly status: string; readonly path: string }[] {
  const placed = placeColumns(chart, width);
  const scale = Math.max(0, height - air) / Math.max(1, most);
  const stood = placed.map(() => 0);
  return statuses.map((status) => ({
    status,
    path: placed
      .map(({ x, width: wide }, index) => {
        const count = chart.statuses[status]?.[index] ?? 0;
        if (count === 0) return '';
        const high = Math.max(leastHeight, count * scale);
        const bottom = stood[index] ?? 0;
        stood[index] = bottom + high;
        return `M${place(x)} ${place(height - bottom)}v${place(-high)}h${place(wide)}v${place(high)}z`;
      })
      .join(''),
  }));
}

function place(value: number): string {
  return String(Math.round(value * 10) / 10);
}
