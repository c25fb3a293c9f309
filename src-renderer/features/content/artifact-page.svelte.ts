import type { ErrorData } from '../../../src-shared/errors.ts';
import type { ArtifactDetails, ArtifactKind } from '../../../src-shared/model/content.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { Refreshing } from '../../lib/state/refreshing.svelte.ts';

interface Artifact {
  readonly connectionId: string;
  readonly kind: ArtifactKind;
  readonly artifactId: string;
}

const changedPause = 150;

/** One artifact: what the library has of it at once, and what only the tenant knows a moment later. */
export class ArtifactPage {
  readonly details: Loaded<ArtifactDetails>;
  isDownloading = $state(false);
  readonly #api: Api;
  readonly #artifact: Artifact;
  readonly #refreshing = new Refreshing();

  constructor(api: Api, artifact: Artifact) {
    this.#api = api;
    this.#artifact = artifact;
    this.details = new Loaded((signal) => api.content.artifact(artifact, { signal }));
  }

  get connectionId(): string {
    return this.#artifact.connectionId;
  }

  get isRefreshing(): boolean {
    return this.#refreshing.isRunning;
  }

  /** Why it could not be read from the tenant. */
  get refreshError(): ErrorData | undefined {
    return this.#refreshing.error;
  }

  listen(): () => void {
    const { call, stop } = burst(() => this.details.reload(), changedPause);
    call();
    const stopListening = this.#api.content.changed(({ connectionId }) => {
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
      (signal) => this.#api.content.refreshArtifact(this.#artifact, { signal }),
      () => this.details.load(),
    );

  /** Name of the saved file; `undefined`: the person cancelled. */
  readonly download = async (): Promise<string | undefined> => {
    this.isDownloading = true;
    try {
      return (await this.#api.artifact.saveZip({ place: { of: 'tenant', ...this.#artifact } }))?.file;
    } finally {
      this.isDownloading = false;
    }
  };
}
