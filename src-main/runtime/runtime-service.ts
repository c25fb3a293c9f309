import { AppError } from '../../src-shared/errors.ts';
import type { ListState } from '../../src-shared/model/content.ts';
import type { RowWindow, WindowOf } from '../../src-shared/model/rows.ts';
import type {
  RuntimeColumn,
  RuntimeCounts,
  RuntimeDetails,
  RuntimeFilter,
  RuntimeRow,
} from '../../src-shared/model/runtime.ts';
import type { Session, Sessions } from '../connections/session.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { SharedRun } from '../jobs/shared-run.ts';
import { throttled } from '../jobs/throttled.ts';
import { copyDesignTime } from '../library/copy-design-time.ts';
import { readSyncState } from '../library/sync-state.ts';
import { endpointsOf } from './endpoints.ts';
import { runtimeById, runtimeCounts, runtimeWindow } from './runtime-queries.ts';
import { RuntimeSync, type RuntimeSyncOptions } from './runtime-sync.ts';

export interface RuntimeServiceOptions {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  /** Told when deployed artifacts changed; packages and artifacts show them, too. */
  readonly changed: (connectionId: string) => void;
  readonly now?: () => number;
}

interface One {
  readonly connectionId: string;
}
interface OneArtifact extends One {
  readonly artifactId: string;
}

/** A sync as one of those sees it who wait for it. */
export interface RuntimeRun {
  /** What is deployed stands in the library, or cannot be read; error texts and endpoints may follow. Never rejects. */
  readonly listed: Promise<void>;
  /** Rejects with the failure of the run, and with `request.cancelled` when this one gives up. */
  readonly ended: Promise<void>;
}

/** Deployed artifacts: answers from the library, refreshed by a sync. */
export class RuntimeService {
  readonly #options: RuntimeServiceOptions;
  readonly #now: () => number;
  readonly #running = new Map<string, SharedRun>();

  constructor(options: RuntimeServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async state({ connectionId }: One, signal: AbortSignal): Promise<ListState> {
    const { library } = await this.#session({ connectionId });
    const [artifacts, endpoints] = await Promise.all([
      readSyncState(library, 'runtime', signal),
      readSyncState(library, 'endpoints', signal),
    ]);
    const syncing = this.#running.has(connectionId);
    return { syncedAt: artifacts.syncedAt, syncing, error: artifacts.error ?? endpoints.error };
  }

  async artifacts(
    wanted: WindowOf<RuntimeFilter, RuntimeColumn>,
    signal: AbortSignal,
  ): Promise<RowWindow<RuntimeRow>> {
    return runtimeWindow((await this.#session(wanted)).library, wanted, signal);
  }

  async counts(
    { connectionId, filter }: One & { filter: RuntimeFilter },
    signal: AbortSignal,
  ): Promise<RuntimeCounts> {
    return runtimeCounts((await this.#session({ connectionId })).library, filter, signal);
  }

  async artifact({ connectionId, artifactId }: OneArtifact, signal: AbortSignal): Promise<RuntimeDetails> {
    const { library } = await this.#session({ connectionId });
    const found = await runtimeById(library, artifactId, signal);
    if (!found) throw new AppError('tenant.not-found', 'The artifact is not deployed.', { area: 'runtime' });
    return { ...found, endpoints: await endpointsOf(library, artifactId, signal) };
  }

  async refreshArtifact({ connectionId, artifactId }: OneArtifact, signal: AbortSignal): Promise<void> {
    const { client, library } = await this.#session({ connectionId });
    const changed = (): void => this.#options.changed(connectionId);
    await new RuntimeSync({ client, library, now: this.#now, signal, changed }).one(artifactId);
    changed();
  }

  async refresh({ connectionId }: One): Promise<{ jobId: string }> {
    const session = await this.#session({ connectionId });
    const jobId = this.#options.jobs.start({
      kind: 'runtime-sync',
      connectionId,
      title: 'Deployed artifacts',
      key: `runtime ${connectionId}`,
      run: (job) => this.sync(session, job.signal).ended,
    });
    return { jobId };
  }

  /**
   * Deployed artifacts and endpoints; each keeps its own failure, so that one refused leaves the other. Joins the one that
   * runs: the sync of packages and the one of this list want the same.
   */
  sync(session: Session, signal: AbortSignal): RuntimeRun {
    signal.throwIfAborted();
    const running = this.#running.get(session.connection.id);
    const run = running && !running.isGivenUp ? running : this.#start(session);
    return { listed: run.listed, ended: run.join(signal) };
  }

  #start(session: Session): SharedRun {
    const { id } = session.connection;
    const changed = throttled(() => this.#options.changed(id));
    const started = new SharedRun((signal, listed) => this.#read(session, { signal, changed, listed }));
    this.#running.set(id, started);
    changed();
    const ended = (): void => {
      if (this.#running.get(id) === started) this.#running.delete(id);
      changed();
    };
    started.ended.then(ended, ended);
    return started;
  }

  async #read(
    { client, library, designTime }: Session,
    run: Pick<RuntimeSyncOptions, 'signal' | 'changed' | 'listed'>,
  ): Promise<void> {
    if (designTime) await copyDesignTime(designTime, library);
    return new RuntimeSync({ client, library, now: this.#now, ...run }).run();
  }

  #session({ connectionId }: One): Promise<Session> {
    return this.#options.sessions.get(connectionId);
  }
}
