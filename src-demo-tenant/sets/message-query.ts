import type { MessageBook } from '../messages/message-book.ts';
import type { MessageDetails } from '../messages/message-details.ts';
import { badRequest } from '../odata/fault.ts';
import type { Filter } from '../odata/filter.ts';
import type { QueryOptions } from '../odata/options.ts';
import { compileFilter } from '../odata/predicate.ts';
import type { ListAnswer, RequestContext } from './definition.ts';
import { candidates } from './message-candidates.ts';
import { logEntity } from './message-entities.ts';
import { messageFields } from './message-fields.ts';
import { MessageOrder } from './message-order.ts';

/** Answers lists of a million messages by row, making entities for the page alone. */
export class MessageQuery {
  readonly #book: MessageBook;
  readonly #details: MessageDetails;
  readonly #order: MessageOrder;

  constructor(book: MessageBook, details: MessageDetails) {
    this.#book = book;
    this.#details = details;
    this.#order = new MessageOrder(book);
  }

  answer(options: QueryOptions, context: RequestContext, pageSize: number): ListAnswer {
    const { now } = context;
    const [from, to] = this.#range(options.filter, now);
    const order = this.#order.rows(options.orderBy, from, to, now);
    const fits = this.#test(options, context);
    const wanted = Math.min(options.top ?? pageSize, pageSize);
    const rows: number[] = [];
    let matched = 0;
    let isWhole = wanted > 0;
    if (wanted > 0) {
      for (const row of order) {
        if (!fits(row)) continue;
        if (matched >= options.skip) rows.push(row);
        matched++;
        // One more than the page, so that it is known whether another follows.
        if (rows.length > wanted) {
          isWhole = false;
          break;
        }
      }
    }
    return {
      entities: rows.map((row) => logEntity(this.#book, row, now)),
      total: () => {
        // The last page has seen every row.
        if (isWhole) return matched;
        let total = 0;
        for (let row = from; row < to; row++) if (fits(row)) total++;
        return total;
      },
    };
  }

  /** Rows that have a custom header with this value, newest first. */
  withHeader(name: string, value: string, context: RequestContext): readonly number[] {
    const [from, to] = this.#book.range(context.now);
    const sees = this.#visibility(context);
    const rows: number[] = [];
    const hasHeader = this.#details.headerTest(name, value, context.now);
    for (let row = to - 1; row >= from; row--) {
      if (hasHeader(row) && sees(row)) rows.push(row);
    }
    return rows;
  }

  #visibility({ now, seesHidden }: RequestContext): (row: number) => boolean {
    const book = this.#book;
    const { start, flow } = book.schedule;
    const { delays } = book;
    const isHidden = book.flows.map(({ hidden }) => hidden && !seesHidden);
    return (row) => (start[row] ?? 0) + delays(row) <= now && isHidden[flow[row] ?? 0] !== true;
  }

  #test(options: QueryOptions, context: RequestContext): (row: number) => boolean {
    const sees = this.#visibility(context);
    const fits = options.filter && compileFilter(options.filter, messageFields(this.#book, context.now));
    const header = this.#headerTest(options, context.now);
    const named = candidates(this.#book, options.filter);
    return (row) =>
      (named === undefined || named.has(row)) &&
      sees(row) &&
      (fits === undefined || fits(row)) &&
      (header === undefined || header(row));
  }

  /** `filterCustomHeaderProperties='po_number' eq '12345'`, an option of its own (catalogue 2.5). */
  #headerTest({ custom }: QueryOptions, now: number): ((row: number) => boolean) | undefined {
    const text = custom.get('filterCustomHeaderProperties');
    if (text === undefined) return undefined;
    const [, name, value] = /^\s*'((?:[^']|'')*)'\s+eq\s+'((?:[^']|'')*)'\s*$/.exec(text) ?? [];
    if (name === undefined || value === undefined) throw badRequest('Malformed filterCustomHeaderProperties');
    return this.#details.headerTest(name.replaceAll("''", "'"), value.replaceAll("''", "'"), now);
  }

  /** Rows by LogStart bounds that every match must obey, and by ids that name rows. */
  #range(filter: Filter | undefined, now: number): readonly [number, number] {
    let [from, to] = this.#book.range(now);
    for (const term of conjuncts(filter)) {
      if (term.kind !== 'compare') continue;
      if (term.path !== 'LogStart' || typeof term.value !== 'number') continue;
      if (term.operator === 'ge' || term.operator === 'gt')
        from = Math.max(from, this.#book.firstFrom(term.value));
      if (term.operator === 'le' || term.operator === 'lt')
        to = Math.min(to, this.#book.firstFrom(term.value + 1));
    }
    const named = candidates(this.#book, filter);
    if (named) [from, to] = [Math.max(from, Math.min(...named)), Math.min(to, Math.max(...named) + 1)];
    return from < to ? [from, to] : [0, 0];
  }
}

function conjuncts(filter: Filter | undefined): readonly Filter[] {
  if (!filter) return [];
  return filter.kind === 'and' ? [...conjuncts(filter.left), ...conjuncts(filter.right)] : [filter];
}
