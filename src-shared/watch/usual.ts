export interface Window {
  readonly count: number;
  /** The library holds all of it; else a count says nothing. */
  readonly isLoaded: boolean;
}

/** Days that are looked at before saying what is usual: the last week, and the same day of the weeks before. */
export const comparedDays: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 14, 21, 28];

const leastDays = 3;
const leastWeeks = 2;
const nearlyAlways = 0.8;

/**
 * Whether there usually are messages at this time: on nearly all of the last days, or on the same day of all the weeks that are known.
 * So a flow that rests on Sundays is not missed on a Sunday, and is missed on a Monday.
 */
export function isUsual(earlier: readonly (Window & { readonly daysAgo: number })[]): boolean {
  const known = earlier.filter(({ isLoaded }) => isLoaded);
  const days = known.filter(({ daysAgo }) => daysAgo <= 7);
  const weeks = known.filter(({ daysAgo }) => daysAgo % 7 === 0);
  const busy = (windows: readonly Window[]): number => windows.filter(({ count }) => count > 0).length;
  if (weeks.length >= leastWeeks) return busy(weeks) === weeks.length;
  return days.length >= leastDays && busy(days) >= nearlyAlways * days.length;
}
