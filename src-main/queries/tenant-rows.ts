import { AppError } from '../../src-shared/errors.ts';
import type { MessageColumn, MessageFilter, MessageRow } from '../../src-shared/model/messages.ts';
import type { TenantFailure, TenantMessageRow, TenantMessageWindow } from '../../src-shared/model/queries.ts';
import { maximumWindow, type Sort } from '../../src-shared/model/rows.ts';
import type { MessageQueries } from '../messages/message-queries.ts';
import { mergeOrder } from './merge-order.ts';

interface Asked {
  readonly connectionIds: readonly string[];
  readonly filter: MessageFilter;
  readonly sort: Sort<MessageColumn>;
  readonly offset: number;
  readonly limit: number;
}

/** What one tenant finds, as a list that can be read from any place. */
interface Source {
  readonly connectionId: string;
  readonly total: number;
  readonly read: (offset: number, limit: number) => Promise<readonly MessageRow[]>;
}

/** How many rows of each source come before a place of the merged list. */
type Split = readonly number[];

interface Kept {
  readonly question: string;
  readonly totals: string;
  readonly splits: Map<number, Split>;
}

const mostSplits = 1_000;

/**
 * The lists of several libraries as one, of which any window can be read: which rows of each library come before a window is found by
 * looking at single rows of them, never by reading what comes before. Places found are remembered, as most windows follow another one.
 */
export class TenantRows {
  readonly #queriesOf: (connectionId: string) => Promise<MessageQueries>;
  #kept: Kept = { question: '', totals: '', splits: new Map() };

  constructor(queriesOf: (connectionId: string) => Promise<MessageQueries>) {
    this.#queriesOf = queriesOf;
  }

  async window(asked: Asked, signal: AbortSignal): Promise<TenantMessageWindow> {
    const { filter, sort, offset, limit } = asked;
    const { sources, failed } = await this.#sources(asked, signal);
    const total = sources.reduce((sum, source) => sum + source.total, 0);
    const wanted = Math.max(0, Math.min(limit, total - offset));
    if (wanted === 0) return { rows: [], offset, total, failed };
    const splits = this.#splits(JSON.stringify([filter, sort]), sources);
    const merge = new Merge(sources, mergeOrder(sort));
    const [at, before] = nearest(splits, offset, sources.length);
    const begin = await merge.skip(before, offset - at);
    const { rows, end } = await merge.take(begin, wanted);
    if (splits.size >= mostSplits) splits.clear();
    splits.set(offset, begin).set(offset + wanted, end);
    return { rows, offset, total, failed };
  }

  async total(asked: Pick<Asked, 'connectionIds' | 'filter'>, signal: AbortSignal) {
    const { sources, failed } = await this.#sources(
      { ...asked, sort: { column: 'start', direction: 'descending' } },
      signal,
    );
    return { total: sources.reduce((sum, source) => sum + source.total, 0), failed };
  }

  /** A tenant whose library does not open takes nothing from the others. */
  async #sources(
    { connectionIds, filter, sort }: Pick<Asked, 'connectionIds' | 'filter' | 'sort'>,
    signal: AbortSignal,
  ): Promise<{ sources: readonly Source[]; failed: readonly TenantFailure[] }> {
    const opened = await Promise.all(
      connectionIds.map(async (connectionId): Promise<Source | TenantFailure> => {
        try {
          const queries = await this.#queriesOf(connectionId);
          const read = (offset: number, limit: number): Promise<readonly MessageRow[]> =>
            queries.rows({ filter, sort, offset, limit }, signal);
          return { connectionId, total: await queries.total(filter, signal), read };
        } catch (fault) {
          if (!(fault instanceof AppError) || fault.code === 'request.cancelled') throw fault;
          return { connectionId, error: fault.toData() };
        }
      }),
    );
    return {
      sources: opened.filter((one) => 'read' in one),
      failed: opened.filter((one) => 'error' in one),
    };
  }

  /** Places of another question, or of lists that have grown, say nothing. */
  #splits(question: string, sources: readonly Source[]): Map<number, Split> {
    const totals = JSON.stringify(sources.map(({ connectionId, total }) => [connectionId, total]));
    if (this.#kept.question !== question || this.#kept.totals !== totals)
      this.#kept = { question, totals, splits: new Map() };
    return this.#kept.splits;
  }
}

function nearest(
  splits: ReadonlyMap<number, Split>,
  offset: number,
  length: number,
): [at: number, split: Split] {
  let best: [number, Split] = [0, Array.from({ length }, () => 0)];
  for (const [at, split] of splits) if (at <= offset && at >= best[0]) best = [at, split];
  return best;
}

class Merge {
  readonly #sources: readonly Source[];
  readonly #order: (a: MessageRow, b: MessageRow) => number;

  constructor(sources: readonly Source[], order: (a: MessageRow, b: MessageRow) => number) {
    this.#sources = sources;
    this.#order = order;
  }

  /**
   * The split `count` rows further. Each source with rows left is asked for the row that ends its share of `count`; of the one
   * whose row comes first, all of the share belongs to the next `count` rows, because the others have fewer before it.
   */
  async skip(from: Split, count: number): Promise<Split> {
    let split = from;
    let left = count;
    while (left > maximumWindow) {
      const active = this.#active(split);
      const share = Math.floor(left / active.length);
      const probes = await Promise.all(
        active.map(async (index) => {
          const at = split[index] ?? 0;
          const length = Math.min(share, this.#total(index) - at);
          return { index, length, row: (await this.#sources[index]?.read(at + length - 1, 1))?.[0] };
        }),
      );
      const first = probes.reduce((least, next) =>
        least.row && next.row && this.#order(next.row, least.row) < 0 ? next : least,
      );
      split = split.map((at, index) => (index === first.index ? at + first.length : at));
      left -= first.length;
    }
    return left === 0 ? split : (await this.take(split, left)).end;
  }

  /** At most `maximumWindow` rows from there on. */
  async take(from: Split, count: number): Promise<{ rows: readonly TenantMessageRow[]; end: Split }> {
    const lists = await Promise.all(
      this.#sources.map(async ({ read, total }, index) => {
        const at = from[index] ?? 0;
        return at >= total ? [] : read(at, Math.min(count, total - at));
      }),
    );
    const taken = lists.map(() => 0);
    const rows: TenantMessageRow[] = [];
    while (rows.length < count) {
      const heads = lists.map((list, index) => list[taken[index] ?? 0]);
      let best: number | undefined;
      for (const [index, head] of heads.entries()) {
        const least = best === undefined ? undefined : heads[best];
        if (head && (!least || this.#order(head, least) < 0)) best = index;
      }
      const row = best === undefined ? undefined : heads[best];
      const source = best === undefined ? undefined : this.#sources[best];
      // A list that shrank meanwhile ends the window early.
      if (best === undefined || !row || !source) break;
      rows.push({ ...row, connectionId: source.connectionId });
      taken[best] = (taken[best] ?? 0) + 1;
    }
    return { rows, end: from.map((at, index) => at + (taken[index] ?? 0)) };
  }

  #active(split: Split): readonly number[] {
    return split.flatMap((at, index) => (at < this.#total(index) ? [index] : []));
  }

  #total(index: number): number {
    return this.#sources[index]?.total ?? 0;
  }
}
