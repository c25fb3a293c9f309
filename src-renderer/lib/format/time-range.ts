import { minute } from '../../../src-shared/durations.ts';
import type { TimeRange } from '../../../src-shared/model/messages.ts';
import { formatAmount } from './numbers.ts';
import { formatMinute } from './times.ts';

const minutesPerDay = 1_440;

/** Ranges that move with the clock. Logs are kept for 30 days (catalogue 3.5). */
export const lastRanges: readonly { readonly minutes: number; readonly text: string }[] = [
  { minutes: 60, text: 'Last hour' },
  { minutes: minutesPerDay, text: 'Last 24 hours' },
  { minutes: 7 * minutesPerDay, text: 'Last 7 days' },
  { minutes: 30 * minutesPerDay, text: 'Last 30 days' },
];

export const firstRange: TimeRange = { kind: 'last', minutes: minutesPerDay };

/** "Last 24 hours", or both ends. */
export function rangeText(range: TimeRange, timeZone: string): string {
  if (range.kind === 'between') {
    return `${formatMinute(range.from, timeZone)} to ${formatMinute(range.to, timeZone)}`;
  }
  return lastRanges.find(({ minutes }) => minutes === range.minutes)?.text ?? lastText(range.minutes);
}

/** "the last 24 hours", or both ends. */
export function rangeInSentence(range: TimeRange, timeZone: string): string {
  const text = rangeText(range, timeZone);
  return range.kind === 'last' ? `the ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

/** A query may ask for any number of minutes; said in the largest unit that divides it. */
function lastText(minutes: number): string {
  if (minutes % minutesPerDay === 0) return `Last ${formatAmount(minutes / minutesPerDay, 'day')}`;
  if (minutes % 60 === 0) return `Last ${formatAmount(minutes / 60, 'hour')}`;
  return minutes === 1 ? 'Last minute' : `Last ${formatAmount(minutes, 'minute')}`;
}

/** `2026-11-23T14:40` of an instant, for a `datetime-local` field. */
export function fieldText(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The instant a `datetime-local` field means in a time zone; `undefined`: no whole date and time. */
export function instantOf(text: string, timeZone: string): number | undefined {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // The offset of the guess may be that before a switch of the clocks; a second look settles it.
  const guess = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(guess, timeZone);
}

/** The instant of a text that a person writes in a query, such as `2026-11-03` or `2026-11-03T10:00`; with a zone of its own in that. */
export function readInstant(text: string, timeZone: string): number | undefined {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (!found) return undefined;
  const [, date = '', time = '00:00', seconds = ':00', zone] = found;
  if (zone === undefined) {
    const whole = instantOf(`${date}T${time}`, timeZone);
    return whole === undefined ? undefined : whole + Math.round(Number(seconds.slice(1)) * 1_000);
  }
  const at = Date.parse(`${date}T${time}${seconds}${zone}`);
  return Number.isNaN(at) ? undefined : at;
}

function offsetAt(at: number, timeZone: string): number {
  const whole = Math.floor(at / minute) * minute;
  return Date.parse(`${fieldText(whole, timeZone)}Z`) - whole;
}
