import type { ErrorData } from '../../../src-shared/errors.ts';
import type { MessageFilter } from '../../../src-shared/model/messages.ts';
import type {
  SearchedPlace,
  SearchHit,
  SearchNeedle,
  SearchPlan,
  SearchState,
} from '../../../src-shared/model/payload-search.ts';
import { WindowedRows } from '../../components/table/windowed-rows.svelte.ts';
import { errorData, isCancelled } from '../../lib/bridge/faults.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';

const changedPause = 200;

/** A search in payloads: what it costs, how far it is, what it found. */
export class PayloadSearchPage {
  kind = $state.raw<SearchNeedle['kind']>('text');
  text = $state('');
  matchCase = $state(false);
  places = $state.raw<readonly SearchedPlace[]>(['attachments', 'messageStore']);
  search = $state.raw<SearchState>();
  error = $state.raw<ErrorData>();
  readonly plan: Loaded<SearchPlan>;
  readonly rows: WindowedRows<SearchHit>;
  readonly #app: AppState;
  readonly #connectionId: string;
  readonly #filter: MessageFilter;
  #listJob = $state<string>();

  constructor(app: AppState, connectionId: string, filter: MessageFilter) {
    this.#app = app;
    this.#connectionId = connectionId;
    this.#filter = filter;
    this.plan = new Loaded((signal) => app.api.payloadSearch.plan(this.#subject(), { signal }));
    this.rows = new WindowedRows(
      async (offset, limit, signal) => {
        const searchId = this.search?.id;
        if (searchId === undefined) return { rows: [], offset, total: 0 };
        return app.api.payloadSearch.hits({ searchId, offset, limit }, { signal });
      },
      ({ source }) => `${source.of} ${source.id}`,
    );
  }

  /** The first stage while it runs. */
  readonly listing = $derived.by(() => this.#app.jobs.running.find(({ id }) => id === this.#listJob));
  readonly isRunning = $derived.by(() => this.search?.state === 'running');

  listen(): () => void {
    void this.plan.load();
    const { call, stop } = burst(() => void this.#refresh(), changedPause);
    const stops = [
      this.#app.api.payloadSearch.changed(({ searchId }) => {
        if (searchId === this.search?.id) call();
      }),
      this.#app.api.jobs.changed((jobs) => {
        const job = jobs.find(({ id }) => id === this.#listJob);
        if (job && job.state !== 'running') this.#listed(job.error);
      }),
    ];
    return () => {
      for (const end of [...stops, stop]) end();
      this.plan.cancel();
      this.rows.cancel();
      void this.#forget();
    };
  }

  readonly togglePlace = (place: SearchedPlace): void => {
    const others = this.places.filter((one) => one !== place);
    const next: readonly SearchedPlace[] =
      others.length === this.places.length ? [...this.places, place] : others;
    // One of both is the least.
    if (next.length > 0) this.places = next;
    this.plan.clear();
    void this.plan.load();
  };

  /** Searches what the library keeps; the rest is offered with its cost. */
  readonly start = (): Promise<void> =>
    this.#try(async () => {
      await this.#forget();
      const needle = { kind: this.kind, text: this.text, matchCase: this.matchCase };
      this.search = await this.#app.api.payloadSearch.start({ ...this.#subject(), needle });
      this.rows.restart();
    });

  readonly list = (): Promise<void> =>
    this.#try(async () => {
      this.#listJob = (await this.#app.api.payloadSearch.list(this.#subject())).jobId;
    });

  readonly stopListing = (): void => {
    if (this.#listJob !== undefined) this.#app.jobs.cancel(this.#listJob);
  };

  readonly proceed = (): Promise<void> => this.#control('proceed');
  readonly pause = (): Promise<void> => this.#control('pause');
  readonly cancel = (): Promise<void> => this.#control('cancel');

  #control(what: 'proceed' | 'pause' | 'cancel'): Promise<void> {
    return this.#try(async () => {
      const searchId = this.search?.id;
      if (searchId !== undefined) this.search = await this.#app.api.payloadSearch[what]({ searchId });
    });
  }

  /** What there is has changed: a search that was begun before knows nothing of it. */
  #listed(error: ErrorData | undefined): void {
    this.#listJob = undefined;
    this.error = error;
    void this.plan.load();
    if (this.search && error === undefined) void this.start();
  }

  async #refresh(): Promise<void> {
    await this.#try(async () => {
      const searchId = this.search?.id;
      if (searchId === undefined) return;
      this.search = await this.#app.api.payloadSearch.state({ searchId });
      this.rows.reload();
      if (this.search.state !== 'running') this.plan.reload();
    });
  }

  async #forget(): Promise<void> {
    const searchId = this.search?.id;
    this.search = undefined;
    if (searchId !== undefined) await this.#app.api.payloadSearch.forget({ searchId });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.error = undefined;
    try {
      await work();
    } catch (caught) {
      if (!isCancelled(caught)) this.error = errorData(caught);
    }
  }

  #subject() {
    return { connectionId: this.#connectionId, filter: this.#filter, places: this.places };
  }
}
