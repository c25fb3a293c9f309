import { setOfKind } from '../../src-shared/content/artifact-sets.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { ArtifactKind } from '../../src-shared/model/content.ts';
import type { Library } from '../library/library.ts';
import type { Deployed } from '../runtime/deployed-artifacts.ts';
import { entityPath } from '../sap/odata/address.ts';
import { completeList } from '../sap/odata/complete-list.ts';
import type { ReadRequest, TenantClient } from '../sap/tenant-client.ts';
import { concernsOneThing, isMissingSet } from '../sap/tolerance.ts';
import { artifactReader, type ArtifactRecord } from './artifact-record.ts';
import { storeArtifacts } from './store-artifacts.ts';

/** Refusals in a row, without one success, after which the whole kind counts as refused. */
const enoughRefusals = 3;

export interface KindReaderOptions {
  readonly client: TenantClient;
  readonly library: Library;
  readonly deployed: Deployed;
  readonly signal: AbortSignal;
}

/** Reads the lists of one kind into the library, and stops asking where the tenant does not offer them. */
export class KindReader {
  readonly #kind: ArtifactKind;
  readonly #options: KindReaderOptions;
  #known: Promise<ReadonlyMap<string, readonly string[]>> | undefined;
  #answered = 0;
  #refused = 0;
  #absent = 0;
  #isMissing = false;
  #failure: AppError | undefined;

  constructor(kind: ArtifactKind, options: KindReaderOptions) {
    this.#kind = kind;
    this.#options = options;
  }

  /** The first failure that says something about the kind; a set the tenant does not have is none. */
  get failure(): AppError | undefined {
    return this.#failure;
  }

  /** The list below a package. Answers whether it is known now. */
  ofPackage(packageId: string): Promise<boolean> {
    const path = `${entityPath('IntegrationPackages', packageId)}/${setOfKind[this.#kind]}`;
    return this.#read({ path, area: 'content', signal: this.#options.signal }, packageId);
  }

  /** The top-level list of the kind, in pages (catalogue 2.3). */
  ofTenant(): Promise<boolean> {
    return this.#read(
      { path: setOfKind[this.#kind], area: 'content', signal: this.#options.signal },
      undefined,
    );
  }

  async #read(request: ReadRequest, packageId: string | undefined): Promise<boolean> {
    if (this.#isMissing) return true;
    if (this.#answered === 0 && this.#refused >= enoughRefusals) return false;
    const { library, deployed } = this.#options;
    try {
      const artifacts = await this.#all(request, packageId);
      await library.write(storeArtifacts(this.#kind, packageId, artifacts, deployed));
      this.#answered += 1;
      return true;
    } catch (fault) {
      if (!concernsOneThing(fault)) throw fault;
      if (isMissingSet(fault)) {
        // One 404 may be a package that was deleted meanwhile.
        this.#absent += 1;
        this.#isMissing =
          fault.code === 'tenant.not-implemented' || (this.#answered === 0 && this.#absent >= enoughRefusals);
        return true;
      }
      this.#refused += 1;
      this.#failure ??= fault;
      return false;
    }
  }

  async #all(request: ReadRequest, packageId: string | undefined): Promise<readonly ArtifactRecord[]> {
    const { client } = this.#options;
    const byPackage = await (this.#known ??= this.#readKnown());
    const known = packageId === undefined ? [...byPackage.values()].flat() : (byPackage.get(packageId) ?? []);
    const parse = artifactReader(this.#kind, packageId);
    return completeList({ client, request, parse, known, isPaged: packageId === undefined });
  }

  /** Once for all packages: a query for each of them takes longer than the sync. */
  async #readKnown(): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.#options.library.all<{ id: string; package_id: string }>(
      'SELECT id, package_id FROM artifacts WHERE kind = ?',
      [this.#kind],
    );
    const known = new Map<string, string[]>();
    for (const { id, package_id } of rows) {
      const ids = known.get(package_id);
      if (ids) ids.push(id);
      else known.set(package_id, [id]);
    }
    return known;
  }
}
