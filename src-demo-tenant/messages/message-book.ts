import type { TrafficFlow } from '../content/model.ts';
import { MessageIds } from './message-ids.ts';
import { chance } from './random.ts';
import { createSchedule, type Schedule, type ScheduleOptions } from './schedule.ts';
import {
  day,
  type LevelName,
  logLevels,
  retention,
  statusCode,
  statuses,
  type StatusName,
} from './statuses.ts';

const processing = statusCode('PROCESSING');
const completed = statusCode('COMPLETED');
const isError = statuses.map((name) => ['FAILED', 'ESCALATED', 'RETRY'].includes(name));
/** A status that a flow sets itself. */
export const ownStatus = 'PartiallyPosted';

/** Some messages are seen `ms` later than they would be, a `share` of them from 0 to 1. */
export interface Lateness {
  readonly share: number;
  readonly ms: number;
}

export interface BookOptions extends ScheduleOptions {
  /** Exactly so many messages are seen at the start; the oldest ones beyond that never were. */
  readonly isExact?: boolean;
}

/** Some of the newest are not seen yet. */
function withReserve(messages: number): number {
  return messages === 0 ? 0 : Math.ceil(messages * 1.002) + 60;
}

/**
 * Everything about messages by their row; texts are made when asked for. Rows hold within one request: `advance` may
 * number them anew.
 */
export class MessageBook {
  readonly flows: readonly TrafficFlow[];
  readonly ids: MessageIds;
  readonly #options: ScheduleOptions;
  readonly seed: number;
  /** Nothing began before; 0: whatever is kept. */
  readonly #since: number;
  #lateness: Lateness | undefined;
  #schedule: Schedule;
  #firstNumbers: number[] = [];

