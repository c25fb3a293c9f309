import type { ErrorData } from '../errors.ts';

/** What a query is watched for. */
export type WatchRule =
  /** A failed message after so long without one. */
  | { readonly kind: 'first-failure'; readonly calmMinutes: number }
  /** More than so many messages of the query within so many minutes. */
  | { readonly kind: 'more-than'; readonly count: number; readonly minutes: number }
  /** An error group that was away for three days. */
  | { readonly kind: 'returning-group' }
  /** No message for so many hours, at a time when there usually are some. */
  | { readonly kind: 'silence'; readonly hours: number };
export type WatchKind = WatchRule['kind'];

/** Each kind once, in this order, as it is before a person changes it. */
export const usualRules: readonly WatchRule[] = [
  { kind: 'first-failure', calmMinutes: 1_440 },
  { kind: 'more-than', count: 50, minutes: 15 },
  { kind: 'returning-group' },
  { kind: 'silence', hours: 4 },
];

export interface Watch {
  readonly queryId: string;
  readonly isOn: boolean;
  readonly rules: readonly WatchRule[];
}

/** Minutes of the day by the computer's clock; from later than to goes over midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

export const watchIntervals = [1, 2, 5, 10, 15, 30, 60] as const;

export interface WatchSettings {
  readonly everyMinutes: number;
  readonly quiet: QuietHours | undefined;
  /** Closing the last window leaves the app in the tray. */
  readonly staysInTray: boolean;
}

export const usualSettings: WatchSettings = { everyMinutes: 5, quiet: undefined, staysInTray: false };

export interface WatchState {
  readonly watches: readonly Watch[];
  readonly settings: WatchSettings;
  /** Until when a person wants no notifications; `undefined`: now they are shown. */
  readonly pausedUntil: number | undefined;
  /** `none`: this desktop shows no tray icons. */
  readonly tray: 'there' | 'none';
  readonly canNotify: boolean;
  /** The last look at each tenant that is watched. */
  readonly looks: readonly WatchLook[];
  /** Requests in an hour that all watches together ask of their tenants. */
  readonly perHour: number;
}

export interface WatchLook {
  readonly connectionId: string;
  readonly at: number;
  /** Why the tenant could not be asked. */
  readonly error: ErrorData | undefined;
}

/** Something that a rule noticed. */
export interface WatchEvent {
  readonly id: string;
  readonly at: number;
  readonly queryId: string;
  readonly queryName: string;
  readonly connectionId: string;
  readonly kind: WatchKind;
  readonly text: string;
  /**
   * `together`: in one notification with others. `quiet`: noticed in quiet hours or a pause. `waiting`: for the next notification.
   * `unsupported`: the system shows no notifications.
   */
  readonly shown: 'alone' | 'together' | 'quiet' | 'waiting' | 'unsupported';
}

export interface WatchCost {
  readonly connectionId: string;
  /** Requests in an hour, all told. */
  readonly perHour: number;
  /** Of these, the ones that other watches ask for anyway. */
  readonly alreadyPerHour: number;
}

export const mostRules = 4;
export const mostEvents = 300;
