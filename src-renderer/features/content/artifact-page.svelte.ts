import type { ErrorData } from '../../../src-shared/errors.ts';
import type { ArtifactDetails, ArtifactKind } from '../../../src-shared/model/content.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData, isCancelled } from '../../lib/bridge/faults.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';

interface Artifact {
  readonly connectionId: string;
  readonly kind: ArtifactKind;
  readonly artifactId: string;
}

const changedPause = 150;

/** One artifact: what the library has of it at once, and what only the tenant knows a moment later. */
export class ArtifactPage {
  readonly details: Loaded<ArtifactDetails>;
  isRefreshing = $state(false);
  isDownloading = $state(false);
  /** Why configurations and errors could not be read from the tenant. */
  refreshError = $state.raw<ErrorData>();
  readonly #api: Api;
  readonly #artifact: Artifact;
  #refreshing: AbortController | undefined;

  constructor(api: Api, artifact: Artifact) {
    this.#api = api;
    this.#artifact = artifact;
    this.details = new Loaded((signal) => api.content.artifact(artifact, { signal }));
  }

  listen(): () => void {
    const { call, stop } = burst(() => void this.details.load(), changedPause);
    call();
    const stopListening = this.#api.content.changed(({ connectionId }) => {
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
      await this.#api.content.refreshArtifact(this.#artifact, { signal: refreshing.signal });
      if (this.#refreshing !== refreshing) return;
      this.refreshError = undefined;
      await this.details.load();
    } catch (caught) {
      if (this.#refreshing === refreshing && !isCancelled(caught)) this.refreshError = errorData(caught);
    } finally {
      if (this.#refreshing === refreshing) this.isRefreshing = false;
    }
  };

  /** Name of the saved file; `undefined`: the person cancelled. */
  readonly download = async (): Promise<string | undefined> => {
    this.isDownloading = true;
    try {
      return (await this.#api.content.download(this.#artifact))?.file;
    } finally {
      this.isDownloading = false;
    }
  };
}
