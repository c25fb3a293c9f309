import type { TrafficFlow } from '../content/model.ts';
import { generator } from './random.ts';

export const statuses = [
  'COMPLETED',
  'FAILED',
  'RETRY',
  'PROCESSING',
  'ESCALATED',
  'CANCELLED',
  'DISCARDED',
  'ABANDONED',
] as const;
export type StatusName = (typeof statuses)[number];
export const statusCode = (name: StatusName): number => statuses.indexOf(name);
export const logLevels = ['INFO', 'DEBUG', 'TRACE', 'ERROR'] as const;

export const hour = 3_600_000;
export const day = 24 * hour;
const minute = 60_000;
/** Message processing logs are kept for 30 days (catalogue 3.3). */
export const retention = 30 * day;
/** Traffic prepared beyond the start, so that the tenant lives on while it runs. */
const ahead = 3 * day;
const noRoot = -1;

/** One column per fact, a row per message, sorted by start: a million messages fit in some dozen megabytes. */
export interface Schedule {
  readonly size: number;
  /** ms since 1970. */
  readonly start: Float64Array;
  /** Final LogEnd minus start, ms. */
  readonly duration: Float64Array;
  readonly flow: Uint16Array;
  /** Status once the message has come to rest. */
  readonly final: Uint8Array;
  /** Status between LogEnd and `settles`; same as `final` where nothing changes later. */
  readonly interim: Uint8Array;
  /** ms after start when `interim` becomes `final`. */
  readonly settles: Float64Array;
  /** ms after start until the log can be read at all. */
  readonly delay: Float64Array;
  readonly level: Uint8Array;
  /** Row of the first message of the chain; itself where there is none. */
  readonly root: Int32Array;
}

export interface ScheduleOptions {
  readonly seed: number;
  /** Start of the server, ms since 1970. */
  readonly now: number;
  /** Messages within the 30 days before `now`. */
  readonly messages: number;
  readonly flows: readonly TrafficFlow[];
}

interface Draft {
  readonly start: Float64Array;
  readonly duration: Float64Array;
  readonly flow: Uint16Array;
  readonly parent: Int32Array;
}

/** Fills the columns: starts with a daily and weekly rhythm, chains, outcomes. */
export function createSchedule(options: ScheduleOptions): Schedule {
  const { seed, flows, messages } = options;
  const random = generator(seed);
  const total = flows.length === 0 ? 0 : Math.round(messages * (1 + ahead / retention));
  const draft = draftMessages(total, options, random);
  const order = sortedByStart(draft.start);
  const row = new Int32Array(total);
  order.forEach((from, to) => (row[from] = to));

  const schedule = emptySchedule(total);
  order.forEach((from, to) => {
    const flow = draft.flow[from] ?? 0;
    const parent = draft.parent[from] ?? noRoot;
    schedule.start[to] = draft.start[from] ?? 0;
    schedule.duration[to] = draft.duration[from] ?? 0;
    schedule.flow[to] = flow;
    schedule.root[to] = parent === noRoot ? to : (row[parent] ?? to);
    decideOutcome(schedule, to, flows[flow]?.failureRate ?? 0, random);
  });
  return schedule;
}

function draftMessages(total: number, options: ScheduleOptions, random: () => number): Draft {
  const { flows, now } = options;
  const draft: Draft = {
    start: new Float64Array(total),
    duration: new Float64Array(total),
    flow: new Uint16Array(total),
    parent: new Int32Array(total).fill(noRoot),
  };
  const chooseFlow = weighted(flows.map(({ share }) => share));
  const chooseHour = weighted(hourWeights(now - retention, Math.round((retention + ahead) / hour)));
  const rowOf = new Map(flows.map(({ artifactId }, index) => [artifactId, index]));
  let filled = 0;
  const add = (flow: number, start: number, parent: number): number => {
    const at = filled++;
    draft.start[at] = Math.floor(start);
    draft.flow[at] = flow;
    draft.parent[at] = parent;
    // Log-normal around the typical time: many quick ones and a tail.
    const spread = Math.exp((random() + random() + random() - 1.5) * 1.4);
    draft.duration[at] = Math.max(3, Math.round((flows[flow]?.typicalMs ?? 500) * spread));
    return at;
  };
  while (filled < total) {
    const flow = chooseFlow(random());
    const start = now - retention + (chooseHour(random()) + random()) * hour;
    let last = add(flow, start, noRoot);
    const root = last;
    for (let next = follower(flows[flow], random, rowOf); next !== undefined && filled < total;) {
      last = add(next, (draft.start[last] ?? 0) + (draft.duration[last] ?? 0) + random() * 2_000, root);
      next = follower(flows[next], random, rowOf);
    }
  }
  return draft;
}

