import { AppError } from '../../src-shared/errors.ts';
import type { ContentPlace } from '../../src-shared/model/artifact.ts';
import type { CompareSide, DeployedPlace, PackagePlace, SideFacts } from '../../src-shared/model/compare.ts';
import type { ArtifactService } from '../artifact/artifact-service.ts';
import { keptContents } from '../artifact/kept-contents.ts';
import type { Sessions } from '../connections/session.ts';
import { artifactByKey } from '../content/artifact-queries.ts';
import type { ContentReader } from '../content/content-reader.ts';
import type { ComparedSource } from '../content/reader/compare/read-comparison.ts';
import { ContentStore } from '../library/content-store.ts';
import { readDeployedArtifact } from '../runtime/deployed-artifacts.ts';
import { entityPath } from '../sap/odata/address.ts';
import type { TenantClient } from '../sap/tenant-client.ts';

export interface SideContentsOptions {
  readonly sessions: Sessions;
  readonly reader: Pick<ContentReader, 'read'>;
  readonly artifacts: Pick<ArtifactService, 'open' | 'source'>;
  readonly now?: () => number;
}

export interface Sides {
  readonly before: CompareSide;
  readonly after: CompareSide;
}

/** What the reader needs of a side, and what a person wants to know of it. */
export interface SideSource extends ComparedSource {
  readonly facts: SideFacts;
}

/** Held in memory while it is compared. */
const largestZip = 64 * 1024 * 1024;

/** Obtains what stands on a side. */
export class SideContents {
  readonly #options: SideContentsOptions;
  readonly #now: () => number;

  constructor(options: SideContentsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  source(side: CompareSide, signal: AbortSignal): Promise<SideSource> {
    if (side.of === 'deployed') return this.#deployed(side, signal);
    return side.of === 'package' ? this.#package(side, signal) : this.#content(side, signal);
  }

  async #content(place: ContentPlace, signal: AbortSignal): Promise<SideSource> {
    const { artifacts, sessions } = this.#options;
    const { seenAt, sha256, file, notRead } = await artifacts.open({ place }, signal);
    if (place.of === 'file') {
      const source = await artifacts.source(place, signal);
      return { ...source, facts: { origin: 'file', from: file?.name ?? '', seenAt } };
    }
    const { connection } = await sessions.get(place.connectionId);
    // Exactly what was opened, also if the tenant has another content by now.
    const source = await artifacts.source({ ...place, ...(sha256 !== undefined && { sha256 }) }, signal);
    const isKept = place.sha256 !== undefined || notRead !== undefined;
    return {
      ...source,
      facts: { origin: isKept ? 'library' : 'design-time', from: connection.name, seenAt },
    };
  }

  async #package({ connectionId, packageId }: PackagePlace, signal: AbortSignal): Promise<SideSource> {
    const { client, connection } = await this.#options.sessions.get(connectionId);
    const path = `${entityPath('IntegrationPackages', packageId)}/$value`;
    const request = { path, area: 'content', priority: 'interactive', signal } as const;
    const { bytes } = await client.bytes(request, largestZip);
    return { source: bytes, facts: { origin: 'package', from: connection.name, seenAt: this.#now() } };
  }

  /** What runs; a runtime that does not hand it out readably leaves what the library has seen of that version. */
  async #deployed(place: DeployedPlace, signal: AbortSignal): Promise<SideSource> {
    const { connectionId, kind, artifactId } = place;
    const { client, connection, library, designTime } = await this.#options.sessions.get(connectionId);
    const from = connection.name;
    const home = designTime ?? library;
    const row = await artifactByKey(home, kind, artifactId, signal);
    try {
      const source = await this.#runtimeContent(client, place, row?.deployedVersion, signal);
      return { source, facts: { origin: 'runtime', from, seenAt: this.#now() } };
    } catch (fault) {
      if (!(fault instanceof AppError) || fault.code === 'request.cancelled') throw fault;
      if (row?.deployedVersion === undefined) throw notObtainable('It is not deployed.', fault);
      const kept = await keptContents(home, place, signal);
      const wanted = kept.find(({ version }) => version === row.deployedVersion);
      const source = wanted && (await new ContentStore(home).get(wanted.sha256, signal));
      if (!source) {
        const version = row.deployedVersion;
        const reason = `The runtime does not hand out what is deployed, and the library has not seen version ${version}.`;
        throw notObtainable(reason, fault);
      }
      return { source, facts: { origin: 'deployed-copy', from, seenAt: wanted.seenAt } };
    }
  }

  /**
   * Throws `content.unreadable` where that is no content but what was built of it for running, or the content of another version.
   * `listed`: the deployed version by the last read list.
   */
  async #runtimeContent(
    client: TenantClient,
    { kind, artifactId }: DeployedPlace,
    listed: string | undefined,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const path = entityPath('IntegrationRuntimeArtifacts', artifactId);
    const asked = { area: 'runtime', priority: 'interactive', signal } as const;
    const { bytes } = await client.bytes({ ...asked, path: `${path}/$value` }, largestZip);
    const { kind: found, version, warnings } = await this.#options.reader.read(bytes, signal);
    if (found !== kind || warnings.some(({ code }) => code === 'flow-missing'))
      throw unreadable('The runtime hands out what was built for running, without the content.');
    if (version !== listed) {
      // It may have been deployed anew since.
      const deployed = await client.entity({ ...asked, path }, readDeployedArtifact);
      if (deployed?.version !== version)
        throw unreadable(`The runtime hands out version ${version}, which is not what is deployed.`);
    }
    return bytes;
  }
}

function unreadable(reason: string): AppError {
  return new AppError('content.unreadable', reason, { reason });
}

function notObtainable(reason: string, cause: AppError): AppError {
  return new AppError('content.not-obtainable', reason, { reason }, { cause });
}
