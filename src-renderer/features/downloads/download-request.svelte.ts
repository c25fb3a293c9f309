import type {
  DownloadForm,
  DownloadMode,
  DownloadPlan,
  ExistingChoice,
  ExistingNames,
} from '../../../src-shared/model/downloads.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { burst } from '../../lib/state/burst.ts';
import type { WantedDownload } from '../../lib/state/download-dialogs.svelte.ts';
import { ListSync } from '../../lib/state/list-sync.svelte.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';

const changedPause = 200;
/** Lists read less than this long ago are believed. */
const freshFor = 10 * 60_000;

/** What a person is about to bring home: the plan of it, and how it is to be saved. */
export class DownloadRequest {
  mode = $state<DownloadMode>('changed');
  form = $state<DownloadForm>('library');
  isStarting = $state(false);
  /** Names that are taken in the chosen folder; the person says what to do. */
  existing = $state.raw<ExistingNames>();
  readonly plan: Loaded<DownloadPlan>;
  /** Of the lists that the plan is made from. */
  readonly sync: ListSync;
  readonly #api: Api;
  readonly #wanted: WantedDownload;

  constructor(api: Api, wanted: WantedDownload) {
    this.#api = api;
    this.#wanted = wanted;
    const { connectionId, scope } = wanted;
    this.plan = new Loaded((signal) =>
      api.downloads.plan({ connectionId, scope, mode: this.mode }, { signal }),
    );
    this.sync = new ListSync((signal) => api.content.state({ connectionId }, { signal }));
  }

  /** Exports are of whole packages. */
  get offersExports(): boolean {
    const { of } = this.#wanted.scope;
    return of === 'tenant' || of === 'packages';
  }

  listen(): () => void {
    const { call, stop } = burst(() => {
      this.plan.reload();
      this.sync.state.reload();
    }, changedPause);
    void this.plan.load();
    const stopListening = this.#api.content.changed(({ connectionId }) => {
      if (connectionId === this.#wanted.connectionId) call();
    });
    return () => {
      stopListening();
      stop();
      this.plan.cancel();
    };
  }

  /** A plan from old lists would ask for what is gone and miss what is new. */
  async refreshIfOld(now: number): Promise<void> {
    await this.sync.state.load();
    const { value } = this.sync.state;
    if (value && !value.syncing && now - (value.syncedAt ?? 0) > freshFor) await this.readLists();
  }

  readonly readLists = (): Promise<void> =>
    this.sync.refresh(() =>
      this.#api.content.refresh({ connectionId: this.#wanted.connectionId, mode: 'changed' }),
    );

  readonly setMode = (mode: DownloadMode): void => {
    this.mode = mode;
    void this.plan.load();
  };

  /** Answers the id of the run; `undefined`: the person cancelled, or is asked about `existing`. */
  async start(choice?: ExistingChoice): Promise<string | undefined> {
    const { connectionId, scope } = this.#wanted;
    const token = this.existing?.token;
    this.isStarting = true;
    try {
      const started = await this.#api.downloads.start({
        connectionId,
        scope,
        mode: this.mode,
        form: this.form,
        ...(choice && token !== undefined && { target: { token, existing: choice } }),
      });
      this.existing = started?.existing;
      return started?.existing === undefined ? started?.downloadId : undefined;
    } finally {
      this.isStarting = false;
    }
  }
}
