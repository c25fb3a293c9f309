import type { MessageBook } from '../messages/message-book.ts';
import { statuses } from '../messages/schedule.ts';
import type { Scalar } from '../odata/entity.ts';
import { badRequest } from '../odata/fault.ts';
import type { Filter, Literal, Operator } from '../odata/filter.ts';
import type { QueryOptions } from '../odata/options.ts';
import { compileFilter } from '../odata/predicate.ts';
import type { ListAnswer, RequestContext } from './definition.ts';

/** Id fields know `eq` only (catalogue 2.5). */
const idFields: readonly string[] = ['MessageGuid', 'CorrelationId', 'ApplicationMessageId'];

/** Answers lists of a million messages by row, making entities for the page alone. */
export class MessageQuery {
  readonly #book: MessageBook;
  readonly #header: (row: number, name: string, now: number) => string | undefined;
  #byEnd: Uint32Array | undefined;

  constructor(book: MessageBook, header: (row: number, name: string, now: number) => string | undefined) {
    this.#book = book;
    this.#header = header;
  }

  answer(options: QueryOptions, context: RequestContext, pageSize: number): ListAnswer {
    const { now, seesHidden } = context;
    const book = this.#book;
    const narrowed = this.#range(options.filter, now);
    const test = this.#test(options, now);
    const fits = (row: number) =>
      book.isVisible(row, now) && (seesHidden || !book.flow(row).hidden) && (test === undefined || test(row));
    const wanted = Math.min(options.top ?? pageSize, pageSize);
    const rows: number[] = [];
    let matched = 0;
    for (const row of this.#ordered(options, narrowed, now)) {
      if (!fits(row)) continue;
      if (matched >= options.skip) rows.push(row);
      matched++;
      // One more than the page, so that it is known whether another follows.
      if (rows.length > wanted) break;
    }
    return {
      entities: rows.map((row) => book.entity(row, now)),
      total: () => {
        let total = 0;
        for (let row = narrowed[0]; row < narrowed[1]; row++) if (fits(row)) total++;
        return total;
      },
    };
  }

