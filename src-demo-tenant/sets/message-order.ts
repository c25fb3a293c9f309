import { sortedPlaces } from '../messages/columns.ts';
import type { MessageBook } from '../messages/message-book.ts';
import type { Schedule } from '../messages/schedule.ts';
import { statuses } from '../messages/statuses.ts';
import type { OrderTerm } from '../odata/options.ts';

/** Rows from `from` up to `to` in the wanted order; without one the newest start comes first. */
export class MessageOrder {
  readonly #book: MessageBook;
  readonly #byApplicationId = new WeakMap<Schedule, Uint32Array>();

  constructor(book: MessageBook) {
    this.#book = book;
    // The one order that takes long to make, before anybody waits for it.
    this.#applicationOrder();
  }

  rows(term: OrderTerm | undefined, from: number, to: number, now: number): Iterable<number> {
    const descending = term?.descending !== false;
    switch (term?.path) {
      case 'LogEnd':
        return this.#byLogEnd(from, to, now, descending);
      case 'Status':
        return this.#byStatus(from, to, now, descending);
      case 'ApplicationMessageId':
        return within(this.#applicationOrder(), from, to, descending);
      default:
        return counting(from, to, descending);
    }
  }

  /** Running messages have no LogEnd; they count as the latest. */
  *#byLogEnd(from: number, to: number, now: number, descending: boolean): Generator<number> {
    const { byEnd } = this.#book.schedule;
    const runs = (row: number) => this.#book.end(row, now) === undefined;
    if (descending) for (const row of counting(from, to, true)) if (runs(row)) yield row;
    for (const row of within(byEnd, from, to, descending)) if (!runs(row)) yield row;
    if (!descending) for (const row of counting(from, to, false)) if (runs(row)) yield row;
  }

  *#byStatus(from: number, to: number, now: number, descending: boolean): Generator<number> {
    const codes = statuses.map((_name, code) => code);
    codes.sort((left, right) => ((statuses[left] ?? '') < (statuses[right] ?? '') ? -1 : 1));
    const code = new Uint8Array(to - from);
    for (let row = from; row < to; row++) code[row - from] = this.#book.statusCodeAt(row, now);
    for (const wanted of descending ? codes.reverse() : codes) {
      for (let row = to - 1; row >= from; row--) if (code[row - from] === wanted) yield row;
    }
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

function* counting(from: number, to: number, descending: boolean): Generator<number> {
  if (descending) for (let row = to - 1; row >= from; row--) yield row;
  else for (let row = from; row < to; row++) yield row;
}

function* within(order: Uint32Array, from: number, to: number, descending: boolean): Generator<number> {
  for (let at = 0; at < order.length; at++) {
    const row = order[descending ? order.length - 1 - at : at] ?? 0;
    if (row >= from && row < to) yield row;
  }
}
