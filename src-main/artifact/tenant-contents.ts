import { AppError } from '../../src-shared/errors.ts';
import type {
  HandedContent,
  KeptContent,
  TenantArtifact,
  TenantPlace,
} from '../../src-shared/model/artifact.ts';
import type { ArtifactRow } from '../../src-shared/model/content.ts';
import type { Session, Sessions } from '../connections/session.ts';
import { artifactPath } from '../content/artifact-path.ts';
import { artifactByKey } from '../content/artifact-queries.ts';
import type { ContentReader } from '../content/content-reader.ts';
import { ContentStore } from '../library/content-store.ts';
import { keptContents, noteContent, noteReferences, stampOf } from './kept-contents.ts';
import { ReadModel, type RecentModels } from './recent-models.ts';

/** Held in memory while it is read; far above what tenants hold. */
const largestZip = 64 * 1024 * 1024;

export interface TenantContentsOptions {
  readonly sessions: Sessions;
  readonly reader: Pick<ContentReader, 'expect' | 'text'>;
  readonly models: RecentModels;
  readonly now: () => number;
}

/** Contents of a tenant's artifacts: from the library where that has what the tenant has, else from the tenant. */
export class TenantContents {
  readonly #options: TenantContentsOptions;

  constructor(options: TenantContentsOptions) {
    this.#options = options;
  }

  async open(place: TenantPlace, again: boolean, signal: AbortSignal): Promise<HandedContent> {
    const session = await this.#options.sessions.get(place.connectionId);
    const kept = await keptContents(session.library, place, signal);
    if (place.sha256 !== undefined) {
      const wanted = kept.find(({ sha256 }) => sha256 === place.sha256);
      if (!wanted) throw notKept();
      return this.#openKept(session, wanted, signal);
    }
    const row = await artifactByKey(session.library, place.kind, place.artifactId, signal);
    if (!row) {
      // Two are asked for in a comparison: which of them it is, nothing else says.
      const reason = `The lists of the tenant have no artifact "${place.artifactId}" of this kind.`;
      throw new AppError('tenant.not-found', 'The artifact is not in the library.', {
        area: 'content',
        reason,
      });
    }
    const [newest] = kept;
    // A draft changes without a trace in the lists.
    const isCurrent = row.version !== undefined && newest?.stamp === stampOf(row);
    if (newest && isCurrent && !again) return this.#openKept(session, newest, signal);
    try {
      return await this.#read(session, row, signal);
    } catch (fault) {
      if (!newest || !(fault instanceof AppError) || fault.code === 'request.cancelled') throw fault;
      return { ...(await this.#openKept(session, newest, signal)), notRead: fault.toData() };
    }
  }

  /** The zip: the kept one of that hash, or the newest. */
  async bytes(place: TenantPlace, signal: AbortSignal): Promise<Uint8Array> {
    const { library } = await this.#options.sessions.get(place.connectionId);
    const sha256 = place.sha256 ?? (await keptContents(library, place, signal))[0]?.sha256;
    const bytes = sha256 === undefined ? undefined : await new ContentStore(library).get(sha256, signal);
    if (!bytes) throw notKept();
    return bytes;
  }

  async kept(artifact: TenantArtifact, signal: AbortSignal): Promise<readonly KeptContent[]> {
    const { library } = await this.#options.sessions.get(artifact.connectionId);
    const contents = await keptContents(library, artifact, signal);
    return contents.map(({ sha256, version, bytes, firstSeenAt, seenAt }) => ({
      sha256,
      version,
      bytes,
      firstSeenAt,
      seenAt,
    }));
  }

  async #openKept(
    { library }: Session,
    { sha256, seenAt }: KeptContent,
    signal: AbortSignal,
  ): Promise<HandedContent> {
    const read = await this.#options.models.get(sha256, async () => {
      this.#options.reader.expect();
      const bytes = await new ContentStore(library).get(sha256, signal);
      if (!bytes) throw notKept();
      return new ReadModel(await this.#options.reader.text(bytes, signal));
    });
    return handed(read, sha256, seenAt);
  }

  /** First it is read, then kept: what is no artifact, such as a proxy's page, leaves nothing behind. */
  async #read({ client, library }: Session, row: ArtifactRow, signal: AbortSignal): Promise<HandedContent> {
    const { kind, id: artifactId } = row;
    await requireHandedOut(library, row.packageId, signal);
    this.#options.reader.expect();
    const path = `${artifactPath(kind, artifactId)}/$value`;
    const request = { path, area: 'content', priority: 'interactive', signal } as const;
    const { bytes } = await client.bytes(request, largestZip);
    const read = new ReadModel(await this.#options.reader.text(bytes, signal));
    const now = this.#options.now();
    const sha256 = await new ContentStore(library).put(bytes, now, (hash) => [
      noteContent(row, hash, now),
      ...noteReferences({ kind, artifactId }, read.model),
    ]);
    await this.#options.models.get(sha256, () => Promise.resolve(read));
    return handed(read, sha256, now);
  }
}

function handed({ text }: ReadModel, sha256: string, seenAt: number): HandedContent {
  return { modelText: text, sha256, seenAt, notRead: undefined, file: undefined };
}

/** Throws `content.configure-only` where SAP does not hand out single artifacts of the package (catalogue 2.3). */
async function requireHandedOut(
  library: Session['library'],
  packageId: string,
  signal: AbortSignal,
): Promise<void> {
  const sql = 'SELECT mode FROM packages WHERE id = ?';
  const found = await library.get<{ mode: string }>(sql, [packageId], signal);
  if (found?.mode !== 'READ_ONLY') return;
  throw new AppError('content.configure-only', 'SAP does not hand out this content.', { area: 'content' });
}

function notKept(): AppError {
  return new AppError('tenant.not-found', 'The library does not hold this content.', { area: 'content' });
}
