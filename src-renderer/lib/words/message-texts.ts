import type { MessageDetails, MessageRow, Part } from '../../../src-shared/model/messages.ts';
import { formatAmount, formatDuration } from '../format/numbers.ts';

export function flowText({ flowName, flowId }: Pick<MessageRow, 'flowName' | 'flowId'>): string {
  return flowName || flowId || '–';
}

/** LogEnd is empty while a message runs. */
export function durationText({ start, end }: Pick<MessageRow, 'start' | 'end'>): string {
  return end === undefined ? 'running' : formatDuration(end - start);
}

/** "2 attachments, 1 persisted payload": what there is, and what is not known. `some`: there are any. */
export function payloadsText({
  attachments,
  storeEntries,
}: Pick<MessageDetails, 'attachments' | 'storeEntries'>): {
  readonly text: string;
  readonly some: boolean;
} {
  if (attachments.state === 'unread' && storeEntries.state === 'unread')
    return { text: 'not read yet', some: false };
  const words = [...amountText(attachments, 'attachment'), ...amountText(storeEntries, 'persisted payload')];
  return { text: words.join(', ') || 'none', some: sizeOf(attachments) + sizeOf(storeEntries) > 0 };
}

function sizeOf(part: Part<readonly unknown[]>): number {
  return part.state === 'read' ? part.value.length : 0;
}

function amountText(part: Part<readonly unknown[]>, what: string): readonly string[] {
  if (part.state === 'unread') return [`${what}s not read yet`];
  if (part.state === 'failed')
    return [part.error.facts.isForgotten ? `${what}s no longer on the tenant` : `${what}s could not be read`];
  return part.value.length === 0 ? [] : [formatAmount(part.value.length, what)];
}