  constructor({ isExact = false, ...options }: BookOptions) {
    this.#options = isExact ? { ...options, messages: withReserve(options.messages) } : options;
    this.#schedule = createSchedule(this.#options);
    this.#since = isExact ? this.#startOfOldest(options.messages, options.now) : 0;
    this.flows = options.flows;
    this.ids = new MessageIds(options.seed, () => this.#schedule);
    this.seed = options.seed;
  }

  get schedule(): Schedule {
    return this.#schedule;
  }

  /** Goes with the clock: on a new day the oldest messages leave and new ones are prepared. */
  advance(now: number): void {
    if (Math.floor(now / day) === this.#schedule.madeFor) return;
    this.#schedule = createSchedule({ ...this.#options, now });
  }

  /** Rows of messages that have started and are not yet forgotten. They may be invisible still. */
  range(now: number): readonly [from: number, to: number] {
    return [this.firstFrom(Math.max(now - retention, this.#since)), this.firstFrom(now + 1)];
  }

  /** From now on a share of the messages becomes visible later than the rest; `undefined`: as usual. */
  set lateness(lateness: Lateness | undefined) {
    this.#lateness = lateness;
  }

  /** ms after its start from when on a message is seen, by row. */
  get delays(): (row: number) => number {
    const { delay, key } = this.schedule;
    const late = this.#lateness;
    if (!late) return (row) => delay[row] ?? 0;
    return (row) => (delay[row] ?? 0) + (((key[row] ?? 0) % 1000) / 1000 < late.share ? late.ms : 0);
  }

  /** First row whose start is not before the instant. */
  firstFrom(instant: number): number {
    const { start, size } = this.schedule;
    return firstWhere(size, (row) => (start[row] ?? 0) >= instant);
  }

  isVisible(row: number, now: number): boolean {
    return (this.schedule.start[row] ?? 0) + this.delays(row) <= now;
  }

  /** Of the newest `count` messages that are seen now. */
  #startOfOldest(count: number, now: number): number {
    const { start, delay } = this.#schedule;
    let seen = 0;
    for (let row = this.firstFrom(now + 1) - 1; row >= 0 && seen < count; row--) {
      if ((start[row] ?? 0) + (delay[row] ?? 0) <= now && ++seen === count) return start[row] ?? 0;
    }
    return 0;
  }

  flow(row: number): TrafficFlow {
    const flow = this.flows[this.schedule.flow[row] ?? 0];
    if (!flow) throw new Error('A message without a flow');
    return flow;
  }

  statusCodeAt(row: number, now: number): number {
    const { start, duration, settles, interim, final } = this.#schedule;
    const age = now - (start[row] ?? 0);
    if (age < (duration[row] ?? 0)) return processing;
    return (age < (settles[row] ?? 0) ? interim[row] : final[row]) ?? 0;
  }

  status(row: number, now: number): StatusName {
    return statuses[this.statusCodeAt(row, now)] ?? 'COMPLETED';
  }

  /** LogEnd, or undefined while the message runs. */
  end(row: number, now: number): number | undefined {
    const end = (this.schedule.start[row] ?? 0) + (this.schedule.duration[row] ?? 0);
    return end <= now ? end : undefined;
  }

  level(row: number): LevelName {
    return logLevels[this.schedule.level[row] ?? 0] ?? 'INFO';
  }

  /** Well mixed and the same for a message at every start of the server. */
  key(row: number): number {
    return this.#schedule.key[row] ?? 0;
  }

  /** Rows of a chain, from its first message on. */
  chain(root: number): readonly number[] {
    const { byRoot, root: rootOf, size } = this.#schedule;
    const rows: number[] = [];
    let at = firstWhere(size, (place) => (rootOf[byRoot[place] ?? 0] ?? 0) >= root);
    for (; at < size && rootOf[byRoot[at] ?? 0] === root; at++) rows.push(byRoot[at] ?? 0);
    return rows;
  }

  root(row: number): number {
    return this.#schedule.root[row] ?? row;
  }

  /** All messages of a chain are about the same order, invoice … */
  applicationNumber(row: number): number {
    const root = this.root(row);
    return this.#firstNumber(this.#schedule.flow[root] ?? 0) + (this.#schedule.serial[root] ?? 0);
  }

  /** One in ten chains carries none. */
  applicationId(row: number): string | null {
    return this.hasApplicationId(row)
      ? `${this.applicationPrefix(row)}-${this.applicationNumber(row)}`
      : null;
  }

  hasApplicationId(row: number): boolean {
    return chance(this.seed, this.key(this.root(row)), 11) >= 0.1;
  }

  applicationPrefix(row: number): string {
    return this.flow(this.root(row)).applicationMessageType.slice(0, 3).toUpperCase();
  }

  /** First messages of the chains that carry an application id. */
  rootsOfApplicationId(id: string): ReadonlySet<number> {
    const number = Number(/-(\d+)$/.exec(id)?.[1] ?? Number.NaN);
    const candidates = this.flows.map((_flow, index) => {
      const serial = number - this.#firstNumber(index);
      return serial >= 0 ? this.#schedule.rowOfSerial(serial) : undefined;
    });
    return new Set(
      candidates.filter((row) => row !== undefined && this.applicationId(row) === id) as number[],
    );
  }

  /** Numbers of a flow begin somewhere; all have the same number of digits. */
  #firstNumber(flow: number): number {
    this.#firstNumbers[flow] ??= this.#makeFirstNumber(flow);
    return this.#firstNumbers[flow];
  }

  #makeFirstNumber(flow: number): number {
    const { serials } = this.#schedule;
    const digits = 10 ** Math.max(7, Math.ceil(Math.log10(serials)));
    return digits + Math.floor(chance(this.seed, flow, 10) * 7) * digits;
  }

  customStatus(row: number, now: number): string {
    return this.hasOwnStatus(row, now) ? ownStatus : this.status(row, now);
  }

  hasOwnStatus(row: number, now: number): boolean {
    return this.statusCodeAt(row, now) === completed && chance(this.seed, this.key(row), 12) < 0.05;
  }

  hasError(row: number, now: number): boolean {
    return isError[this.statusCodeAt(row, now)] === true;
  }
}

/** The first place for which the test holds, where it holds for all after it. */
function firstWhere(size: number, test: (place: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