  #test(options: QueryOptions, now: number): ((row: number) => boolean) | undefined {
    const tests: ((row: number) => boolean)[] = [];
    if (options.filter) {
      tests.push(
        compileFilter<number>(
          options.filter,
          (path) => this.#reader(path, now),
          (path, operator, literal) => this.#shortcut(path, operator, literal, now),
        ),
      );
    }
    const headers = options.custom.get('filterCustomHeaderProperties');
    if (headers !== undefined) {
      const [, name, value] = /^\s*'((?:[^']|'')*)'\s+eq\s+'((?:[^']|'')*)'\s*$/.exec(headers) ?? [];
      if (name === undefined || value === undefined)
        throw badRequest('Malformed filterCustomHeaderProperties');
      tests.push((row) => this.#header(row, name.replaceAll("''", "'"), now) === value.replaceAll("''", "'"));
    }
    return tests.length === 0 ? undefined : (row) => tests.every((test) => test(row));
  }

  #reader(path: string, now: number): (row: number) => Scalar {
    const book = this.#book;
    // The fields that `$filter` knows (catalogue 2.5).
    switch (path) {
      case 'Status':
        return (row) => book.status(row, now);
      case 'CustomStatus':
        return (row) => book.customStatus(row, now);
      case 'IntegrationArtifact/Id':
      // The server maps the deprecated name to the artifact's id (catalogue 2.5).
      case 'IntegrationFlowName':
        return (row) => book.flow(row).artifactId;
      case 'IntegrationArtifact/Name':
        return (row) => book.flow(row).artifactName;
      case 'IntegrationArtifact/PackageId':
        return (row) => book.flow(row).packageId;
      case 'IntegrationArtifact/Type':
        return () => 'INTEGRATION_FLOW';
      case 'ApplicationMessageType':
        return (row) => book.flow(row).applicationMessageType;
      case 'Sender':
        return (row) => book.flow(row).sender || null;
      case 'Receiver':
        return (row) => book.flow(row).receiver || null;
      case 'LogLevel':
        return (row) => book.level(row);
      case 'LogStart':
        return (row) => book.schedule.start[row] ?? 0;
      case 'LogEnd':
        return (row) => book.end(row, now) ?? null;
      case 'MessageGuid':
      case 'CorrelationId':
      case 'ApplicationMessageId':
        throw badRequest(`Property ${path} supports eq only`);
      default:
        throw badRequest(`Property ${path} cannot be filtered`);
    }
  }

  #shortcut(
    path: string,
    operator: Operator,
    literal: Literal,
    now: number,
  ): ((row: number) => boolean) | undefined {
    const book = this.#book;
    if (path === 'Status' && (operator === 'eq' || operator === 'ne')) {
      const code = statuses.findIndex((name) => name === literal);
      return (row) => (book.statusCodeAt(row, now) === code) === (operator === 'eq');
    }
    if (!idFields.includes(path)) return undefined;
    if (operator !== 'eq' || typeof literal !== 'string')
      throw badRequest(`Property ${path} supports eq only`);
    if (path === 'MessageGuid') {
      const found = book.ids.rowOfGuid(literal);
      return (row) => row === found;
    }
    if (path === 'CorrelationId') {
      const found = book.ids.rowOfCorrelation(literal);
      return (row) => book.schedule.root[row] === found;
    }
    const roots = book.rootsOfApplicationId(literal);
    return (row) => roots.has(book.schedule.root[row] ?? row);
  }

  /** Rows by LogStart bounds that every match must obey, and by an id that names a row. */
  #range(filter: Filter | undefined, now: number): readonly [number, number] {
    let [from, to] = this.#book.range(now);
    for (const term of conjuncts(filter)) {
      if (term.kind !== 'compare') continue;
      if (term.path === 'MessageGuid' && term.operator === 'eq' && typeof term.value === 'string') {
        const row = this.#book.ids.rowOfGuid(term.value);
        [from, to] = row === undefined ? [from, from] : [Math.max(from, row), Math.min(to, row + 1)];
      }
      if (term.path !== 'LogStart' || typeof term.value !== 'number') continue;
      if (term.operator === 'ge' || term.operator === 'gt')
        from = Math.max(from, this.#book.firstFrom(term.value));
      if (term.operator === 'le' || term.operator === 'lt')
        to = Math.min(to, this.#book.firstFrom(term.value + 1));
    }
    return [from, Math.max(from, to)];
  }

  *#ordered(options: QueryOptions, [from, to]: readonly [number, number], now: number): Generator<number> {
    const [term] = options.orderBy;
    if (term?.path === 'LogEnd') yield* this.#byLogEnd(from, to, now, term.descending);
    else if (term?.path === 'Status' || term?.path === 'ApplicationMessageId') {
      yield* this.#byText(from, to, now, term.path, term.descending);
    } else if (term?.descending === false) for (let row = from; row < to; row++) yield row;
    else for (let row = to - 1; row >= from; row--) yield row;
  }

  /** Running messages have no LogEnd and count as the latest. */
  *#byLogEnd(from: number, to: number, now: number, descending: boolean): Generator<number> {
    const order = (this.#byEnd ??= this.#sortedByEnd());
    const runs = (row: number) => this.#book.end(row, now) === undefined;
    if (descending) {
      for (let row = to - 1; row >= from; row--) if (runs(row)) yield row;
      for (let at = order.length - 1; at >= 0; at--) {
        const row = order[at] ?? 0;
        if (row >= from && row < to && !runs(row)) yield row;
      }
    } else {
      for (const row of order) if (row >= from && row < to && !runs(row)) yield row;
      for (let row = from; row < to; row++) if (runs(row)) yield row;
    }
  }

  *#byText(from: number, to: number, now: number, path: string, descending: boolean): Generator<number> {
    const buckets = new Map<string, number[]>();
    for (let row = from; row < to; row++) {
      const text = path === 'Status' ? this.#book.status(row, now) : (this.#book.applicationId(row) ?? '');
      const bucket = buckets.get(text);
      if (bucket) bucket.push(row);
      else buckets.set(text, [row]);
    }
    const texts = [...buckets.keys()].sort();
    if (descending) texts.reverse();
    for (const text of texts) yield* buckets.get(text) ?? [];
  }

  #sortedByEnd(): Uint32Array {
    const { start, duration } = this.#book.schedule;
    const end = start.map((value, row) => value + (duration[row] ?? 0));
    return Uint32Array.from(end, (_value, row) => row).sort(
      (left, right) => (end[left] ?? 0) - (end[right] ?? 0),
    );
  }
}

function conjuncts(filter: Filter | undefined): readonly Filter[] {
  if (!filter) return [];
  return filter.kind === 'and' ? [...conjuncts(filter.left), ...conjuncts(filter.right)] : [filter];
}
