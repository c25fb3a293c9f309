import type { ConnectionId } from './connections.ts';

/** A connection that is write-enabled. Times are ms since 1970. */
export interface OpenGate {
  readonly connectionId: ConnectionId;
  readonly openedAt: number;
  /** When it closes by itself. */
  readonly until: number;
  readonly reason: string;
}

export const usualMinutes = 30;
/** For how long a connection can be write-enabled. */
export const minuteChoices = [10, usualMinutes, 60, 120] as const;
export const longestMinutes = 120;
export const longestReason = 500;

export const closings = ['by-hand', 'time-over', 'edited', 'connection-closed', 'app-ended'] as const;
/** Why a gate closed. */
export type Closing = (typeof closings)[number];
