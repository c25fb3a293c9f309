import { minute } from '../../../src-shared/durations.ts';
import type { OverviewFacts } from '../../../src-shared/model/overview.ts';
import type { Sort } from '../../../src-shared/model/rows.ts';
import { WindowedRows } from '../../components/table/windowed-rows.svelte.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { Refreshing } from '../../lib/state/refreshing.svelte.ts';
import { type OverviewColumn, type OverviewRow, sortedRows } from './overview-rows.ts';

/** How old what was found out may become while the list is looked at, in ms. */
export const longestAge = 15 * minute;

/** All connections with what is known of each; asking the tenants is a step of its own. */
export class OverviewPage {
  readonly facts: Loaded<readonly OverviewFacts[]>;
  readonly refreshing = new Refreshing();
  readonly rows: WindowedRows<OverviewRow>;
  text = $state('');
  sort = $state.raw<Sort<OverviewColumn>>({ column: 'state', direction: 'ascending' });
  selected = $state<string>();
  readonly #app: AppState;
  #triedAt = 0;

  constructor(app: AppState) {
    this.#app = app;
    this.facts = new Loaded((signal) => app.api.overview.list(undefined, { signal }));
    this.rows = new WindowedRows(
      (offset, limit) =>
        Promise.resolve({
          rows: this.found.slice(offset, offset + limit),
          offset,
          total: this.found.length,
        }),
      ({ connection }) => connection.id,
    );
  }

  readonly found = $derived.by((): readonly OverviewRow[] => {
    const facts = this.facts.value ?? [];
    const rows = this.#app.connections.matching(this.text).map((connection) => ({
      connection,
      facts: facts.find(({ connectionId }) => connectionId === connection.id),
    }));
    return sortedRows(rows, this.sort);
  });

  readonly setSort = (sort: Sort<OverviewColumn>): void => {
    this.sort = sort;
    this.rows.restart();
  };

  /** Those that are shown. */
  readonly refresh = (): void => {
    const connectionIds = this.found.map(({ connection }) => connection.id);
    this.refreshOf(connectionIds);
  };

  readonly refreshOf = (connectionIds: readonly string[]): void => {
    void this.refreshing.run(
      (signal) => this.#app.api.overview.refresh({ connectionIds }, { signal }),
      () => this.facts.load(),
    );
  };

  /**
   * Those that somebody asked before, as soon as what they said is old. Who was never asked is not asked by looking at a list, and where
   * the secret is not at hand nobody is.
   */
  readonly refreshOld = (now: number): void => {
    if (this.refreshing.isRunning) return;
    const old = (this.facts.value ?? []).filter(
      ({ state, checkedAt, isRefreshing }) =>
        !isRefreshing &&
        (state === 'reachable' || state === 'unreachable') &&
        checkedAt !== undefined &&
        now - Math.max(checkedAt, this.#triedAt) > longestAge,
    );
    if (old.length === 0) return;
    this.#triedAt = now;
    this.refreshOf(old.map(({ connectionId }) => connectionId));
  };

  /** Answers how to stop. */
  listen(): () => void {
    void this.facts.load();
    const stop = this.#app.api.overview.changed(() => void this.facts.load());
    return () => {
      stop();
      this.refreshing.cancel();
      this.facts.cancel();
    };
  }
}
