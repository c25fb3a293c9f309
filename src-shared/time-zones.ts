import { hour, minute } from './durations.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a time zone is ahead of UTC at an instant, ms. Throws a RangeError for a zone that is none. */
export function offsetAt(at: number, timeZone: string): number {
  const known = formats.get(timeZone);
  const format = known ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  if (!known) formats.set(timeZone, format);
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  const ahead = Number(hours) * hour + Number(minutes) * minute;
  return sign === '-' ? -ahead : ahead;
}

export function isTimeZone(text: string): boolean {
  try {
    offsetAt(0, text);
    return true;
  } catch (fault) {
    if (fault instanceof RangeError) return false;
    throw fault;
  }
}
