const counts = new Intl.NumberFormat('en');
const oneDigit = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const upToOneDigit = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** `47,616` */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** `14 artifacts`, `1 artifact` */
export function formatAmount(count: number, one: string, many = `${one}s`): string {
  return `${counts.format(count)} ${count === 1 ? one : many}`;
}

const byteUnits = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** `4.1 kB`, `412 MB`; powers of a thousand, as operating systems show sizes today. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const power = Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** power;
  const text = value < 100 ? oneDigit.format(value) : counts.format(Math.round(value));
  return `${text} ${byteUnits[power] ?? ''}`;
}

/** `3.1` of requests per second. */
export function formatRate(rate: number): string {
  return upToOneDigit.format(rate);
}

/** `43 ms`, `1.42 s`, `2 min 05 s`, `11 h 42 min`, `3 d 4 h`; from milliseconds. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(2)} s`;
  const seconds = Math.floor(milliseconds / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1_440) return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
  const hours = Math.floor(minutes / 60);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
