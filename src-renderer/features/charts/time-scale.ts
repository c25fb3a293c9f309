import { day, hour, minute } from '../../../src-shared/durations.ts';
import type { TimeColumns } from '../../../src-shared/model/charts.ts';
import { offsetAt } from '../../../src-shared/time-zones.ts';

const second = 1_000;
const tickSteps: readonly number[] = [
  ...[1, 5, 10, 30].map((n) => n * second),
  ...[1, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 28, 91, 182].map((n) => n * day),
];
/** Pixels that a time below the columns takes. */
const tickWidth = 96;

/** One column as it is drawn, pixels. */
export interface Placed {
  readonly x: number;
  readonly width: number;
}

/** When a column begins and ends; the first and last are cut where the stretch is. */
export function columnTimes({ from, to, first, step }: TimeColumns, column: number) {
  const begin = first + column * step;
  return { from: Math.max(from, begin), to: Math.min(to, begin + step) };
}

export function placeColumns(columns: TimeColumns, width: number): readonly Placed[] {
  const { from, to, count } = columns;
  const pixels = width / Math.max(1, to - from);
  const gap = width / count > 6 ? 2 : width / count > 3 ? 1 : 0;
  return Array.from({ length: count }, (_, index) => {
    const times = columnTimes(columns, index);
    const x = (times.from - from) * pixels;
    return { x, width: Math.max(1, (times.to - times.from) * pixels - gap) };
  });
}

/** The column at a place, the nearest where there is none. */
export function columnAt(columns: TimeColumns, x: number, width: number): number {
  const at = columns.from + (x / Math.max(1, width)) * (columns.to - columns.from);
  return Math.max(0, Math.min(columns.count - 1, Math.floor((at - columns.first) / columns.step)));
}

export interface Tick {
  readonly x: number;
  readonly at: number;
  /** A day begins here. */
  readonly isDay: boolean;
}

/** Whole local times, as many as fit. */
export function ticks({ from, to }: TimeColumns, width: number, timeZone: string): readonly Tick[] {
  const offset = offsetAt(from, timeZone);
  const most = Math.max(1, Math.floor(width / tickWidth));
  const step = tickSteps.find((one) => (to - from) / one <= most) ?? 365 * day;
  const found: Tick[] = [];
  for (let local = Math.ceil((from + offset) / step) * step; local - offset < to; local += step) {
    const x = ((local - offset - from) / (to - from)) * width;
    // At the end stands "now".
    if (x <= width - tickWidth) found.push({ x, at: local - offset, isDay: local % day === 0 });
  }
  return found;
}

/** The next round number, so that a scale ends at one: 1, 2, 2.5, 5 or 10 times a power of ten. */
export function roundUp(value: number): number {
  if (value <= 5) return Math.max(1, value);
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value) ?? 10;
  return factor * power;
}
