import type { ErrorData } from '../../../src-shared/errors.ts';
import type {
  LoadedRange,
  MessageColumn,
  MessageCounts,
  MessageFilter,
  MessageRow,
  TimeRange,
} from '../../../src-shared/model/messages.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData, isCancelled } from '../../lib/bridge/faults.ts';
import { burst } from '../../lib/state/burst.ts';
import { LibraryList } from '../../lib/state/library-list.svelte.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { firstRange } from './time-range.ts';

export type Messages = LibraryList<MessageRow, MessageFilter, MessageColumn, MessageCounts>;
export type FlowCounts = readonly { readonly id: string; readonly name: string; readonly count: number }[];

const changedPause = 150;

/** The messages of a connection in a time range, with what is known about the range itself. */
export class MessageList {
  readonly messages: Messages;
  readonly loaded: Loaded<LoadedRange>;
  readonly flows: Loaded<FlowCounts>;
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
    this.messages = new LibraryList<MessageRow, MessageFilter, MessageColumn, MessageCounts>(
      {
        read: (question, signal) =>
          api.messages.query({ connectionId, ...question, headers: headers() }, { signal }),
        count: (filter, signal) => api.messages.counts({ connectionId, filter }, { signal }),
        keyOf: ({ messageGuid }) => messageGuid,
      },
      { range: firstRange, statuses: [], flows: [], ...begins },
      { column: 'start', direction: 'descending' },
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
    const { statuses, flows, errorGroup } = this.messages.filter;
    return this.messages.hasText || statuses.length > 0 || flows.length > 0 || errorGroup !== undefined;
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
    void this.refresh();
  };

  readonly toggleStatus = (status: string): void => {
    const { statuses } = this.messages.filter;
    const others = statuses.filter((one) => one !== status);
    this.#narrow({ statuses: others.length === statuses.length ? [...statuses, status] : others });
  };

  readonly clearStatuses = (): void => this.#narrow({ statuses: [] });
  readonly setFlows = (flows: readonly string[]): void => this.#narrow({ flows });

  readonly showAll = (): void => {
    this.messages.setText('');
    this.messages.setFilter({ range: this.range, statuses: [], flows: [] });
  };

  /** Messages of all errors again, and those without. */
  readonly leaveErrorGroup = (): void => {
    const { range, statuses, flows } = this.messages.filter;
    this.messages.setFilter({ range, statuses, flows });
  };

  /** Shows what the library has and keeps it fresh; answers how to stop. */
  listen(): () => void {
    const { call, stop } = burst(() => {
      this.messages.reload();
      this.loaded.reload();
      this.flows.reload();
    }, changedPause);
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

  readonly refresh = async (): Promise<void> => {
    this.#refused = undefined;
    const { range } = this;
    try {
      await this.#api.messages.sync({ connectionId: this.#connectionId, range });
    } catch (caught) {
      if (!isCancelled(caught) && range === this.range) this.#refused = errorData(caught);
    }
    await this.loaded.load();
  };

  #narrow(changes: Partial<MessageFilter>): void {
    this.messages.setFilter({ ...this.messages.filter, ...changes });
  }
}
