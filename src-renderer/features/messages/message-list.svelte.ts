import type { ErrorData } from '../../../src-shared/errors.ts';
import { isEmpty, without } from '../../../src-shared/messages/filter-terms.ts';
import type { Interval } from '../../../src-shared/messages/intervals.ts';
import type {
  LoadedRange,
  MessageCounts,
  MessageFilter,
  MessageRow,
  SortColumn,
  TimeRange,
} from '../../../src-shared/model/messages.ts';
import type { Sort } from '../../../src-shared/model/rows.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData, isCancelled } from '../../lib/bridge/faults.ts';
import { firstRange } from '../../lib/format/time-range.ts';
import { burst } from '../../lib/state/burst.ts';
import { LibraryList } from '../../lib/state/library-list.svelte.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import type { Defer } from '../../lib/state/while-shown.svelte.ts';
import { HeldRows } from './held-rows.svelte.ts';
import { LiveMode } from './live-mode.svelte.ts';

export type Messages = LibraryList<MessageRow, MessageFilter, SortColumn, MessageCounts>;
export type FlowCounts = readonly { readonly id: string; readonly name: string; readonly count: number }[];

const changedPause = 150;
const newestFirst: Sort<SortColumn> = { column: 'start', direction: 'descending' };

/** The messages of a connection in a time range, with what is known about the range itself. */
export class MessageList {
  readonly messages: Messages;
  readonly loaded: Loaded<LoadedRange>;
  readonly flows: Loaded<FlowCounts>;
  readonly held = new HeldRows();
  readonly live: LiveMode;
  /** Why the sync could not even start. */
  #refused = $state.raw<ErrorData>();
  readonly #api: Api;
  readonly #connectionId: string;

  /** `begins` is what the list is narrowed to at first; `headers` are the custom headers wanted in its rows. */
  constructor(
    api: Api,
    connectionId: string,
    begins: Partial<MessageFilter> = {},
    headers: () => readonly string[] = () => [],
  ) {
    this.#api = api;
    this.#connectionId = connectionId;
    this.live = new LiveMode(api, connectionId);
    this.messages = new LibraryList<MessageRow, MessageFilter, SortColumn, MessageCounts>(
      {
        read: async (question, signal) => {
          const { back } = this.held;
          const asked = {
            connectionId,
            ...question,
            headers: headers(),
            ...(back && { heldBack: back }),
          };
          const answer = await api.messages.query(asked, { signal });
          if (back === this.held.back) this.held.answered(answer);
          return answer;
        },
        count: (filter, signal) => api.messages.counts({ connectionId, filter }, { signal }),
        keyOf: ({ messageGuid }) => messageGuid,
      },
      { range: firstRange, statuses: [], flows: [], ...begins },
      newestFirst,
    );
    this.loaded = new Loaded((signal) =>
      api.messages.loaded({ connectionId, range: this.range }, { signal }),
    );
    this.flows = new Loaded((signal) => api.messages.flows({ connectionId, range: this.range }, { signal }));
  }

  get range(): TimeRange {
    return this.messages.filter.range;
  }

  readonly error = $derived.by(() => this.#refused ?? this.loaded.value?.error ?? this.loaded.error);
  readonly isSyncing = $derived.by(() => this.loaded.value?.syncing === true);
  readonly isNarrowed = $derived.by(() => {
    return !isEmpty(this.messages.filter);
  });

  /** All messages of range, flows and text, whatever their status. */
  readonly all = $derived.by(() => {
    const counts = this.messages.counts.value;
    return counts && Object.values(counts).reduce((sum, count) => sum + count, 0);
  });

  readonly setRange = (range: TimeRange): void => {
    this.messages.setFilter({ ...this.messages.filter, range });
    // What was true of the old range says nothing about this one.
    this.loaded.clear();
    void this.loaded.load();
    void this.flows.load();
    void this.refresh(false);
  };

  readonly toggleStatus = (status: string): void => {
    const { statuses } = this.messages.filter;
    const others = statuses.filter((one) => one !== status);
    this.#narrow({ statuses: others.length === statuses.length ? [...statuses, status] : others });
  };

  readonly clearStatuses = (): void => this.#narrow({ statuses: [] });
  readonly setFlows = (flows: readonly string[]): void => this.#narrow({ flows });

  /** Other custom headers are columns: their values are wanted in the rows, and one that is none sorts nothing. */
  readonly headersChanged = (names: readonly string[]): void => {
    const { sort, setSort, rows } = this.messages;
    const [, name] = /^header:(.*)$/su.exec(sort.column) ?? [];
    if (name === undefined || names.includes(name)) rows.reload();
    else setSort(newestFirst);
  };

  readonly showAll = (): void => {
    this.messages.setFilter({ range: this.range, statuses: [], flows: [] });
  };

  /** Messages of all errors again, and those without. */
  readonly leaveErrorGroup = (): void => {
    this.messages.setFilter(without(this.messages.filter, 'errorGroup'));
  };

  /** Shows what the library has and keeps it fresh, when `defer` lets it; answers how to stop. */
  listen(defer: Defer = (action) => action): () => void {
    const reload = defer(() => {
      this.messages.reload();
      this.loaded.reload();
      this.flows.reload();
    });
    const { call, stop } = burst(reload, changedPause);
    call();
    const stopListening = this.#api.messages.changed(({ connectionId }) => {
      if (connectionId === this.#connectionId) call();
    });
    return () => {
      stopListening();
      stop();
      this.messages.stop();
      this.loaded.cancel();
      this.flows.cancel();
    };
  }

  /** A person looks at these rows, and `isBusy` with one of them: new ones wait while they would move what is looked at. */
  readonly look = (first: number, end: number, isBusy: boolean): void => {
    const { rows, sort } = this.messages;
    const isAway = first > 0 || isBusy;
    // New messages come in at the end.
    const isMoved = !(sort.column === 'start' && sort.direction === 'ascending');
    if (isAway === (this.held.back !== undefined) || !isMoved) return;
    if (isAway) {
      const last = rows.rowAt(Math.min(end, rows.total) - 1);
      this.held.hold(sort.column === 'start' ? last?.start : undefined);
    } else {
      this.held.release();
      this.messages.reload();
    }
  };

  /** Shows the new rows, from the first one on. */
  readonly showNew = (): void => {
    this.messages.closeInspector();
    this.held.release();
    this.messages.rows.restart();
  };

  /** Loads what is missing. `isAsked`: a person wants it, so that it also goes on where it was paused. */
  readonly refresh = (isAsked = true): Promise<void> => this.#sync({ isAsked });

  /** Loads one gap alone. */
  readonly loadGap = (part: Interval): Promise<void> => this.#sync({ isAsked: true, part });

  readonly pause = async (): Promise<void> => {
    try {
      await this.#api.messages.pause({ connectionId: this.#connectionId });
    } catch (caught) {
      this.#refused = errorData(caught);
    }
    await this.loaded.load();
  };

  async #sync(what: { readonly isAsked: boolean; readonly part?: Interval }): Promise<void> {
    this.#refused = undefined;
    const { range } = this;
    try {
      await this.#api.messages.sync({ connectionId: this.#connectionId, range, ...what });
    } catch (caught) {
      if (!isCancelled(caught) && range === this.range) this.#refused = errorData(caught);
    }
    await this.loaded.load();
  }

  #narrow(changes: Partial<MessageFilter>): void {
    this.messages.setFilter({ ...this.messages.filter, ...changes });
  }
}
