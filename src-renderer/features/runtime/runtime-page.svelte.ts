import type { ErrorData } from '../../../src-shared/errors.ts';
import type { RuntimeDetails } from '../../../src-shared/model/runtime.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData, isCancelled } from '../../lib/bridge/faults.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';

const changedPause = 150;

/** One deployed artifact with its errors and endpoints. */
export class RuntimePage {
  readonly details: Loaded<RuntimeDetails>;
  isRefreshing = $state(false);
  refreshError = $state.raw<ErrorData>();
  readonly #api: Api;
  readonly #artifact: { readonly connectionId: string; readonly artifactId: string };
  #refreshing: AbortController | undefined;

  constructor(api: Api, connectionId: string, artifactId: string) {
    this.#api = api;
    this.#artifact = { connectionId, artifactId };
    this.details = new Loaded((signal) => api.runtime.artifact({ connectionId, artifactId }, { signal }));
  }

  /** Shows what is known; the text of an error is read from the tenant where it is not. */
  listen(): () => void {
    const { call, stop } = burst(() => void this.details.load(), changedPause);
    void this.#start();
    const stopListening = this.#api.runtime.changed(({ connectionId }) => {
      if (connectionId === this.#artifact.connectionId) call();
    });
    return () => {
      stopListening();
      stop();
      this.details.cancel();
      this.#refreshing?.abort();
    };
  }

  readonly refresh = async (): Promise<void> => {
    this.#refreshing?.abort();
    const refreshing = new AbortController();
    this.#refreshing = refreshing;
    this.isRefreshing = true;
    try {
      await this.#api.runtime.refreshArtifact(this.#artifact, { signal: refreshing.signal });
      if (this.#refreshing !== refreshing) return;
      this.refreshError = undefined;
      await this.details.load();
    } catch (caught) {
      if (this.#refreshing === refreshing && !isCancelled(caught)) this.refreshError = errorData(caught);
    } finally {
      if (this.#refreshing === refreshing) this.isRefreshing = false;
    }
  };

  async #start(): Promise<void> {
    await this.details.load();
    const { value } = this.details;
    if (value?.row.status === 'ERROR' && value.errorTexts === undefined) await this.refresh();
  }
}
