import type {
  ArtifactColumn,
  ArtifactCounts,
  ArtifactDetails,
  ArtifactFilter,
  ArtifactKind,
  ArtifactRow,
  ListState,
  PackageDetails,
  PackageNode,
} from '../../src-shared/model/content.ts';
import type { RowWindow, WindowOf } from '../../src-shared/model/rows.ts';
import type { Session, Sessions } from '../connections/session.ts';
import type { JobRun, Jobs } from '../jobs/jobs.ts';
import { throttled } from '../jobs/throttled.ts';
import { readSyncState } from '../library/sync-state.ts';
import { Deployed } from '../runtime/deployed-artifacts.ts';
import type { RuntimeService } from '../runtime/runtime-service.ts';
import { artifactDetails } from './artifact-details.ts';
import { artifactCounts, artifactWindow } from './artifact-queries.ts';
import { ConfigurationReader } from './configuration-reader.ts';
import { ContentSync } from './content-sync.ts';
import { packageDetails, packageWindow, type WantedPackages } from './package-queries.ts';

export interface ContentServiceOptions {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly runtime: RuntimeService;
  readonly changed: (connectionId: string) => void;
  readonly now?: () => number;
}

interface One {
  readonly connectionId: string;
}
interface OneArtifact extends One {
  readonly kind: ArtifactKind;
  readonly artifactId: string;
}

/** Packages and artifacts: answers from the library, refreshed by a sync. */
export class ContentService {
  readonly #options: ContentServiceOptions;
  readonly #now: () => number;
  readonly #syncing = new Set<string>();

  constructor(options: ContentServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async state({ connectionId }: One, signal: AbortSignal): Promise<ListState> {
    const { library } = await this.#session({ connectionId });
    return { ...(await readSyncState(library, 'content', signal)), syncing: this.#syncing.has(connectionId) };
  }

  async packages(
    { connectionId, ...wanted }: One & WantedPackages,
    signal: AbortSignal,
  ): Promise<RowWindow<PackageNode>> {
    return packageWindow((await this.#session({ connectionId })).library, wanted, signal);
  }

  async artifacts(
    wanted: WindowOf<ArtifactFilter, ArtifactColumn>,
    signal: AbortSignal,
  ): Promise<RowWindow<ArtifactRow>> {
    return artifactWindow((await this.#session(wanted)).library, wanted, signal);
  }

  async counts(
    { connectionId, filter }: One & { filter: ArtifactFilter },
    signal: AbortSignal,
  ): Promise<ArtifactCounts> {
    return artifactCounts((await this.#session({ connectionId })).library, filter, signal);
  }

  async package(
    { connectionId, packageId }: One & { packageId: string },
    signal: AbortSignal,
  ): Promise<PackageDetails> {
    const { library, connection } = await this.#session({ connectionId });
    return packageDetails(library, packageId, connection.webUiUrl, signal);
  }

  async artifact(
    { connectionId, kind, artifactId }: OneArtifact,
    signal: AbortSignal,
  ): Promise<ArtifactDetails> {
    const { library, connection } = await this.#session({ connectionId });
    return artifactDetails(library, kind, artifactId, connection.webUiUrl, signal);
  }

  /** Reads configurations and runtime of one artifact anew. */
  async refreshArtifact({ connectionId, kind, artifactId }: OneArtifact, signal: AbortSignal): Promise<void> {
    const { client, library } = await this.#session({ connectionId });
    const configurations = new ConfigurationReader({
      client,
      library,
      now: this.#now,
      signal,
      priority: 'interactive',
    });
    await Promise.all([
      kind === 'IntegrationFlow' ? configurations.read(artifactId) : undefined,
      this.#options.runtime.refreshArtifact({ connectionId, artifactId }, signal),
    ]);
    this.#options.changed(connectionId);
  }

  /**
   * Starts the sync of packages, artifacts, runtime and endpoints, or joins the one that runs. Verifying comes after a sync of what
   * changed, which verifies nothing.
   */
  async refresh({ connectionId, mode }: One & { mode: 'changed' | 'verify' }): Promise<{ jobId: string }> {
    const session = await this.#session({ connectionId });
    const changed = `content ${connectionId}`;
    const verify = `${changed} verify`;
    const jobId = this.#options.jobs.start({
      kind: 'content-sync',
      connectionId,
      title: mode === 'verify' ? 'Verifying packages and artifacts' : 'Packages and artifacts',
      ...(mode === 'verify' ? { key: verify, after: [changed] } : { key: changed, joins: [verify] }),
      run: (job) => this.#sync(session, mode, job),
    });
    return { jobId };
  }

  async #sync(session: Session, mode: 'changed' | 'verify', job: JobRun): Promise<void> {
    const { connection, client, library } = session;
    const changed = throttled(() => this.#options.changed(connection.id));
    // One area that is refused leaves the others working (catalogue 3.6); its failure is told at the end.
    const runtime = this.#options.runtime.sync(session, job.signal);
    const runtimeEnded = Promise.allSettled([runtime.ended]);
    this.#syncing.add(connection.id);
    changed();
    const readRuntime = async (): Promise<Deployed> => {
      // The run is shared and may go on for others when this one gives up.
      await Promise.race([runtime.listed, runtimeEnded]);
      return Deployed.ofLibrary(library);
    };
    try {
      await new ContentSync({ client, library, now: this.#now, changed, mode, readRuntime }).run(job);
      await runtime.ended;
    } finally {
      await runtimeEnded;
      this.#syncing.delete(connection.id);
      changed();
    }
  }

  #session({ connectionId }: One): Promise<Session> {
    return this.#options.sessions.get(connectionId);
  }
}
