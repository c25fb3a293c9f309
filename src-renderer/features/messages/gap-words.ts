import type { Interval } from '../../../src-shared/messages/intervals.ts';

interface Moment {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly time: string;
}

/**
 * A stretch of time as a person says it: `3–5 November`, `30 October to 2 November`, `5 November, 09:12–11:40`; `to` is not part of
 * it. The year only where it is not that of `now`.
 */
export function stretchText({ from, to }: Interval, timeZone: string, now: number): string {
  const [begin, end] = [momentOf(from, timeZone), momentOf(to, timeZone)];
  const isWhole = begin.time === '00:00' && end.time === '00:00';
  const last = isWhole ? momentOf(to - 1, timeZone) : end;
  const { year: thisYear } = momentOf(now, timeZone);
  const year = last.year === thisYear && begin.year === thisYear ? '' : ` ${last.year}`;
  const isOneDay = begin.day === last.day && begin.month === last.month && begin.year === last.year;
  if (isWhole && isOneDay) return `${last.day} ${last.month}${year}`;
  if (isOneDay) return `${last.day} ${last.month}${year}, ${begin.time}–${last.time}`;
  if (!isWhole)
    return `${begin.day} ${begin.month} ${begin.time} to ${last.day} ${last.month}${year} ${last.time}`;
  if (begin.month === last.month && begin.year === last.year)
    return `${begin.day}–${last.day} ${last.month}${year}`;
  return `${begin.day} ${begin.month} to ${last.day} ${last.month}${year}`;
}

function momentOf(at: number, timeZone: string): Moment {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? '';
  return {
    day: part('day'),
    month: part('month'),
    year: part('year'),
    time: `${part('hour')}:${part('minute')}`,
  };
}
