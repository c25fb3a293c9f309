import { day, hour, minute } from '../../src-shared/durations.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import { mostColumns, type TimeColumns } from '../../src-shared/model/charts.ts';
import { offsetAt } from '../../src-shared/time-zones.ts';

const second = 1_000;
const steps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 4, 6, 8, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 28].map((n) => n * day),
];

/** The shortest columns of a length people count in, of which `mostColumns` are enough; they begin at whole local times. */
export function timeColumns({ from, to }: Interval, timeZone: string): TimeColumns {
  const offset = offsetAt(from, timeZone);
  for (const step of steps) {
    const first = Math.floor((from + offset) / step) * step - offset;
    const count = Math.max(1, Math.ceil((to - first) / step));
    if (count <= mostColumns) return { from, to, first, step, count };
  }
  const step = Math.ceil((to - from) / mostColumns / day) * day;
  return { from, to, first: from, step, count: Math.max(1, Math.ceil((to - from) / step)) };
}
