import type { MessageRow } from '../../../src-shared/model/messages.ts';
import { formatDuration } from '../format/numbers.ts';

export function flowText({ flowName, flowId }: Pick<MessageRow, 'flowName' | 'flowId'>): string {
  return flowName || flowId || '–';
}

/** LogEnd is empty while a message runs. */
export function durationText({ start, end }: Pick<MessageRow, 'start' | 'end'>): string {
  return end === undefined ? 'running' : formatDuration(end - start);
}
