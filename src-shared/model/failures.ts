import type { ErrorData } from '../errors.ts';

/** Statuses whose messages have an error text (catalogue 2.5); the others are not asked for one. */
export const failedStatuses: readonly string[] = ['FAILED', 'RETRY', 'ESCALATED', 'ABANDONED'];

/**
 * `new`: not seen in the library before the last 24 hours of the range. `returning`: seen in these 24 hours after three days without. `gone`: not
 * seen in these 24 hours. Only `ongoing` where the library does not reach back far enough to say.
 */
export type FailureTrend = 'new' | 'returning' | 'gone' | 'ongoing';

export interface FailureGroup {
  /** See `error-signature.ts`. */
  readonly signature: string;
  readonly title: string;
  /** Messages of the range. */
  readonly count: number;
  /** Within the range, ms since 1970. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly trend: FailureTrend;
  /** Messages in equal pieces of the range, oldest first. */
  readonly rhythm: readonly number[];
  /** Most frequent first. */
  readonly flows: readonly { readonly id: string; readonly name: string; readonly count: number }[];
  readonly receivers: readonly { readonly name: string; readonly count: number }[];
  /** What a person wrote about it; the group is known then. */
  readonly note: { readonly text: string; readonly at: number } | undefined;
}

export interface FailureGroups {
  /** Most frequent first, at most `mostGroups`. */
  readonly groups: readonly FailureGroup[];
  /** All groups of the range. */
  readonly total: number;
  /** Failed messages of the range in the library. */
  readonly messages: number;
  /** Of these, the ones whose error text was read, or that have none. */
  readonly known: number;
  /** Of the known ones, without a text. */
  readonly withoutText: number;
  /** Texts are being read, by this job. */
  readonly jobId: string | undefined;
  /** Requests in a second that the tenant's documented rate allows. */
  readonly perSecond: number;
  /** Why reading texts ended before its time. */
  readonly error: ErrorData | undefined;
}

export const mostGroups = 1_000;

export interface FailureExample {
  readonly messageGuid: string;
  readonly flowName: string;
  readonly start: number;
  /** Cut at `longestExample` characters. */
  readonly text: string;
  readonly isCut: boolean;
}

export const longestExample = 20_000;
export const longestNote = 2_000;
