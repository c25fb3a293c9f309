import type { TrafficFlow } from '../content/model.ts';
import { type Columns, emptyColumns, sortedPlaces } from './columns.ts';
import { DayTraffic } from './day-traffic.ts';
import { hash } from './random.ts';
import { busiestDay, countOfDay } from './rhythm.ts';
import { day, retentionDays } from './statuses.ts';

/** Days prepared after today; when the clock goes beyond them, the schedule is made anew. */
const daysAhead = 2;
/** Days before the oldest kept one, whose chains may reach into it. */
const daysBefore = 1;
/** Numbers of days repeat after so many; more than a schedule has. */
const dayNumbers = 64;

/** Messages sorted by start, a row each. */
export interface Schedule extends Columns {
  readonly size: number;
  /** Days since 1970 of the day this was made for. */
  readonly madeFor: number;
  /** A number that stays with a message from start to start of the server, as its row does not. */
  readonly serial: Uint32Array;
  /** Well mixed, from the serial. */
  readonly key: Uint32Array;
  /** Rows by LogEnd, earliest first. */
  readonly byEnd: Uint32Array;
  /** Rows by the root of their chain, equal roots by row. */
  readonly byRoot: Uint32Array;
  /** More than any serial. */
  readonly serials: number;
  rowOfSerial(serial: number): number | undefined;
}

export interface ScheduleOptions {
  readonly seed: number;
  /** ms since 1970 */
  readonly now: number;
  /** Messages within the 30 days before `now`: at least so many, at most 6 % more, as weekends fall. */
  readonly messages: number;
  readonly flows: readonly TrafficFlow[];
}

/** A day's messages depend on seed, day, volume and flows alone, so that a later start finds the same ones. */
export function createSchedule({ seed, now, messages, flows }: ScheduleOptions): Schedule {
  const madeFor = Math.floor(now / day);
  const firstDay = madeFor - retentionDays - daysBefore;
  const days = retentionDays + daysBefore + 1 + daysAhead;
  const dayStart = new Uint32Array(days + 1);
  for (let at = 0; at < days; at++) {
    const count = flows.length === 0 ? 0 : countOfDay(firstDay + at, messages);
    dayStart[at + 1] = (dayStart[at] ?? 0) + count;
  }
  const size = dayStart[days] ?? 0;
  const drafts = emptyColumns(size);
  const traffic = new DayTraffic(seed, flows);
  const draftSerial = new Uint32Array(size);
  const stride = 2 ** Math.ceil(Math.log2(Math.max(2, busiestDay(messages))));
  for (let at = 0; at < days; at++) {
    const [from, to] = [dayStart[at] ?? 0, dayStart[at + 1] ?? 0];
    traffic.fill(drafts, firstDay + at, from, to);
    const base = ((firstDay + at) % dayNumbers) * stride;
    for (let place = from; place < to; place++) draftSerial[place] = base + place - from;
  }
  const order = sortedPlaces(drafts.start);
  const rowOf = new Uint32Array(size);
  order.forEach((place, row) => (rowOf[place] = row));
  const columns = sorted(drafts, order, rowOf);
  const serial = order.map((place) => draftSerial[place] ?? 0);
  return {
    ...columns,
    size,
    madeFor,
    serial,
    key: serial.map((one) => hash(seed, one)),
    byEnd: sortedPlaces(columns.start.map((start, row) => start + (columns.duration[row] ?? 0))),
    byRoot: sortedPlaces(Float64Array.from(columns.root)),
    serials: stride * dayNumbers,
    rowOfSerial: (wanted) => {
      const at = (Math.floor(wanted / stride) - (firstDay % dayNumbers) + dayNumbers) % dayNumbers;
      const place = (dayStart[at] ?? size) + (wanted % stride);
      return place < (dayStart[at + 1] ?? 0) ? rowOf[place] : undefined;
    },
  };
}

function sorted(drafts: Columns, order: Uint32Array, rowOf: Uint32Array): Columns {
  const columns = emptyColumns(order.length);
  const plain = ['start', 'duration', 'settles', 'delay', 'flow', 'final', 'interim', 'level'] as const;
  for (const name of plain) {
    const [from, to] = [drafts[name], columns[name]];
    order.forEach((place, row) => (to[row] = from[place] ?? 0));
  }
  order.forEach((place, row) => {
    const parent = drafts.parent[place] ?? -1;
    columns.parent[row] = parent < 0 ? -1 : (rowOf[parent] ?? -1);
    columns.root[row] = rowOf[drafts.root[place] ?? place] ?? row;
  });
  return columns;
}
