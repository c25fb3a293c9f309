import type { ErrorData } from '../../../src-shared/errors.ts';
import type { RuntimeDetails } from '../../../src-shared/model/runtime.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { Refreshing } from '../../lib/state/refreshing.svelte.ts';

const changedPause = 150;

/** One deployed artifact with its errors and endpoints. */
export class RuntimePage {
  readonly details: Loaded<RuntimeDetails>;
  readonly #api: Api;
  readonly #artifact: { readonly connectionId: string; readonly artifactId: string };
  readonly #refreshing = new Refreshing();

  constructor(api: Api, connectionId: string, artifactId: string) {
    this.#api = api;
    this.#artifact = { connectionId, artifactId };
    this.details = new Loaded((signal) => api.runtime.artifact({ connectionId, artifactId }, { signal }));
  }

  get isRefreshing(): boolean {
    return this.#refreshing.isRunning;
  }

  /** Why it could not be read from the tenant. */
  get refreshError(): ErrorData | undefined {
    return this.#refreshing.error;
  }

  /** Shows what is known; the text of an error is read from the tenant where it is not. */
  listen(): () => void {
    const { call, stop } = burst(() => this.details.reload(), changedPause);
    void this.#start();
    const stopListening = this.#api.runtime.changed(({ connectionId }) => {
      if (connectionId === this.#artifact.connectionId) call();
    });
    return () => {
      stopListening();
      stop();
      this.details.cancel();
      this.#refreshing.cancel();
    };
  }

  readonly refresh = (): Promise<void> =>
    this.#refreshing.run(
      (signal) => this.#api.runtime.refreshArtifact(this.#artifact, { signal }),
      () => this.details.load(),
    );

  async #start(): Promise<void> {
    await this.details.load();
    const { value } = this.details;
    if (value?.row.status === 'ERROR' && value.errorTexts === undefined) await this.refresh();
  }
}
