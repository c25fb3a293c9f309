import type { LoadedRange, TimeRange } from '../../../src-shared/model/messages.ts';
import { formatCount } from '../../lib/format/numbers.ts';
import { rangeInSentence } from '../../lib/format/time-range.ts';
import { formatAge } from '../../lib/format/times.ts';
import { stretchText } from './gap-words.ts';
import type { LiveMode } from './live-mode.svelte.ts';

/** How much of a range is here, without promising more: a list that is not complete says so. */
export function loadedSentence(
  range: TimeRange,
  { loaded, onTenant, complete, syncedAt, syncing }: LoadedRange,
  now: number,
  timeZone: string,
): string {
  const age = syncedAt === undefined ? '' : `, ${formatAge(syncedAt, now)}`;
  if (complete) return `Loaded completely for ${rangeInSentence(range, timeZone)}${age}.`;
  if (syncedAt === undefined && loaded === 0) return syncing ? '' : 'Nothing of this range has been loaded.';
  const whole = onTenant === undefined ? '' : ` of ${formatCount(Math.max(onTenant, loaded))}`;
  return `Loaded ${formatCount(loaded)}${whole}, newest first${age}.`;
}

/** What live mode does and costs; `undefined` while it is off. */
export function liveSentence({
  isOn,
  step,
  error,
}: Pick<LiveMode, 'isOn' | 'step' | 'error'>): string | undefined {
  if (!isOn) return undefined;
  if (error) return 'Live mode waits for the tenant.';
  return step ? `Live, about ${formatCount(step.perHour)} requests an hour.` : 'Live.';
}

/** Where rows are missing, newest first; `undefined` where none are. */
export function gapsSentence(
  { gaps }: Pick<LoadedRange, 'gaps'>,
  timeZone: string,
  now: number,
): string | undefined {
  const [newest] = gaps;
  if (newest === undefined) return undefined;
  const more = gaps.length > 1 ? ` and ${gaps.length - 1} more` : '';
  return `Not loaded: ${stretchText(newest, timeZone, now)}${more}`;
}

/** What cannot be loaded any more; `undefined` where all can. */
export function forgottenSentence(
  { forgotten }: Pick<LoadedRange, 'forgotten'>,
  timeZone: string,
  now: number,
): string | undefined {
  if (!forgotten) return undefined;
  return `${stretchText(forgotten, timeZone, now)}: not loaded in time, the tenant keeps 30 days`;
}

/** What the library of one of several tenants lacks of a range, to stand behind its name; `undefined` where it lacks nothing. */
export function lackText(
  { syncedAt, loaded, complete, gaps, forgotten }: LoadedRange,
  timeZone: string,
  now: number,
): string | undefined {
  if (complete) return undefined;
  const [newest] = gaps;
  if (syncedAt === undefined && loaded === 0) return 'all of it';
  if (newest === undefined) return forgotten && stretchText(forgotten, timeZone, now);
  const more = gaps.length > 1 ? ` and ${gaps.length - 1} more` : '';
  return `${stretchText(newest, timeZone, now)}${more}`;
}
