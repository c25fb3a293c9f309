import { day } from '../../../src-shared/durations.ts';
import type { MessageRow } from '../../../src-shared/model/messages.ts';

const daysKept = 30;

interface Absence {
  readonly attachments: string;
  readonly storeEntries: string;
  readonly runs: string;
  /** What of the steps cannot be there. */
  readonly steps: string;
}

/**
 * Why something of a message is not there: a tenant forgets after 30 days, and what it writes at all
 * depends on the log level (catalogue 2.5). `now` is ms since 1970.
 */
export function absenceOf(
  { start, logLevel, status }: Pick<MessageRow, 'start' | 'logLevel' | 'status'>,
  now: number,
): Absence {
  const isOld = now - start > daysKept * day;
  const gone = `The tenant keeps this for ${daysKept} days; the message is older.`;
  const level = logLevel === undefined || logLevel === '' ? 'this log level' : `log level ${logLevel}`;
  return {
    attachments: isOld ? gone : 'The flow has attached nothing.',
    storeEntries: isOld ? gone : 'Nothing was written to the message store.',
    runs: isOld ? gone : `At ${level} the tenant has kept no run.`,
    steps: isOld ? gone : stepsText(logLevel, status, level),
  };
}

function stepsText(logLevel: string | undefined, status: string, level: string): string {
  switch (logLevel?.toUpperCase()) {
    case 'TRACE':
      return 'At log level TRACE every step is kept; payloads of the steps for 60 minutes only.';
    case 'DEBUG':
      return 'At log level DEBUG every step is kept, without payloads.';
    case 'NONE':
      return 'At log level NONE no steps are kept.';
    default:
      return status === 'FAILED'
        ? `At ${level} the last 50 steps of a failed message are kept, without payloads.`
        : `At ${level} steps are kept of failed messages only.`;
  }
}
