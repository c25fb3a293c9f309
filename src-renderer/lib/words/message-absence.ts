import { day } from '../../../src-shared/durations.ts';
import { type ErrorData, isUnknownHost } from '../../../src-shared/errors.ts';
import type { MessageRow, Part } from '../../../src-shared/model/messages.ts';

const daysKept = 30;

interface Absence {
  readonly errorText: string;
  readonly customHeaders: string;
  readonly adapterAttributes: string;
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
  const gone = goneText(start, now);
  const level = logLevel === undefined || logLevel === '' ? 'this log level' : `log level ${logLevel}`;
  return {
    errorText: gone ?? 'The tenant keeps no error text for this message.',
    customHeaders: gone ?? 'The flow has set none.',
    adapterAttributes: gone ?? 'The adapters have written none.',
    attachments: gone ?? 'The flow has attached nothing.',
    storeEntries: gone ?? 'Nothing was written to the message store.',
    runs: gone ?? `At ${level} the tenant has kept no run.`,
    steps: gone ?? stepsText(logLevel, status, level),
  };
}

/**
 * A tenant answers 404 for what hangs below a message that it has forgotten: then the rule is the reason, and asking again of no use.
 */
export function whyUnread<E extends ErrorData | undefined>(
  error: E,
  start: number,
  now: number,
): E | ErrorData {
  const gone = goneText(start, now);
  if (error?.code !== 'tenant.not-found' || gone === undefined || isUnknownHost(error)) return error;
  return { ...error, facts: { reason: gone, isForgotten: true } };
}

/** The same for a part of a message. */
export function partWithWhy<T>(part: Part<T>, start: number, now: number): Part<T> {
  return part.state === 'failed' ? { ...part, error: whyUnread(part.error, start, now) } : part;
}

function goneText(start: number, now: number): string | undefined {
  const age = now - start;
  return age > daysKept * day
    ? `The tenant keeps messages for ${daysKept} days; this one is ${Math.floor(age / day)} days old.`
    : undefined;
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
