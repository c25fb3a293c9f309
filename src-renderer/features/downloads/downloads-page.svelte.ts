import type {
  DownloadColumn,
  DownloadCounts,
  DownloadFilter,
  DownloadItem,
  DownloadResult,
  DownloadRun,
  ExistingChoice,
  ExistingNames,
} from '../../../src-shared/model/downloads.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { burst } from '../../lib/state/burst.ts';
import { LibraryList } from '../../lib/state/library-list.svelte.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';

export type ItemList = LibraryList<DownloadItem, DownloadFilter, DownloadColumn, DownloadCounts>;

const changedPause = 200;

/** The downloads of a connection, and what came of the one that is chosen. */
export class DownloadsPage {
  readonly runs: Loaded<readonly DownloadRun[]>;
  /** Asked about names that are taken, by a run that is to go on. */
  asked = $state.raw<{ readonly run: DownloadRun; readonly existing: ExistingNames }>();
  #chosen = $state<string>();
  #items = $state.raw<ItemList>();
  readonly #api: Api;
  readonly #connectionId: string;

  constructor(api: Api, connectionId: string) {
    this.#api = api;
    this.#connectionId = connectionId;
    this.runs = new Loaded(
      (signal) => api.downloads.list({ connectionId }, { signal }),
      () => this.#follow(),
    );
  }

  /** The one that is shown: the newest, until a person chooses another. */
  readonly shown = $derived.by(() => {
    const runs = this.runs.value ?? [];
    return runs.find(({ id }) => id === this.#chosen) ?? runs[0];
  });

  get items(): ItemList | undefined {
    return this.#items;
  }

  readonly choose = (id: string): void => {
    this.#chosen = id;
    this.#follow();
  };

  readonly setResult = (result: DownloadResult | undefined): void => {
    const list = this.#items;
    if (!list) return;
    const { downloadId } = list.filter;
    list.setFilter({ downloadId, ...(result && { result }) });
  };

  /** A new run comes to the front when it was started. */
  listen(): () => void {
    const { call, stop } = burst(() => {
      this.runs.reload();
      this.#items?.reload();
    }, changedPause);
    call();
    const stopListening = this.#api.downloads.changed(({ connectionId }) => {
      if (connectionId === this.#connectionId) call();
    });
    return () => {
      stopListening();
      stop();
      this.runs.cancel();
      this.#items?.stop();
    };
  }

  readonly cancel = async ({ jobId }: DownloadRun): Promise<void> => {
    if (jobId !== undefined) await this.#api.jobs.cancel({ jobId });
  };

  /** Goes on with what is missing; in another folder where wanted. */
  readonly resume = async (
    run: DownloadRun,
    more: { readonly elsewhere?: boolean; readonly existing?: ExistingChoice } = {},
  ): Promise<void> => {
    const { elsewhere, existing } = more;
    const token = this.asked?.existing.token;
    this.asked = undefined;
    const start = await this.#api.downloads.resume({
      connectionId: this.#connectionId,
      downloadId: run.id,
      ...(elsewhere && { elsewhere }),
      ...(existing && token !== undefined && { target: { token, existing } }),
    });
    if (start?.existing) this.asked = { run, existing: start.existing };
  };

  readonly dismiss = (): void => {
    this.asked = undefined;
  };

  readonly showFolder = async ({ id }: DownloadRun): Promise<void> => {
    await this.#api.downloads.showFolder({ connectionId: this.#connectionId, downloadId: id });
  };

  /** The list of items is that of the run that is shown. */
  #follow(): void {
    const id = this.shown?.id;
    if (id === undefined || this.#items?.filter.downloadId === id) return;
    this.#items?.stop();
    const connectionId = this.#connectionId;
    const list: ItemList = new LibraryList<DownloadItem, DownloadFilter, DownloadColumn, DownloadCounts>(
      {
        read: (question, signal) => this.#api.downloads.items({ connectionId, ...question }, { signal }),
        count: (filter, signal) => this.#api.downloads.counts({ connectionId, filter }, { signal }),
        keyOf: ({ packageId, kind, id: item }) => `${packageId} ${kind} ${item}`,
      },
      { downloadId: id },
      { column: 'packageName', direction: 'ascending' },
    );
    list.reload();
    this.#items = list;
  }
}
