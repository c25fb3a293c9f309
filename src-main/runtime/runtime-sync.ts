import { errorTexts } from '../../src-shared/content/error-texts.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import { knownIds } from '../library/known-ids.ts';
import type { Library } from '../library/library.ts';
import { keepOutcome, markSynced, type SyncArea } from '../library/sync-state.ts';
import { entityPath } from '../sap/odata/address.ts';
import { completeList } from '../sap/odata/complete-list.ts';
import type { ReadRequest, TenantClient } from '../sap/tenant-client.ts';
import { concernsOneThing } from '../sap/tolerance.ts';
import { Deployed, type DeployedArtifact, readDeployedArtifact } from './deployed-artifacts.ts';
import { renewDrift } from './drift-column.ts';
import { readEndpoint, storeEndpoints } from './endpoints.ts';
import {
  errorStamp,
  errorStamps,
  removeDeployed,
  removeOtherDeployed,
  storeDeployed,
  storeErrorTexts,
} from './store-deployed.ts';

const parallel = 6;
const longestError = 256 * 1024;

export interface RuntimeSyncOptions {
  readonly client: TenantClient;
  readonly library: Library;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly changed: () => void;
  /** Told when all deployed artifacts are in the library, or their list failed: error texts and endpoints may follow. */
  readonly listed?: () => void;
}

/** Reads deployed artifacts, their errors and all endpoints into the library (catalogue 2.4). */
export class RuntimeSync {
  readonly #options: RuntimeSyncOptions;

  constructor(options: RuntimeSyncOptions) {
    this.#options = options;
  }

  /** Each of the two lists works without the other and keeps a state of its own; the first failure is thrown at the end. */
  async run(): Promise<void> {
    const outcomes = await Promise.allSettled([
      this.#kept('runtime', () => this.#artifacts()).finally(() => this.#options.listed?.()),
      this.#kept('endpoints', () => this.#endpoints()),
    ]);
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  async #kept(area: SyncArea, read: () => Promise<void>): Promise<void> {
    const { library, now, changed } = this.#options;
    try {
      await keepOutcome(library, area, read, () => markSynced(area, now()));
    } finally {
      changed();
    }
  }

  /** Reads one artifact and its error again; it may have been undeployed. */
  async one(id: string): Promise<void> {
    const { client, library } = this.#options;
    const request = {
      ...this.#request(entityPath('IntegrationRuntimeArtifacts', id)),
      priority: 'interactive',
    } as const;
    const artifact = await client.entity(request, readDeployedArtifact);
    await library.write(artifact ? storeDeployed([artifact]) : [removeDeployed(id)]);
    if (artifact?.status === 'ERROR') await this.#error(artifact, 'interactive');
    await library.write(await renewDrift(library, await Deployed.ofLibrary(library)));
  }

  async #artifacts(): Promise<void> {
    const { client, library, now, changed, listed } = this.#options;
    const artifacts = await completeList({
      client,
      request: this.#request('IntegrationRuntimeArtifacts'),
      parse: readDeployedArtifact,
      known: await knownIds(library, 'SELECT id FROM runtime_artifacts'),
      isPaged: true,
      onPage: (page) => library.write(storeDeployed(page)),
    });
    await library.write([
      removeOtherDeployed(artifacts.map(({ id }) => id)),
      // Known from here on: error texts follow, and some of them may be refused.
      markSynced('runtime', now()),
      ...(await renewDrift(library, new Deployed(artifacts, true))),
    ]);
    listed?.();
    changed();
    await this.#errors(artifacts);
  }

  /** Only for those in error, and only where the state is another one than when the texts were read. */
  async #errors(artifacts: readonly DeployedArtifact[]): Promise<void> {
    const known = await errorStamps(this.#options.library);
    const unread = artifacts.filter((one) => one.status === 'ERROR' && known.get(one.id) !== errorStamp(one));
    await inParallel(unread, parallel, async (artifact) => {
      try {
        await this.#error(artifact, 'background');
      } catch (fault) {
        // The state ERROR is shown all the same; opening the artifact asks again and says why.
        if (!concernsOneThing(fault)) throw fault;
      }
      this.#options.changed();
    });
  }

  async #error(artifact: DeployedArtifact, priority: 'interactive' | 'background'): Promise<void> {
    const { client, library } = this.#options;
    const path = `${entityPath('IntegrationRuntimeArtifacts', artifact.id)}/ErrorInformation/$value`;
    const answer = await client.text({ ...this.#request(path), priority }, longestError);
    // For some seconds after a failure there is no text yet (catalogue 2.4): asked for again next time.
    if (!answer) return;
    await library.write([storeErrorTexts(artifact, errorTexts(answer.text))]);
  }

  /** One call yields all endpoints with their addresses (catalogue 2.4). */
  async #endpoints(): Promise<void> {
    const { client, library, signal, changed } = this.#options;
    const request: ReadRequest = {
      path: 'ServiceEndpoints',
      query: { $expand: 'EntryPoints' },
      area: 'endpoints',
      signal,
    };
    const known = await knownIds(library, 'SELECT id FROM endpoints');
    const endpoints = await completeList({ client, request, parse: readEndpoint, known, isPaged: true });
    await library.write(storeEndpoints(endpoints));
    changed();
  }

  #request(path: string): ReadRequest {
    return { path, area: 'runtime', signal: this.#options.signal };
  }
}
