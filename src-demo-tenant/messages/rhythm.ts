import { day, hour, retentionDays } from './statuses.ts';

/** Sunday first. */
const weekdays: readonly number[] = [0.35, 1, 1, 1, 1, 1, 0.4];

/** `dayNumber`: days since 1970, UTC. */
export function weightOfDay(dayNumber: number): number {
  return weekdays[new Date(dayNumber * day).getUTCDay()] ?? 1;
}

/** Sum over the quietest 30 days: whatever the day of the start, at least the wanted number is there. */
const quietest = Math.min(
  ...weekdays.map((_weight, from) => {
    return Array.from({ length: retentionDays }, (_, at) => weekdays[(from + at) % 7] ?? 1).reduce(
      (sum, weight) => sum + weight,
    );
  }),
);

/** Messages that start on a day of a tenant with `messages` of them in 30 days. */
export function countOfDay(dayNumber: number, messages: number): number {
  return Math.ceil((messages * weightOfDay(dayNumber)) / quietest);
}

/** The most that one day can hold. */
export function busiestDay(messages: number): number {
  return Math.ceil(messages / quietest);
}

/** Busy in office hours of Central Europe, quiet at night, a batch run at two. */
export const hourWeights: readonly number[] = Array.from({ length: day / hour }, (_, utc) => {
  const local = utc + 1;
  const office = Math.exp(-(((local - 10.5) / 3) ** 2)) + 0.8 * Math.exp(-(((local - 15) / 2.5) ** 2));
  return 0.12 + office + (local === 3 ? 0.9 : 0);
});

/** Answers an index with the given weights for a number from 0 up to 1. */
export function weighted(weights: readonly number[]): (chance: number) => number {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  weights.forEach((weight, index) => (sums[index] = sum += weight));
  return (chance) => {
    const wanted = chance * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
