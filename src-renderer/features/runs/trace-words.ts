import { minute } from '../../../src-shared/durations.ts';
import type { MessageRow } from '../../../src-shared/model/messages.ts';
import { type MessageRun, traceLasts, traceLevelLasts } from '../../../src-shared/model/runs.ts';

/** Whether a tenant can have a trace: `there` until an hour after the start, at level TRACE only (catalogue 3.3). */
export interface TraceRule {
  readonly kind: 'never' | 'gone' | 'there';
  /** The rule in words. */
  readonly text: string;
  /** Minutes that it lasts from now on. */
  readonly left: number;
}

const recorded = `Headers, exchange properties and payloads of the steps are recorded at log level TRACE only, and kept for ${traceLasts} minutes.`;

/** How to get one: the API cannot set the level. */
export const howToTrace = `The log level cannot be set through the public API. In the web UI choose it with the deployed flow (Log Configuration); TRACE ends by itself after ${traceLevelLasts} minutes.`;

export function traceRule(row: MessageRow, run: MessageRun | undefined, now: number): TraceRule {
  const level = (run?.logLevel || row.logLevel || '').toUpperCase();
  if (level !== 'TRACE') {
    const ran = level === '' ? 'Its log level is not known. ' : `It ran at log level ${level}. `;
    return { kind: 'never', text: `${ran}${recorded}`, left: 0 };
  }
  const left = Math.ceil(traceLasts - (now - (run?.start ?? row.start)) / minute);
  return left > 0
    ? {
        kind: 'there',
        text: `The tenant keeps the trace for ${left} more ${left === 1 ? 'minute' : 'minutes'}.`,
        left,
      }
    : {
        kind: 'gone',
        text: `The tenant keeps traces for ${traceLasts} minutes; this message is older.`,
        left: 0,
      };
}