function follower(
  flow: TrafficFlow | undefined,
  random: () => number,
  rowOf: ReadonlyMap<string, number>,
): number | undefined {
  if (!flow || flow.next.length === 0 || random() < 0.25) return undefined;
  return rowOf.get(flow.next[Math.floor(random() * flow.next.length)] ?? '');
}

function decideOutcome(schedule: Schedule, row: number, failureRate: number, random: () => number): void {
  const chance = random();
  let final = 'COMPLETED' as StatusName;
  if (chance < failureRate) final = 'FAILED';
  else if (chance < failureRate + 0.003) final = 'ESCALATED';
  else if (chance < failureRate + 0.005) final = 'DISCARDED';
  else if (chance < failureRate + 0.006) final = 'CANCELLED';
  else if (chance < failureRate + 0.007) final = 'ABANDONED';
  let interim = final;
  const late = random();
  if (final === 'COMPLETED' && late < 0.008) interim = 'RETRY';
  else if (final === 'FAILED' && late < 0.08)
    interim = late < 0.06 ? 'RETRY' : late < 0.07 ? 'ABANDONED' : 'CANCELLED';
  const duration = schedule.duration[row] ?? 0;
  schedule.final[row] = statusCode(final);
  schedule.interim[row] = statusCode(interim);
  schedule.settles[row] = interim === final ? duration : duration + (2 + random() * 90) * minute;
  // Most logs are readable at once, some up to ten minutes late.
  schedule.delay[row] = random() < 0.03 ? random() * 10 * minute : random() * 900;
  const level = random();
  schedule.level[row] = level < 0.96 ? 0 : level < 0.975 ? 1 : level < 0.99 ? 2 : 3;
  // A few run for long, so that something is always in PROCESSING.
  if (random() < 0.0008) schedule.duration[row] = (schedule.settles[row] ?? 0) + random() * 4 * hour;
}

/** Busy in office hours, quiet at night, a batch run at two, little at weekends. */
function hourWeights(from: number, hours: number): readonly number[] {
  return Array.from({ length: hours }, (_, index) => {
    const at = new Date(from + index * hour);
    const local = at.getUTCHours() + 1;
    const office = Math.exp(-(((local - 10.5) / 3) ** 2)) + 0.8 * Math.exp(-(((local - 15) / 2.5) ** 2));
    const batch = local === 3 ? 0.9 : 0;
    const weekend = at.getUTCDay() === 0 ? 0.18 : at.getUTCDay() === 6 ? 0.3 : 1;
    return (0.12 + office + batch) * weekend;
  });
}

/** Answers an index with the given weights for a number from 0 up to 1. */
function weighted(weights: readonly number[]): (chance: number) => number {
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

function sortedByStart(start: Float64Array): Uint32Array {
  const order = Uint32Array.from(start, (_value, index) => index);
  return order.sort((left, right) => (start[left] ?? 0) - (start[right] ?? 0));
}

function emptySchedule(size: number): Schedule {
  return {
    size,
    start: new Float64Array(size),
    duration: new Float64Array(size),
    flow: new Uint16Array(size),
    final: new Uint8Array(size),
    interim: new Uint8Array(size),
    settles: new Float64Array(size),
    delay: new Float64Array(size),
    level: new Uint8Array(size),
    root: new Int32Array(size),
  };
}
