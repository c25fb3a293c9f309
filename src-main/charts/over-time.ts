import type { TimeChart } from '../../src-shared/model/charts.ts';
import type { MessageFilter } from '../../src-shared/model/messages.ts';
import type { Library, Row } from '../library/library.ts';
import { interval } from '../messages/message-rows.ts';
import { countedByPlace } from './counted.ts';
import { timeColumns } from './time-columns.ts';

interface Counted extends Row {
  readonly place: number;
  readonly status: string;
  readonly total: number;
}

/** Messages in columns of time. */
export async function overTime(
  library: Library,
  filter: MessageFilter,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
  signal: AbortSignal,
): Promise<TimeChart> {
  const columns = timeColumns(interval(filter.range, now), timeZone);
  const from = countedByPlace(filter, now, columns);
  const rows = await library.all<Counted>(
    `SELECT place, status, sum(total) AS total FROM ${from.sql} GROUP BY 1, 2`,
    from.params,
    signal,
  );
  const statuses: Record<string, number[]> = {};
  for (const { place, status, total } of rows) {
    const counts = (statuses[status] ??= Array.from({ length: columns.count }, () => 0));
    if (place >= 0 && place < columns.count) counts[place] = total;
  }
  return { ...columns, statuses };
}
