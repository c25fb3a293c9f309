import type { TimeChart, TimeColumns } from '../../src-shared/model/charts.ts';
import type { MessageFilter } from '../../src-shared/model/messages.ts';
import type { Library, Row } from '../library/library.ts';
import { countedByPlace } from './counted.ts';

interface Counted extends Row {
  readonly place: number;
  readonly status: string;
  readonly total: number;
}

/** How many messages of each status one library has in each column. */
export async function countsByColumn(
  library: Library,
  filter: MessageFilter,
  { now, columns }: { readonly now: number; readonly columns: TimeColumns },
  signal: AbortSignal,
): Promise<readonly Counted[]> {
  const from = countedByPlace(filter, now, columns);
  return library.all<Counted>(
    `SELECT place, status, sum(total) AS total FROM ${from.sql} GROUP BY 1, 2`,
    from.params,
    signal,
  );
}

/** Messages of all libraries in columns of time. */
export function timeChart(columns: TimeColumns, found: readonly (readonly Counted[])[]): TimeChart {
  const statuses: Record<string, number[]> = {};
  for (const { place, status, total } of found.flat()) {
    const counts = (statuses[status] ??= Array.from({ length: columns.count }, () => 0));
    if (place >= 0 && place < columns.count) counts[place] = (counts[place] ?? 0) + total;
  }
  return { ...columns, statuses };
}
