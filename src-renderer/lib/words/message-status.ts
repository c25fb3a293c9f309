import { messageStatuses } from '../../../src-shared/model/messages.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';
import type { Tone } from '../../components/status/tones.ts';

export interface MessageStatusWords {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly text: string;
}

const known: Readonly<Partial<Record<string, MessageStatusWords>>> = {
  COMPLETED: { tone: 'ok', icon: 'check', text: 'Completed' },
  PROCESSING: { tone: 'info', icon: 'clock', text: 'Processing' },
  RETRY: { tone: 'warn', icon: 'retry', text: 'Retry' },
  ESCALATED: { tone: 'escalated', icon: 'escalate', text: 'Escalated' },
  FAILED: { tone: 'bad', icon: 'cross', text: 'Failed' },
  CANCELLED: { tone: 'idle', icon: 'ban', text: 'Cancelled' },
  DISCARDED: { tone: 'idle', icon: 'skip', text: 'Discarded' },
  ABANDONED: { tone: 'idle', icon: 'hourglass', text: 'Abandoned' },
};

/** A log's Status in words; the set is open (catalogue 3.5), unknown ones keep their own word. */
export function messageStatus(status: string): MessageStatusWords {
  return known[status] ?? { tone: 'idle', icon: 'help', text: capitalised(status) };
}

/** Chips: what needs a look first; unknown ones at the end. */
const order: readonly string[] = [
  'FAILED',
  'RETRY',
  'ESCALATED',
  'PROCESSING',
  'COMPLETED',
  ...messageStatuses,
];

export function inOrder(statuses: Iterable<string>): readonly string[] {
  const place = (status: string): number => {
    const index = order.indexOf(status);
    return index < 0 ? order.length : index;
  };
  return [...new Set(statuses)].toSorted((a, b) => place(a) - place(b) || a.localeCompare(b));
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase().replaceAll('_', ' ');
}
