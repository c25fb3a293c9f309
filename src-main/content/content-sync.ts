import { hour } from '../../src-shared/durations.ts';
import type { AppError } from '../../src-shared/errors.ts';
import { type ArtifactKind, artifactKinds } from '../../src-shared/model/content.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import type { JobRun } from '../jobs/jobs.ts';
import { knownIds } from '../library/known-ids.ts';
import type { Library } from '../library/library.ts';
import { keepOutcome, markSynced } from '../library/sync-state.ts';
import type { Deployed } from '../runtime/deployed-artifacts.ts';
import { renewDrift } from '../runtime/drift-column.ts';
import { completeList } from '../sap/odata/complete-list.ts';
import type { TenantClient } from '../sap/tenant-client.ts';
import { ConfigurationReader } from './configuration-reader.ts';
import { KindReader } from './kind-reader.ts';
import { packageReadings, packagesDeployedSince } from './package-readings.ts';
import { type PackageRecord, readPackage } from './package-record.ts';
import {
  packageWasRead,
  removeOrphanedConfigurations,
  removeOtherPackages,
  storePackages,
} from './store-artifacts.ts';

/** Kinds with a list of the whole tenant: a few requests instead of one per package (catalogue 2.3). */
const listedAtOnce: readonly ArtifactKind[] = ['MessageMapping', 'ValueMapping'];
/** Flows first: they are what people look for. */
const listedByPackage = artifactKinds.filter((kind) => !listedAtOnce.includes(kind));

/**
 * No source says that a package's ModifiedDate moves with every change of an artifact inside, so an
 * unchanged stamp is believed for half a day only, and not where something was deployed since.
 */
const stampBelievedFor = 12 * hour;
const parallel = 6;

export interface ContentSyncOptions {
  readonly client: TenantClient;
  readonly library: Library;
  readonly now: () => number;
  readonly mode: 'changed' | 'verify';
  /** What is deployed: read anew, or as the library knows it where that fails. */
  readonly readRuntime: () => Promise<Deployed>;
  /** Told after every write; may be often. */
  readonly changed: () => void;
}

/**
 * Reads packages and artifacts into the library, usable from the first package on: packages, then all
 * flows, then the other kinds, then the configurations of flows. What is refused leaves the rest
 * working; the failure is kept as the state of the list and thrown at the end.
 */
export class ContentSync {
  readonly #options: ContentSyncOptions;
  #done = 0;
  #total: number | undefined;
  #failure: AppError | undefined;

  constructor(options: ContentSyncOptions) {
    this.#options = options;
  }

  async run(job: JobRun): Promise<void> {
    const { library, now, changed } = this.#options;
    try {
      await keepOutcome(
        library,
        'content',
        () => this.#read(job),
        () => markSynced('content', now()),
      );
    } finally {
      changed();
    }
  }

  async #read(job: JobRun): Promise<void> {
    const { library } = this.#options;
    const [packages, deployed] = await Promise.all([this.#packages(job), this.#options.readRuntime()]);
    await this.#artifacts(packages, deployed, job);
    await this.#configurations(job);
    // The runtime may have been read by somebody else meanwhile.
    await library.write([removeOrphanedConfigurations, ...(await renewDrift(library, deployed))]);
    if (this.#failure) throw this.#failure;
  }

  async #packages(job: JobRun): Promise<readonly PackageRecord[]> {
    const { client, library, changed } = this.#options;
    const packages = await completeList({
      client,
      request: { path: 'IntegrationPackages', area: 'content', signal: job.signal },
      parse: readPackage,
      known: await knownIds(library, 'SELECT id FROM packages'),
      isPaged: true,
      onPage: async (page) => {
        await library.write(storePackages(page));
        changed();
      },
    });
    await library.write(removeOtherPackages(packages.map(({ id }) => id)));
    this.#step(job);
    return packages;
  }

  async #artifacts(packages: readonly PackageRecord[], deployed: Deployed, job: JobRun): Promise<void> {
    const { client, library, now, changed } = this.#options;
    const reading = await this.#unknown(packages, deployed);
    const startedAt = now();
    const complete = new Set(reading);
    this.#total = 1 + reading.length * listedByPackage.length + listedAtOnce.length;
    const reader = (kind: ArtifactKind) =>
      new KindReader(kind, { client, library, deployed, signal: job.signal });
    const readKind = async (kind: ArtifactKind): Promise<void> => {
      const lists = reader(kind);
      await inParallel(reading, parallel, async (id) => {
        if (!(await lists.ofPackage(id))) complete.delete(id);
        changed();
        this.#step(job);
      });
      this.#failure ??= lists.failure;
    };
    const [first, ...others] = listedByPackage;
    if (first) await readKind(first);
    await inParallel(listedAtOnce, parallel, async (kind) => {
      const lists = reader(kind);
      await lists.ofTenant();
      changed();
      this.#step(job);
      this.#failure ??= lists.failure;
    });
    for (const kind of others) await readKind(kind);
    await library.write([...complete].map((id) => packageWasRead(id, startedAt)));
  }

  /** Packages whose contents have to be asked for. */
  async #unknown(packages: readonly PackageRecord[], deployed: Deployed): Promise<readonly string[]> {
    const { library, mode, now } = this.#options;
    if (mode === 'verify') return packages.map(({ id }) => id);
    const known = await packageReadings(library);
    const since = now() - stampBelievedFor;
    const touched = await packagesDeployedSince(library, deployed.since(since));
    return packages
      .filter(({ id, stamp }) => {
        const last = known.get(id);
        const isRecent = last?.at !== undefined && last.at > since;
        return !isRecent || last?.stamp !== stamp || touched.has(id);
      })
      .map(({ id }) => id);
  }

  async #configurations(job: JobRun): Promise<void> {
    const { client, library, now, mode, changed } = this.#options;
    const reader = new ConfigurationReader({ client, library, now, signal: job.signal });
    const pending = await reader.pending(mode);
    this.#total = this.#done + pending.length;
    await reader.readAll(pending, () => {
      changed();
      this.#step(job);
    });
  }

  #step(job: JobRun): void {
    this.#done += 1;
    job.progress(this.#done, this.#total);
  }
}
