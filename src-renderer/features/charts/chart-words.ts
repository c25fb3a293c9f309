import type {
  DurationChart,
  ShareChart,
  TimeChart,
  TimeColumns,
  WeekChart,
} from '../../../src-shared/model/charts.ts';
import type { MessageCounts } from '../../../src-shared/model/messages.ts';
import { formatAmount, formatCount, formatDuration } from '../../lib/format/numbers.ts';
import { formatMinute, formatSecond } from '../../lib/format/times.ts';
import { inOrder, messageStatus } from '../../lib/words/message-status.ts';
import type { ChartData } from './chart-kinds.ts';
import { columnTimes } from './time-scale.ts';

const minute = 60_000;

export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

export function sumOf(counts: Iterable<number>): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

export function totalOf(counts: MessageCounts): number {
  return sumOf(Object.values(counts));
}

/** "1,204 failed, 87 retry": what is not plainly completed. */
export function unusualText(counts: MessageCounts): string {
  return inOrder(Object.keys(counts))
    .filter((status) => status !== 'COMPLETED' && (counts[status] ?? 0) > 0)
    .map((status) => `${formatCount(counts[status] ?? 0)} ${messageStatus(status).text.toLowerCase()}`)
    .join(', ');
}

/** As they stand upon each other: what is usual first, what needs a look last, where it is seen. */
export function stacked(statuses: Iterable<string>): readonly string[] {
  const usual = 'COMPLETED';
  const order = inOrder(statuses).toReversed();
  return [...order.filter((status) => status === usual), ...order.filter((status) => status !== usual)];
}

/** "2,310 messages, 41 failed" */
export function countsText(counts: MessageCounts): string {
  const unusual = unusualText(counts);
  const all = formatAmount(totalOf(counts), 'message');
  return unusual === '' ? all : `${all}, ${unusual}`;
}

/** The counts of some columns, `last` included. */
export function countsOf({ statuses }: TimeChart, first: number, last = first): MessageCounts {
  return Object.fromEntries(
    Object.entries(statuses).map(([status, counts]) => [status, sumOf(counts.slice(first, last + 1))]),
  );
}

/** "23 Nov 2026 09:00 to 23 Nov 2026 09:30", with seconds where columns are that short. */
export function stretchText(columns: TimeColumns, first: number, last: number, timeZone: string): string {
  const format = columns.step < minute ? formatSecond : formatMinute;
  const { from } = columnTimes(columns, first);
  const { to } = columnTimes(columns, last);
  return `${format(from, timeZone)} to ${format(to, timeZone)}`;
}

/** What the whole picture says in one sentence. */
export function timeSentence(chart: TimeChart): string {
  const whole = countsOf(chart, 0, chart.count);
  const most = Math.max(
    0,
    ...Array.from({ length: chart.count }, (_, index) => totalOf(countsOf(chart, index))),
  );
  if (most === 0) return '';
  return `${countsText(whole)}; at most ${formatCount(most)} in ${stepText(chart.step)}`;
}

export function durationSentence({ whole }: DurationChart): string {
  if (!whole) return 'No message has ended.';
  const { count, median, p95, slowest } = whole;
  return `${formatAmount(count, 'message')}; half took up to ${formatDuration(median)}, 95 % up to ${formatDuration(p95)}, the slowest ${formatDuration(slowest)}`;
}

export function shareSentence({ shares, others }: ShareChart): string {
  const all = sumOf([...shares.map(({ counts }) => totalOf(counts)), others ? totalOf(others.counts) : 0]);
  return others === undefined
    ? formatAmount(all, 'message')
    : `${formatAmount(all, 'message')}; the ${shares.length} largest of ${formatCount(shares.length + others.names)}`;
}

export function weekSentence({ messages }: WeekChart): string {
  let most = { day: 0, hour: 0, count: 0 };
  messages.forEach((hours, day) =>
    hours.forEach((count, hour) => {
      if (count > most.count) most = { day, hour, count };
    }),
  );
  const all = formatAmount(sumOf(messages.flat()), 'message');
  return most.count === 0 ? all : `${all}; most on ${weekdays[most.day] ?? ''}, ${hoursText(most.hour)}`;
}

export function hoursText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00–${String(hour + 1).padStart(2, '0')}:00`;
}

/** "15 min", "8 h", "2 days" */
export function stepText(step: number): string {
  if (step < minute) return `${step / 1_000} s`;
  if (step < 60 * minute) return `${step / minute} min`;
  if (step < 1_440 * minute) return `${step / (60 * minute)} h`;
  return formatAmount(step / (1_440 * minute), 'day');
}

export function sentenceOf(data: ChartData): string {
  switch (data.kind) {
    case 'time':
      return timeSentence(data.chart);
    case 'durations':
      return durationSentence(data.chart);
    case 'week':
      return weekSentence(data.chart);
    default:
      return shareSentence(data.chart);
  }
}

export function isEmptyChart(data: ChartData): boolean {
  switch (data.kind) {
    case 'time':
      return totalOf(countsOf(data.chart, 0, data.chart.count)) === 0;
    case 'durations':
      return data.chart.whole === undefined;
    case 'week':
      return sumOf(data.chart.messages.flat()) === 0;
    default:
      return data.chart.shares.length === 0;
  }
}
