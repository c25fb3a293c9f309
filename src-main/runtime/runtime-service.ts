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
import { readSyncState } from '../library/sync-state.ts';
import { endpointsOf } from './endpoints.ts';
import { runtimeById, runtimeCounts, runtimeWindow } from './runtime-queries.ts';
import { RuntimeSync } from './runtime-sync.ts';

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
      run: (job) => this.sync(session, job.signal),
    });
    return { jobId };
  }

  /**
   * Deployed artifacts and endpoints; each keeps its own failure, so that one refused leaves the other. Joins the one that
   * runs: the sync of packages and the one of this list want the same.
   */
  async sync(session: Session, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { id } = session.connection;
    const running = this.#running.get(id);
    if (running && !running.isGivenUp) return running.join(signal);
    const changed = throttled(() => this.#options.changed(id));
    const started = new SharedRun((wanted) => this.#read(session, wanted, changed));
    this.#running.set(id, started);
    changed();
    const ended = (): void => {
      if (this.#running.get(id) === started) this.#running.delete(id);
      changed();
    };
    started.ended.then(ended, ended);
    return started.join(signal);
  }

  #read({ client, library }: Session, signal: AbortSignal, changed: () => void): Promise<void> {
    return new RuntimeSync({ client, library, now: this.#now, signal, changed }).run();
  }

  #session({ connectionId }: One): Promise<Session> {
    return this.#options.sessions.get(connectionId);
  }
}
