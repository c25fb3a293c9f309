import type { MessageCounts } from './messages.ts';
import type { TenantFailure } from './queries.ts';

/** A picture of the messages of one or several tenants; those of tenants that did not answer are missing. */
export interface Charted<T> {
  readonly chart: T;
  readonly failed: readonly TenantFailure[];
}

/** A stretch of time in equal columns: the first begins at `first`, which is not after `from`; ms since 1970, `to` exclusive. */
export interface TimeColumns {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  /** Length of a column, ms. */
  readonly step: number;
  readonly count: number;
}

/** Columns of a stretch, at most. */
export const mostColumns = 100;

export interface TimeChart extends TimeColumns {
  /** Messages by status, one number for each column. */
  readonly statuses: Readonly<Record<string, readonly number[]>>;
}

export const shareKinds = ['flow', 'package', 'receiver'] as const;
export type ShareKind = (typeof shareKinds)[number];

/** The most that are named. */
export const mostShares = 10;

export interface ShareChart {
  /** The largest first. `key` is what a filter selects by; '' for messages that have none. */
  readonly shares: readonly { readonly key: string; readonly name: string; readonly counts: MessageCounts }[];
  /** What all others have together; `undefined`: there are none. */
  readonly others: { readonly names: number; readonly counts: MessageCounts } | undefined;
}

/** Messages by day of the week (Monday first) and hour of the day, in the time zone that was asked for. */
export interface WeekChart {
  readonly messages: readonly (readonly number[])[];
  readonly failed: readonly (readonly number[])[];
}

/** Durations of messages that have ended, ms. Half of them, and 95 of 100, took no longer; right to 1 per cent. */
export interface Durations {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly slowest: number;
}

export interface SlowMessage {
  readonly connectionId: string;
  readonly messageGuid: string;
  readonly flowName: string;
  readonly start: number;
}

export interface DurationChart extends TimeColumns {
  readonly whole: Durations | undefined;
  /** One for each column; `undefined` where no message ended. */
  readonly columns: readonly ((Durations & { readonly message: SlowMessage | undefined }) | undefined)[];
}
