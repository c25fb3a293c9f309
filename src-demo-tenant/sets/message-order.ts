import { sortedPlaces } from '../messages/columns.ts';
import type { MessageBook } from '../messages/message-book.ts';
import type { Schedule } from '../messages/schedule.ts';
import { statuses } from '../messages/statuses.ts';
import { badRequest } from '../odata/fault.ts';
import type { OrderTerm } from '../odata/options.ts';

/**
 * Rows from `from` up to `to` in the wanted order; without one the newest start comes first. Arrays, because a generator
 * over a million rows costs ten times as much.
 */
export class MessageOrder {
  readonly #book: MessageBook;
  readonly #byApplicationId = new WeakMap<Schedule, Uint32Array>();

  constructor(book: MessageBook) {
    this.#book = book;
    // The one order that takes long to make, before anybody waits for it.
    this.#applicationOrder();
  }

  rows(terms: readonly OrderTerm[], from: number, to: number, now: number): Uint32Array {
    const [first, second, ...others] = terms;
    // The only order by two properties that is documented (specification of MessageProcessingLogs).
    const isStatusThenEnd = first?.path === 'Status' && second?.path === 'LogEnd' && others.length === 0;
    if (second && !isStatusThenEnd) throw badRequest('Only Status and LogEnd can be sorted together');
    const descending = first?.descending !== false;
    switch (first?.path) {
      case 'LogEnd':
        return this.#byLogEnd(from, to, now, descending);
      case 'Status': {
        const inner = second ? this.#byLogEnd(from, to, now, second.descending) : counting(from, to, true);
        return this.#byStatus(inner, now, descending);
      }
      case 'ApplicationMessageId':
        return within(this.#applicationOrder(), from, to, descending);
      default:
        return counting(from, to, descending);
    }
  }

  /** Running messages have no LogEnd; they count as the latest. */
  #byLogEnd(from: number, to: number, now: number, descending: boolean): Uint32Array {
    const { byEnd, start, duration } = this.#book.schedule;
    const runs = (row: number) => (start[row] ?? 0) + (duration[row] ?? 0) > now;
    const running = counting(from, to, descending).filter(runs);
    const rows = new Uint32Array(to - from);
    let at = 0;
    if (descending) for (const row of running) rows[at++] = row;
    for (const row of within(byEnd, from, to, descending)) if (!runs(row)) rows[at++] = row;
    if (!descending) for (const row of running) rows[at++] = row;
    return rows;
  }

  #byStatus(inner: Uint32Array, now: number, descending: boolean): Uint32Array {
    const codes = statuses.map((_name, code) => code);
    codes.sort((left, right) => ((statuses[left] ?? '') < (statuses[right] ?? '') ? -1 : 1));
    if (descending) codes.reverse();
    const code = Uint8Array.from(inner, (row) => this.#book.statusCodeAt(row, now));
    const rows = new Uint32Array(inner.length);
    let at = 0;
    for (const wanted of codes) {
      for (let place = 0; place < inner.length; place++) {
        if (code[place] === wanted) rows[at++] = inner[place] ?? 0;
      }
    }
    return rows;
  }

  /** By text: prefix, then a number that has the same number of digits everywhere; no id at all comes first. */
  #applicationOrder(): Uint32Array {
    const { schedule, flows } = this.#book;
    const known = this.#byApplicationId.get(schedule);
    if (known) return known;
    const prefixes = [...new Set(flows.map((_flow, index) => prefixOf(flows, index)))].sort();
    const rank = flows.map((_flow, index) => 1 + prefixes.indexOf(prefixOf(flows, index)));
    const width = 10 ** 8;
    const keys = new Float64Array(schedule.size);
    for (let row = 0; row < schedule.size; row++) {
      if (!this.#book.hasApplicationId(row)) continue;
      const flow = schedule.flow[this.#book.root(row)] ?? 0;
      keys[row] = (rank[flow] ?? 0) * width + (this.#book.applicationNumber(row) % width);
    }
    const order = sortedPlaces(keys);
    this.#byApplicationId.set(schedule, order);
    return order;
  }
}

function prefixOf(flows: MessageBook['flows'], index: number): string {
  return `${flows[index]?.applicationMessageType.slice(0, 3).toUpperCase() ?? ''}-`;
}

function counting(from: number, to: number, descending: boolean): Uint32Array {
  const rows = new Uint32Array(to - from);
  for (let at = 0; at < rows.length; at++) rows[at] = descending ? to - 1 - at : from + at;
  return rows;
}

function within(order: Uint32Array, from: number, to: number, descending: boolean): Uint32Array {
  const rows = new Uint32Array(to - from);
  const last = order.length - 1;
  let found = 0;
  for (let at = 0; at <= last; at++) {
    const row = order[descending ? last - at : at] ?? 0;
    if (row >= from && row < to) rows[found++] = row;
  }
  return rows;
}
