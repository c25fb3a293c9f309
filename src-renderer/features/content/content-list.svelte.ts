import type {
  ArtifactColumn,
  ArtifactCounts,
  ArtifactFilter,
  ArtifactKind,
  ArtifactRow,
} from '../../../src-shared/model/content.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { burst } from '../../lib/state/burst.ts';
import { LibraryList } from '../../lib/state/library-list.svelte.ts';
import { ListSync } from '../../lib/state/list-sync.svelte.ts';
import type { Defer } from '../../lib/state/while-shown.svelte.ts';
import { artifactKey } from './artifact-columns.ts';

/** A part of the tree: everything, a package, or one kind within a package. */
export interface Place {
  readonly packageId?: string;
  readonly packageName?: string;
  readonly kind?: ArtifactKind;
}

export type ArtifactList = LibraryList<ArtifactRow, ArtifactFilter, ArtifactColumn, ArtifactCounts>;

/** What was read less than this long ago is not read again just because a view opens. */
const freshFor = 60_000;
const changedPause = 150;

/** The artifacts of a connection, of all packages or of a part of the tree. */
export class ContentList {
  place: Place;
  /** The whole of this list: everything, or the package of a page. */
  readonly home: Place;
  readonly artifacts: ArtifactList;
  readonly sync: ListSync;
  readonly #api: Api;
  readonly #connectionId: string;

  constructor(api: Api, connectionId: string, home: Place = {}) {
    this.#api = api;
    this.#connectionId = connectionId;
    this.home = home;
    this.place = $state.raw(home);
    this.artifacts = new LibraryList<ArtifactRow, ArtifactFilter, ArtifactColumn, ArtifactCounts>(
      {
        read: (question, signal) => api.content.artifacts({ connectionId, ...question }, { signal }),
        count: (filter, signal) => api.content.counts({ connectionId, filter }, { signal }),
        keyOf: artifactKey,
      },
      { chip: 'all', ...placeFilter(home) },
      { column: 'name', direction: 'ascending' },
    );
    this.sync = new ListSync((signal) => api.content.state({ connectionId }, { signal }));
  }

  readonly isNarrowed = $derived.by(
    () => this.artifacts.hasText || this.artifacts.filter.chip !== 'all' || !this.isHome,
  );

  get isHome(): boolean {
    return this.place.packageId === this.home.packageId && this.place.kind === this.home.kind;
  }

  readonly setChip = (chip: ArtifactFilter['chip']): void => {
    this.artifacts.setFilter({ ...this.artifacts.filter, chip });
  };

  readonly setPlace = (place: Place): void => {
    this.place = place;
    // What is inspected may not be in the other list.
    this.artifacts.closeInspector();
    this.artifacts.selected = undefined;
    this.artifacts.setFilter({ chip: this.artifacts.filter.chip, ...placeFilter(place) });
  };

  readonly showAll = (): void => {
    this.artifacts.setText('');
    this.place = this.home;
    this.artifacts.setFilter({ chip: 'all', ...placeFilter(this.home) });
  };

  /** Shows what the library has and keeps it fresh, when `defer` lets it; answers how to stop. */
  listen(defer: Defer = (action) => action): () => void {
    const connectionId = this.#connectionId;
    const reload = defer(() => {
      this.artifacts.reload();
      this.sync.state.reload();
    });
    const { call, stop } = burst(reload, changedPause);
    call();
    const stopListening = this.#api.content.changed((changed) => {
      if (changed.connectionId === connectionId) call();
    });
    return () => {
      stopListening();
      stop();
      this.artifacts.stop();
    };
  }

  readonly refresh = (mode: 'changed' | 'verify' = 'changed'): Promise<void> =>
    this.sync.refresh(() => this.#api.content.refresh({ connectionId: this.#connectionId, mode }));

  /** Opening a view reads what may have become old. */
  async refreshIfOld(now: number): Promise<void> {
    await this.sync.state.load();
    const { value } = this.sync.state;
    if (value && !value.syncing && now - (value.syncedAt ?? 0) > freshFor) await this.refresh();
  }
}

function placeFilter({ packageId, kind }: Place): Pick<ArtifactFilter, 'packageId' | 'kind'> {
  return { ...(packageId !== undefined && { packageId }), ...(kind !== undefined && { kind }) };
}
