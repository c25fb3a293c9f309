import type { ErrorData } from '../errors.ts';

/** How long the logs of messages are kept, days; the tenant itself keeps 30. */
export const messageDays = [30, 60, 90, 180, 365, 730] as const;

/** What a connection keeps of messages. */
export interface Keeping {
  /** One of `messageDays`, or more. */
  readonly days: number;
  /** Of which messages custom headers and adapter attributes are read in the background. */
  readonly details: 'failed' | 'all';
}

export const usualKeeping: Keeping = { days: 30, details: 'failed' };

/** What a library holds of messages, and what is to be done about it. */
export interface KeepingState {
  readonly keeping: Keeping;
  /** Of the whole library, with packages, artifacts and contents. */
  readonly bytes: number;
  readonly messages: number;
  /** Start of the oldest one, ms since 1970; `undefined`: there is none. */
  readonly oldest: number | undefined;
  /** Messages that began earlier than `keeping` says. */
  readonly beyond: number;
  /** Messages of each choice, and those of them whose details are not known; each is one request. */
  readonly details: Readonly<
    Record<Keeping['details'], { readonly messages: number; readonly unknown: number }>
  >;
  /** Requests per second that are made at most for details. */
  readonly perSecond: number;
  /** Jobs that run. */
  readonly tidying: string | undefined;
  readonly reading: string | undefined;
  /** Why details could not be read the last time. */
  readonly error: ErrorData | undefined;
}
