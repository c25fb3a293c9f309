import type { SavedQuery } from '../../../src-shared/model/queries.ts';
import type { Watch, WatchEvent, WatchSettings, WatchState } from '../../../src-shared/model/watch.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';

const changedPause = 100;

/** What is watched, how, and what was noticed. */
export class WatchPage {
  readonly state: Loaded<WatchState>;
  readonly queries: Loaded<readonly SavedQuery[]>;
  readonly history: Loaded<readonly WatchEvent[]>;
  readonly #api: Api;
  readonly #fail: (caught: unknown) => void;

  constructor(api: Api, fail: (caught: unknown) => void) {
    this.#api = api;
    this.#fail = fail;
    this.state = new Loaded((signal) => api.watch.state(undefined, { signal }));
    this.queries = new Loaded((signal) => api.queries.list(undefined, { signal }));
    this.history = new Loaded((signal) => api.watch.history(undefined, { signal }));
  }

  /** Pinned ones first. */
  readonly ordered = $derived.by(() =>
    (this.queries.value ?? []).toSorted((a, b) => Number(b.isPinned) - Number(a.isPinned)),
  );
  readonly error = $derived.by(() => this.state.error ?? this.queries.error);
  readonly on = $derived.by(
    () => this.queries.value?.filter(({ id }) => this.watchOf(id)?.isOn === true).length ?? 0,
  );

  watchOf(queryId: string): Watch | undefined {
    return this.state.value?.watches.find((watch) => watch.queryId === queryId);
  }

  listen(): () => void {
    const { call, stop } = burst(this.load, changedPause);
    this.load();
    const stops = [this.#api.watch.changed(call), this.#api.queries.changed(call), stop];
    return () => {
      for (const end of stops) end();
      for (const one of [this.state, this.queries, this.history]) one.cancel();
    };
  }

  readonly load = (): void => {
    this.state.reload();
    this.queries.reload();
    this.history.reload();
  };

  readonly save = (watch: Watch): void => {
    this.#api.watch.save(watch).catch(this.#fail);
  };

  readonly remove = (queryId: string): void => {
    this.#api.watch.remove({ queryId }).catch(this.#fail);
  };

  readonly writeSettings = (changes: Partial<WatchSettings>): void => {
    const settings = this.state.value?.settings;
    if (settings) this.#api.watch.writeSettings({ ...settings, ...changes }).catch(this.#fail);
  };

  readonly pause = (minutes: number): void => {
    this.#api.watch.pause({ minutes }).catch(this.#fail);
  };

  readonly test = (): void => {
    this.#api.watch.test().catch(this.#fail);
  };
}
