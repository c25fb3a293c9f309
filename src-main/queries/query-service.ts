import { isRuntimeOf } from '../../src-shared/connections/runtimes.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { MessageColumn, MessageFilter } from '../../src-shared/model/messages.ts';
import {
  mostQueries,
  type QueryCount,
  type SavedQuery,
  type TenantMessageWindow,
} from '../../src-shared/model/queries.ts';
import type { WindowOf } from '../../src-shared/model/rows.ts';
import type { MessageQueries } from '../messages/message-queries.ts';
import type { QueryFile } from './query-file.ts';
import { TenantRows } from './tenant-rows.ts';

export interface QueryServiceOptions {
  readonly file: QueryFile;
  readonly queriesOf: (connectionId: string) => Promise<MessageQueries>;
  readonly newId: () => string;
  readonly changed: () => void;
}

type Asked = Omit<WindowOf<MessageFilter, MessageColumn>, 'connectionId'> & {
  readonly connectionIds: readonly string[];
};

/** Named questions about messages, and the answers of several tenants as one. */
export class QueryService {
  readonly #options: QueryServiceOptions;
  readonly #rows: TenantRows;

  constructor(options: QueryServiceOptions) {
    this.#options = options;
    this.#rows = new TenantRows(options.queriesOf);
  }

  list(): readonly SavedQuery[] {
    return this.#options.file.list();
  }

  save({ id, ...rest }: Omit<SavedQuery, 'id'> & { readonly id?: string }): SavedQuery {
    const { file, newId, changed } = this.#options;
    const query: SavedQuery = { id: id ?? newId(), ...rest };
    const others = file.list().filter((one) => one.id !== query.id);
    if (others.length >= mostQueries) throw new AppError('input.invalid', 'There are too many queries.');
    file.write([...others, query]);
    changed();
    return query;
  }

  remove({ queryId }: { readonly queryId: string }): void {
    const { file, changed } = this.#options;
    file.write(file.list().filter(({ id }) => id !== queryId));
    changed();
  }

  /** For the end of a project: what was asked of these alone goes, the others are asked of the rest. */
  forget(connectionIds: readonly string[]): void {
    const { file, changed } = this.#options;
    const isGone = (id: string): boolean => connectionIds.some((gone) => isRuntimeOf(id, gone));
    const all = file.list();
    if (!all.some((query) => query.connectionIds.some(isGone))) return;
    const kept = all
      .map((query) => ({ ...query, connectionIds: query.connectionIds.filter((id) => !isGone(id)) }))
      .filter((query) => query.connectionIds.length > 0);
    file.write(kept);
    changed();
  }

  async counts(
    { queryIds }: { readonly queryIds: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly QueryCount[]> {
    const queries = queryIds.flatMap((id) => this.#options.file.get(id) ?? []);
    return Promise.all(queries.map((query) => this.#count(query, signal)));
  }

  rows(asked: Asked, signal: AbortSignal): Promise<TenantMessageWindow> {
    return this.#rows.window(asked, signal);
  }

  async #count({ id, filter, connectionIds }: SavedQuery, signal: AbortSignal): Promise<QueryCount> {
    return { queryId: id, ...(await this.#rows.total({ filter, connectionIds }, signal)) };
  }
}
