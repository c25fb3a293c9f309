import type { ErrorData } from '../../../src-shared/errors.ts';
import type { FailureGroup, FailureGroups } from '../../../src-shared/model/failures.ts';
import type { LoadedRange, TimeRange } from '../../../src-shared/model/messages.ts';
import type { Sort } from '../../../src-shared/model/rows.ts';
import { WindowedRows } from '../../components/table/windowed-rows.svelte.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData, isCancelled } from '../../lib/bridge/faults.ts';
import { firstRange } from '../../lib/format/time-range.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import type { Defer } from '../../lib/state/while-shown.svelte.ts';
import type { FlowCounts } from '../messages/message-list.svelte.ts';
import { type FailureColumn, sortValue } from './failure-columns.ts';
import { isShown, type Shown } from './failure-words.ts';

const changedPause = 250;

/** The error groups of a connection in a time range. */
export class FailureList {
  readonly groups: Loaded<FailureGroups>;
  readonly flows: Loaded<FlowCounts>;
  /** What is in the library: without messages there are no failed ones, and that says nothing of the tenant. */
  readonly loaded: Loaded<LoadedRange>;
  readonly rows: WindowedRows<FailureGroup>;
  range = $state.raw<TimeRange>(firstRange);
  chosenFlows = $state.raw<readonly string[]>([]);
  text = $state('');
  shown = $state<Shown>('all');
  sort = $state.raw<Sort<FailureColumn>>({ column: 'count', direction: 'descending' });
  /** Signature of the selected group. */
  selected = $state<string>();
  /** The inspector shows it. */
  inspected = $state<string>();
  /** Why texts could not be asked for at all. */
  #refused = $state.raw<ErrorData>();
  readonly #api: Api;
  readonly #connectionId: string;

  constructor(api: Api, connectionId: string) {
    this.#api = api;
    this.#connectionId = connectionId;
    this.groups = new Loaded(
      (signal) =>
        api.failures.groups({ connectionId, range: this.range, flows: this.chosenFlows }, { signal }),
      // At each answer: while texts come in, the last one may be long in coming.
      () => this.rows.reload(),
    );
    this.flows = new Loaded((signal) => api.messages.flows({ connectionId, range: this.range }, { signal }));
    this.loaded = new Loaded((signal) =>
      api.messages.loaded({ connectionId, range: this.range }, { signal }),
    );
    this.rows = new WindowedRows(
      (offset, limit) =>
        Promise.resolve({
          rows: this.matching.slice(offset, offset + limit),
          offset,
          total: this.matching.length,
        }),
      ({ signature }) => signature,
    );
  }

  readonly found = $derived.by((): readonly FailureGroup[] => {
    const wanted = this.text.trim().toLowerCase();
    const all = this.groups.value?.groups ?? [];
    if (wanted === '') return all;
    return all.filter(({ title, note, flows, receivers }) =>
      [title, note?.text ?? '', ...[...flows, ...receivers].map(({ name }) => name)].some((text) =>
        text.toLowerCase().includes(wanted),
      ),
    );
  });

  readonly matching = $derived.by((): readonly FailureGroup[] => {
    const { column, direction } = this.sort;
    const way = direction === 'ascending' ? 1 : -1;
    return this.found
      .filter((group) => isShown(group, this.shown))
      .toSorted((one, two) => {
        const [first, second] = [sortValue(one, column), sortValue(two, column)];
        return (first < second ? -way : first > second ? way : 0) || two.count - one.count;
      });
  });

  readonly shownGroup = $derived.by(() =>
    this.groups.value?.groups.find(({ signature }) => signature === this.inspected),
  );
  readonly error = $derived.by(() => this.#refused ?? this.groups.value?.error);
  /** Why messages could not be loaded. */
  readonly syncError = $derived.by(() => this.loaded.value?.error ?? this.loaded.error);
  readonly hasNothing = $derived.by(() => {
    const { value } = this.loaded;
    return value !== undefined && value.loaded === 0 && !value.complete;
  });
  readonly isReading = $derived.by(() => this.groups.value?.jobId !== undefined);
  readonly isNarrowed = $derived.by(
    () => this.text.trim() !== '' || this.shown !== 'all' || this.chosenFlows.length > 0,
  );

  count(shown: Shown): number {
    return this.found.filter((group) => isShown(group, shown)).length;
  }

  readonly setRange = (range: TimeRange): void => {
    this.range = range;
    // What was true of the old range says nothing about this one.
    this.groups.clear();
    this.loaded.clear();
    void this.flows.load();
    void this.refresh();
  };

  readonly setFlows = (flows: readonly string[]): void => {
    this.chosenFlows = flows;
    void this.load();
  };

  readonly setText = (text: string): void => {
    this.text = text;
    this.rows.restart();
  };

  readonly setShown = (shown: Shown): void => {
    this.shown = shown;
    this.rows.restart();
  };

  readonly setSort = (sort: Sort<FailureColumn>): void => {
    this.sort = sort;
    this.rows.restart();
  };

  readonly showAll = (): void => {
    this.text = '';
    this.shown = 'all';
    this.setFlows([]);
  };

  readonly inspect = ({ signature }: FailureGroup): void => {
    this.inspected = signature;
  };

  readonly follow = (group: FailureGroup): void => {
    if (this.inspected !== undefined) this.inspect(group);
  };

  readonly closeInspector = (): void => {
    this.inspected = undefined;
  };

  readonly load = (): Promise<void> => this.groups.load();

  /** Reads the texts that are missing in the range. */
  readonly readTexts = (): Promise<void> =>
    this.#asking(() => this.#api.failures.readTexts({ connectionId: this.#connectionId, range: this.range }));

  /** Reads new messages of the range; their texts follow. */
  readonly refresh = (): Promise<void> =>
    this.#asking(() => this.#api.messages.sync({ connectionId: this.#connectionId, range: this.range }));

  async #asking(ask: () => Promise<unknown>): Promise<void> {
    this.#refused = undefined;
    try {
      await ask();
    } catch (caught) {
      if (!isCancelled(caught)) this.#refused = errorData(caught);
    }
    await Promise.all([this.load(), this.loaded.load()]);
  }

  /** Shows what the library has and keeps it fresh, when `defer` lets it; answers how to stop. */
  listen(defer: Defer = (action) => action): () => void {
    const reload = defer(() => {
      void this.load();
      this.flows.reload();
      this.loaded.reload();
    });
    const { call, stop } = burst(reload, changedPause);
    call();
    const hear = ({ connectionId }: { readonly connectionId: string }): void => {
      if (connectionId === this.#connectionId) call();
    };
    const stopMessages = this.#api.messages.changed(hear);
    const stopFailures = this.#api.failures.changed(hear);
    return () => {
      stopMessages();
      stopFailures();
      stop();
      this.groups.cancel();
      this.flows.cancel();
      this.loaded.cancel();
      this.rows.cancel();
    };
  }
}
