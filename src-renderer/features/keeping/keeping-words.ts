import { type KeepingState, messageDays } from '../../../src-shared/model/keeping.ts';
import { formatAmount, formatBytes, formatCount, formatDuration } from '../../lib/format/numbers.ts';
import { formatMinute } from '../../lib/format/times.ts';

const names: Readonly<Record<number, string>> = { 365: '1 year', 730: '2 years' };

export function daysText(days: number): string {
  return names[days] ?? formatAmount(days, 'day');
}

/** The usual choices, and the one that is chosen. */
export function dayChoices(chosen: number): readonly { readonly value: string; readonly text: string }[] {
  const all = [...new Set([...messageDays, chosen])].toSorted((a, b) => a - b);
  return all.map((days) => ({ value: String(days), text: daysText(days) }));
}

/** `412,300 messages since 28 Oct 2026 09:12, library 213 MB.` */
export function heldSentence(
  { messages, oldest, bytes }: Pick<KeepingState, 'messages' | 'oldest' | 'bytes'>,
  timeZone: string,
): string {
  const library = `Library ${formatBytes(bytes)}.`;
  if (messages === 0 || oldest === undefined) return `No messages yet. ${library}`;
  return `${formatAmount(messages, 'message')} since ${formatMinute(oldest, timeZone)}. ${library}`;
}

/** What reading all that is not known asks of the tenant: one request for each message. */
export function costSentence({
  unknown,
  perSecond,
}: {
  readonly unknown: number;
  readonly perSecond: number;
}): string {
  if (unknown === 0) return 'All of them are known.';
  const time = formatDuration(Math.max(1_000, (unknown / perSecond) * 1_000)).replace(/\.\d+ s$/, ' s');
  return `Not known for ${formatCount(unknown)}: ${formatAmount(unknown, 'request')}, at least ${time}.`;
}
