import type {
  RuntimeChip,
  RuntimeColumn,
  RuntimeCounts,
  RuntimeFilter,
  RuntimeRow,
} from '../../../src-shared/model/runtime.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { burst } from '../../lib/state/burst.ts';
import { LibraryList } from '../../lib/state/library-list.svelte.ts';
import { ListSync } from '../../lib/state/list-sync.svelte.ts';
import type { Defer } from '../../lib/state/while-shown.svelte.ts';

export type RuntimeArtifacts = LibraryList<RuntimeRow, RuntimeFilter, RuntimeColumn, RuntimeCounts>;

/** What was read less than this long ago is not read again just because a view opens. */
const freshFor = 60_000;
const changedPause = 150;

/** The deployed artifacts of a connection. */
export class RuntimeList {
  readonly artifacts: RuntimeArtifacts;
  readonly sync: ListSync;
  readonly #api: Api;
  readonly #connectionId: string;

  constructor(api: Api, connectionId: string) {
    this.#api = api;
    this.#connectionId = connectionId;
    this.artifacts = new LibraryList<RuntimeRow, RuntimeFilter, RuntimeColumn, RuntimeCounts>(
      {
        read: (question, signal) => api.runtime.artifacts({ connectionId, ...question }, { signal }),
        count: (filter, signal) => api.runtime.counts({ connectionId, filter }, { signal }),
        keyOf: ({ id }) => id,
      },
      { chip: 'all' },
      { column: 'name', direction: 'ascending' },
    );
    this.sync = new ListSync((signal) => api.runtime.state({ connectionId }, { signal }));
  }

  readonly isNarrowed = $derived.by(() => this.artifacts.hasText || this.artifacts.filter.chip !== 'all');

  readonly setChip = (chip: RuntimeChip): void => this.artifacts.setFilter({ chip });

  readonly showAll = (): void => {
    this.artifacts.setText('');
    this.setChip('all');
  };

  /** Shows what the library has and keeps it fresh, when `defer` lets it; answers how to stop. */
  listen(defer: Defer = (action) => action): () => void {
    const reload = defer(() => {
      this.artifacts.reload();
      this.sync.state.reload();
    });
    const { call, stop } = burst(reload, changedPause);
    call();
    const reloadOwn = ({ connectionId }: { readonly connectionId: string }): void => {
      if (connectionId === this.#connectionId) call();
    };
    // Names of packages and "no counterpart" come from design time.
    const stops = [this.#api.runtime.changed(reloadOwn), this.#api.content.changed(reloadOwn)];
    return () => {
      for (const one of stops) one();
      stop();
      this.artifacts.stop();
    };
  }

  readonly refresh = (): Promise<void> =>
    this.sync.refresh(() => this.#api.runtime.refresh({ connectionId: this.#connectionId }));

  /** Opening a view reads what may have become old. */
  async refreshIfOld(now: number): Promise<void> {
    await this.sync.state.load();
    const { value } = this.sync.state;
    if (value && !value.syncing && now - (value.syncedAt ?? 0) > freshFor) await this.refresh();
  }
}
