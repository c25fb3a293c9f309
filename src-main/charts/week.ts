import { day, hour } from '../../src-shared/durations.ts';
import type { WeekChart } from '../../src-shared/model/charts.ts';
import { failedStatuses } from '../../src-shared/model/failures.ts';
import type { MessageFilter } from '../../src-shared/model/messages.ts';
import { offsetAt } from '../../src-shared/time-zones.ts';
import type { Library, Row } from '../library/library.ts';
import { countedByPlace } from './counted.ts';

interface Counted extends Row {
  readonly hour: number;
  readonly failed: number;
  readonly total: number;
}

const hoursPerDay = 24;
const daysPerWeek = 7;
/** 1 January 1970 was a Thursday, three days after a Monday. */
const firstDay = 3;

/** How many messages one library has in each hour. */
export function countsByHour(
  library: Library,
  filter: MessageFilter,
  now: number,
  signal: AbortSignal,
): Promise<readonly Counted[]> {
  const from = countedByPlace(filter, now, { first: 0, step: hour });
  const marks = failedStatuses.map(() => '?').join(', ');
  return library.all<Counted>(
    `SELECT place AS hour, sum(CASE WHEN status IN (${marks}) THEN total ELSE 0 END) AS failed, sum(total) AS total
     FROM ${from.sql} GROUP BY 1`,
    [...failedStatuses, ...from.params],
    signal,
  );
}

/** Hours are those of UTC: where a zone is half an hour off, each is counted with the local hour it begins in. */
export function weekChart(counts: readonly Counted[], timeZone: string): WeekChart {
  const messages = emptyWeek();
  const failed = emptyWeek();
  for (const counted of counts) {
    const local = counted.hour * hour + offsetAt(counted.hour * hour, timeZone);
    const dayOfWeek = (Math.floor(local / day) + firstDay) % daysPerWeek;
    const hourOfDay = Math.floor((local % day) / hour);
    add(messages, dayOfWeek, hourOfDay, counted.total);
    add(failed, dayOfWeek, hourOfDay, counted.failed);
  }
  return { messages, failed };
}

function emptyWeek(): number[][] {
  return Array.from({ length: daysPerWeek }, () => Array.from({ length: hoursPerDay }, () => 0));
}

function add(counts: number[][], dayOfWeek: number, hourOfDay: number, more: number): void {
  const hours = counts[dayOfWeek];
  if (hours) hours[hourOfDay] = (hours[hourOfDay] ?? 0) + more;
}
