import type { MessageColumn, MessageFilter, TimeRange } from '../../../src-shared/model/messages.ts';
import type { SavedQuery, TenantFailure, TenantMessageRow } from '../../../src-shared/model/queries.ts';
import type { Sort } from '../../../src-shared/model/rows.ts';
import { WindowedRows } from '../../components/table/windowed-rows.svelte.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';

const changedPause = 500;

/** The messages of all tenants of a named query as one list. */
export class QueryRows {
  readonly query: Loaded<SavedQuery | undefined>;
  readonly rows: WindowedRows<TenantMessageRow>;
  sort = $state.raw<Sort<MessageColumn>>({ column: 'start', direction: 'descending' });
  selected = $state<string>();
  /** The row in the inspector; `undefined`: it is closed. */
  inspected = $state.raw<TenantMessageRow>();
  /** Tenants whose messages are missing. */
  failed = $state.raw<readonly TenantFailure[]>([]);
  readonly #api: Api;
  /** The query as it was narrowed here; kept is what it was. */
  #narrowed = $state.raw<MessageFilter>();

  constructor(api: Api, queryId: string) {
    this.#api = api;
    this.query = new Loaded(async (signal) =>
      (await api.queries.list(undefined, { signal })).find(({ id }) => id === queryId),
    );
    this.rows = new WindowedRows(
      async (offset, limit, signal) => {
        if (!this.query.known) await this.query.load();
        const { value: query } = this.query;
        if (!query) return { rows: [], offset, total: 0 };
        const { connectionIds } = query;
        const window = await api.queries.rows(
          { filter: this.#narrowed ?? query.filter, connectionIds, sort: this.sort, offset, limit },
          { signal },
        );
        this.failed = window.failed;
        return window;
      },
      ({ connectionId, messageGuid }) => `${connectionId} ${messageGuid}`,
    );
  }

  /** What is asked for at the moment; `undefined` until the query is read. */
  readonly filter = $derived.by(() => this.#narrowed ?? this.query.value?.filter);
  readonly isNarrowed = $derived.by(() => this.#narrowed !== undefined);

  readonly narrow = (filter: MessageFilter): void => this.#ask(filter);

  readonly setRange = (range: TimeRange): void => {
    const { filter } = this;
    if (filter) this.#ask({ ...filter, range });
  };

  /** The query as it is kept. */
  readonly whole = (): void => this.#ask(undefined);

  readonly setSort = (sort: Sort<MessageColumn>): void => {
    this.sort = sort;
    this.rows.restart();
  };

  /** The selection moved: an open inspector follows it. */
  readonly follow = (row: TenantMessageRow): void => {
    if (this.inspected !== undefined) this.inspected = row;
  };

  readonly inspect = (row: TenantMessageRow): void => {
    this.inspected = row;
  };

  readonly closeInspector = (): void => {
    this.inspected = undefined;
  };

  readonly reload = (): void => this.rows.reload();

  #ask(filter: MessageFilter | undefined): void {
    this.#narrowed = filter;
    this.rows.restart();
  }

  /** Keeps the list fresh; answers how to stop. */
  listen(): () => void {
    const { call, stop } = burst(this.reload, changedPause);
    const stopListening = this.#api.messages.changed(({ connectionId }) => {
      if (this.query.value?.connectionIds.includes(connectionId)) call();
    });
    return () => {
      stopListening();
      stop();
      this.rows.cancel();
      this.query.cancel();
    };
  }
}
