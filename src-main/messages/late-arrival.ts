import { minute } from '../../src-shared/durations.ts';

/**
 * Logs become visible up to ten minutes late: what was read that soon after its start is read once more by
 * the next sync.
 */
export const lateArrival = 15 * minute;
