import type { WatchEvent, WatchKind, WatchRule } from '../../../src-shared/model/watch.ts';
import { amount } from '../../../src-shared/watch/judge.ts';

export const kindWords: Readonly<Record<WatchKind, { readonly title: string; readonly help: string }>> = {
  'first-failure': { title: 'First failure', help: 'A failed message after a time without one.' },
  'more-than': {
    title: 'Too many',
    help: 'More messages of the query than so many in a short time.',
  },
  'returning-group': { title: 'Returning error', help: 'An error group that was away for three days.' },
  silence: { title: 'Silence', help: 'No message at a time when there usually are some.' },
};

export const shownWords: Readonly<Record<WatchEvent['shown'], string>> = {
  alone: 'Notified',
  together: 'Notified with others',
  quiet: 'In quiet hours',
  waiting: 'Waits for the next one',
  unsupported: 'Not shown: this system shows no notifications',
};

/** `more than 50 in 15 minutes` */
export function ruleWords(rule: WatchRule): string {
  switch (rule.kind) {
    case 'first-failure':
      return `first failure after ${amount(rule.calmMinutes, 'minute')}`;
    case 'more-than':
      return `more than ${rule.count} in ${amount(rule.minutes, 'minute')}`;
    case 'returning-group':
      return 'a returning error';
    case 'silence':
      return `nothing for ${amount(rule.hours, 'hour')}`;
  }
}

/** `22:00` of minutes of the day, and back; `undefined`: no whole time. */
export function timeText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function minutesOf(text: string): number | undefined {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}
