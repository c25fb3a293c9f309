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
import { markFailed, readSyncState } from '../library/sync-state.ts';
import { endpointsOf } from './endpoint-queries.ts';
import { runtimeById, runtimeCounts, runtimeWindow } from './runtime-queries.ts';
import { syncEndpoints, syncRuntime, syncRuntimeArtifact } from './runtime-sync.ts';

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
  readonly #syncing = new Set<string>();

  constructor(options: RuntimeServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async state({ connectionId }: One, signal: AbortSignal): Promise<ListState> {
    const { library } = await this.#session({ connectionId });
    return { ...(await readSyncState(library, 'runtime', signal)), syncing: this.#syncing.has(connectionId) };
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
    await syncRuntimeArtifact({ client, library, now: this.#now }, artifactId, signal);
    this.#options.changed(connectionId);
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

  /** Deployed artifacts and endpoints; each keeps its own failure, so that one refused leaves the other. */
  async sync({ connection, client, library }: Session, signal: AbortSignal): Promise<void> {
    const options = { client, library, now: this.#now };
    this.#syncing.add(connection.id);
    this.#options.changed(connection.id);
    try {
      const outcomes = await Promise.allSettled([
        syncRuntime(options, signal),
        syncEndpoints(options, signal),
      ]);
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome.status === 'fulfilled') continue;
        const fault: unknown = outcome.reason;
        const isKept =
          fault instanceof AppError &&
          fault.code !== 'request.cancelled' &&
          !fault.code.startsWith('library.');
        if (isKept) await library.write([markFailed(index === 0 ? 'runtime' : 'endpoints', fault.toData())]);
      }
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
    } finally {
      this.#syncing.delete(connection.id);
      this.#options.changed(connection.id);
    }
  }

  #session({ connectionId }: One): Promise<Session> {
    return this.#options.sessions.get(connectionId);
  }
}
