import {
  failedStatuses,
  type FailureGroup,
  type FailureGroups,
  type FailureTrend,
} from '../../../src-shared/model/failures.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';
import type { Tone } from '../../components/status/tones.ts';
import { formatAmount, formatCount, formatDuration } from '../../lib/format/numbers.ts';

interface TrendWords {
  readonly text: string;
  readonly icon: IconName;
  readonly tone: Tone;
  /** What the word means, as a hint. */
  readonly meaning: string;
}

export const trendWords: Readonly<Record<FailureTrend, TrendWords>> = {
  new: { text: 'New', icon: 'plus', tone: 'bad', meaning: 'Not seen before the last 24 hours' },
  returning: {
    text: 'Returning',
    icon: 'retry',
    tone: 'warn',
    meaning: 'Seen again after three days without',
  },
  gone: { text: 'Gone', icon: 'check', tone: 'ok', meaning: 'Not seen in the last 24 hours' },
  ongoing: { text: 'Ongoing', icon: 'minus', tone: 'idle', meaning: 'Seen in the last 24 hours' },
};

export type Shown = 'all' | 'new' | 'returning' | 'gone' | 'unknown' | 'known';

export const shownWords: Readonly<Record<Shown, string>> = {
  all: 'All',
  new: 'New',
  returning: 'Returning',
  gone: 'Gone',
  unknown: 'Not marked',
  known: 'Known',
};

export function isShown(group: FailureGroup, shown: Shown): boolean {
  if (shown === 'all') return true;
  if (shown === 'known') return group.note !== undefined;
  if (shown === 'unknown') return group.note === undefined;
  return group.trend === shown;
}

/** "Receive orders", "Receive orders and 3 more", "–" */
export function namesText(names: readonly { readonly name: string }[]): string {
  const [first, ...others] = names;
  if (first === undefined) return '–';
  return others.length === 0 ? first.name : `${first.name} and ${formatCount(others.length)} more`;
}

/** Said in full: the chip "Failed" beside it counts one of these statuses alone. */
const withErrors = `with errors (${failedStatuses.join(', ').toLowerCase()})`;

/** "All 1,204 messages with errors (failed, …) looked up. 19 have no text." and the like. */
export function knownSentence({
  known,
  messages,
  withoutText,
}: Pick<FailureGroups, 'known' | 'messages' | 'withoutText'>): string {
  if (messages === 0) return `No message ${withErrors}.`;
  // They are in no group, and without this line they would be missing from the sum.
  const none =
    withoutText === 0 ? '' : ` ${formatCount(withoutText)} ${withoutText === 1 ? 'has' : 'have'} no text.`;
  const which = known < messages ? `${formatCount(known)} of` : 'All';
  return messages === 1 && known === 1
    ? `The one message ${withErrors} looked up.${none}`
    : `${which} ${formatAmount(messages, 'message')} ${withErrors} looked up.${none}`;
}

/** "Read the other 7,200: 7,200 requests, at least 1 min 20 s"; one request for each text (catalogue 2.5). */
export function costOf({
  known,
  messages,
  perSecond,
}: FailureGroups): { text: string; cost: string } | undefined {
  const missing = messages - known;
  if (missing <= 0) return undefined;
  const time = formatDuration(Math.max(1_000, (missing / perSecond) * 1_000)).replace(/\.\d+ s$/, ' s');
  return {
    text: known === 0 ? 'Read the texts' : `Read the other ${formatCount(missing)}`,
    cost: `${formatAmount(missing, 'request')}, at least ${time}`,
  };
}
