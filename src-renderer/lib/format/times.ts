const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than using it ten thousand times. */
function formatFor(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone, hourCycle: 'h23' });
  formats.set(key, made);
  return made;
}

const day = { day: '2-digit', month: 'short', year: 'numeric' } as const;
const minute = { hour: '2-digit', minute: '2-digit' } as const;
const millisecond = { ...minute, second: '2-digit', fractionalSecondDigits: 3 } as const;

function part(parts: readonly Intl.DateTimeFormatPart[], type: Intl.DateTimeFormatPartTypes): string {
  return parts.find((one) => one.type === type)?.value ?? '';
}

function dayText(parts: readonly Intl.DateTimeFormatPart[], withYear: boolean): string {
  // "Sept" is four letters in English locales; columns want three.
  const text = `${part(parts, 'day')} ${part(parts, 'month').slice(0, 3)}`;
  return withYear ? `${text} ${part(parts, 'year')}` : text;
}

function timeText(parts: readonly Intl.DateTimeFormatPart[]): string {
  const seconds = part(parts, 'second');
  const text = `${part(parts, 'hour')}:${part(parts, 'minute')}`;
  return seconds === '' ? text : `${text}:${seconds}.${part(parts, 'fractionalSecond')}`;
}

/** `21 Nov 2026 09:12`; `at` is ms since 1970. */
export function formatMinute(at: number, timeZone: string): string {
  const parts = formatFor(timeZone, { ...day, ...minute }).formatToParts(at);
  return `${dayText(parts, true)} ${timeText(parts)}`;
}

/** `23 Nov 2026 14:40:53` */
export function formatSecond(at: number, timeZone: string): string {
  const parts = formatFor(timeZone, { ...day, ...minute, second: '2-digit' }).formatToParts(at);
  return `${dayText(parts, true)} ${part(parts, 'hour')}:${part(parts, 'minute')}:${part(parts, 'second')}`;
}

/** `Mon 23 Nov` */
export function formatDayShort(at: number, timeZone: string): string {
  const parts = formatFor(timeZone, { ...day, weekday: 'short' }).formatToParts(at);
  return `${part(parts, 'weekday')} ${dayText(parts, false)}`;
}

/** `14:40`, with seconds where `step` is shorter than a minute. */
export function formatTime(at: number, timeZone: string, step: number): string {
  const parts = formatFor(timeZone, { ...minute, second: '2-digit' }).formatToParts(at);
  const text = `${part(parts, 'hour')}:${part(parts, 'minute')}`;
  return step < 60_000 ? `${text}:${part(parts, 'second')}` : text;
}

/** `23 Nov 2026 14:40:53.417` */
export function formatInstant(at: number, timeZone: string): string {
  const parts = formatFor(timeZone, { ...day, ...millisecond }).formatToParts(at);
  return `${dayText(parts, true)} ${timeText(parts)}`;
}

/** `23 Nov 14:40:53.417`, for columns whose year is clear. */
export function formatInstantShort(at: number, timeZone: string): string {
  const parts = formatFor(timeZone, { ...day, ...millisecond }).formatToParts(at);
  return `${dayText(parts, false)} ${timeText(parts)}`;
}

/** `UTC+1` at that instant; `UTC` for none. */
export function formatOffset(at: number, timeZone: string): string {
  const parts = formatFor(timeZone, { timeZoneName: 'shortOffset' }).formatToParts(at);
  return part(parts, 'timeZoneName').replace('GMT', 'UTC').replace('-', '−').replace(/[+]0$/, '');
}

/** `just now`, `3 min ago`, `2 h ago`, `4 days ago` */
export function formatAge(at: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - at) / 1_000));
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ago`;
  return `${Math.floor(hours / 24)} days ago`;
}
