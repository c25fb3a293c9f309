import type { LoadedRange, TimeRange } from '../../../src-shared/model/messages.ts';
import { formatCount } from '../../lib/format/numbers.ts';
import { formatAge, formatMinute } from '../../lib/format/times.ts';
import { rangeText } from './time-range.ts';

/** How much of a range is here, without promising more: design section 2, "rows are honest". */
export function loadedSentence(
  range: TimeRange,
  { loaded, onTenant, complete, syncedAt, syncing }: LoadedRange,
  now: number,
  timeZone: string,
): string {
  const age = syncedAt === undefined ? '' : `, ${formatAge(syncedAt, now)}`;
  if (complete) return `Loaded completely for ${inSentence(range, timeZone)}${age}.`;
  if (syncedAt === undefined && loaded === 0) return syncing ? '' : 'Nothing of this range has been loaded.';
  const whole = onTenant === undefined ? '' : ` of ${formatCount(Math.max(onTenant, loaded))}`;
  return `Loaded ${formatCount(loaded)}${whole}, newest first${age}.`;
}

/** Where rows are missing, newest first; `undefined` where none are. */
export function gapsSentence(
  { complete, gaps }: LoadedRange,
  timeZone: string,
): { readonly short: string; readonly all: string } | undefined {
  const [newest] = gaps;
  if (complete || newest === undefined) return undefined;
  const texts = gaps.map(
    ({ from, to }) => `${formatMinute(from, timeZone)} to ${formatMinute(to, timeZone)}`,
  );
  const more = gaps.length > 1 ? ` and ${gaps.length - 1} more` : '';
  return { short: `Not loaded: ${texts[0] ?? ''}${more}`, all: texts.join('\n') };
}

function inSentence(range: TimeRange, timeZone: string): string {
  const text = rangeText(range, timeZone);
  return range.kind === 'last' ? `the ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
