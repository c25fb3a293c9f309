import type { AppError } from '../../src-shared/errors.ts';
import type { ArtifactKind } from '../../src-shared/model/content.ts';
import type { DownloadItem } from '../../src-shared/model/downloads.ts';
import { keptContents, noteContent, noteReferences } from '../artifact/kept-contents.ts';
import type { ContentReader } from '../content/content-reader.ts';
import type { PackagePart } from '../content/reader/read-parts.ts';
import { ContentStore } from '../library/content-store.ts';
import type { Library, Row, Statement } from '../library/library.ts';
import { entityPath } from '../sap/odata/address.ts';
import type { TenantClient } from '../sap/tenant-client.ts';

/** Held in memory while it is taken apart; what the reader takes. */
const largestExport = 256 * 1024 * 1024;
/** Bytes that go to the library in one write. */
const batchBytes = 8 * 1024 * 1024;

export interface PackageExportsOptions {
  readonly client: TenantClient;
  readonly library: Library;
  readonly reader: Pick<ContentReader, 'parts'>;
  readonly now: () => number;
}

type Key = Pick<DownloadItem, 'kind' | 'id'>;

export interface FetchedExport {
  /** Of the export itself. */
  readonly sha256: string;
  readonly result: 'got' | 'same';
  /** Of everything in it that has a content. */
  readonly outcomes: readonly (Key & {
    readonly name: string;
    readonly result: 'got' | 'same';
    readonly sha256: string | undefined;
  })[];
  /** Keys (`kind id`) of artifacts that the lists have, too. */
  readonly listed: ReadonlySet<string>;
}

interface ArtifactRow extends Row {
  readonly kind: ArtifactKind;
  readonly id: string;
  readonly version: string | null;
  readonly modified_at: number | null;
}

/** Exports of packages: asked for, taken apart, and kept whole and in parts. */
export class PackageExports {
  readonly #options: PackageExportsOptions;

  constructor(options: PackageExportsOptions) {
    this.#options = options;
  }

  /** Throws what the client and the reader throw; then nothing is kept. */
  async fetch(packageId: string, signal: AbortSignal): Promise<FetchedExport> {
    const { client, library, reader, now } = this.#options;
    const stamp = await this.#stampOf(packageId);
    const path = `${entityPath('IntegrationPackages', packageId)}/$value`;
    const { bytes } = await client.bytes({ path, area: 'content', signal }, largestExport);
    const parts = await reader.parts(bytes, signal);
    const rows = await library.all<ArtifactRow>(
      'SELECT kind, id, version, modified_at FROM artifacts WHERE package_id = ?',
      [packageId],
      signal,
    );
    const listed = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]));
    const outcomes: FetchedExport['outcomes'][number][] = [];
    const batch = new Batch(library);
    for (const part of parts) {
      if (!part.content || part.entry.content === 'none') continue;
      const row = listed.get(`${kindOf(part)} ${idOf(part)}`);
      // What cannot be read is asked for singly, which may say more.
      if (part.entry.content === 'unreadable' && row) continue;
      outcomes.push(await this.#keep(part, part.content, row, batch));
    }
    const store = new ContentStore(library);
    const before = await library.get<{ sha256: string | null }>(
      'SELECT sha256 FROM package_exports WHERE package_id = ?',
      [packageId],
    );
    const { sha256, statements } = await store.keeping(bytes, now());
    await batch.add([...statements, ...noteExport(packageId, sha256, stamp, now())], bytes.length);
    await batch.end();
    return {
      sha256,
      result: before?.sha256 === sha256 ? 'same' : 'got',
      outcomes,
      listed: new Set(listed.keys()),
    };
  }

  /** The tenant will say the same of the same package: it is not asked again until that changed. */
  noteRefusal(packageId: string, fault: AppError): Statement {
    return {
      sql: `INSERT INTO package_exports (package_id, refused, refused_stamp, refused_at)
            SELECT id, ?2, stamp, ?3 FROM packages WHERE id = ?1
            ON CONFLICT (package_id) DO UPDATE SET refused = excluded.refused, refused_stamp = excluded.refused_stamp,
              refused_at = excluded.refused_at`,
      params: [packageId, JSON.stringify(fault.toData()), this.#options.now()],
    };
  }

  /** As the lists have it now: what changes meanwhile makes the export old, not new. */
  async #stampOf(packageId: string): Promise<string> {
    const sql = 'SELECT stamp FROM packages WHERE id = ?';
    return (await this.#options.library.get<{ stamp: string }>(sql, [packageId]))?.stamp ?? '';
  }

  async #keep(
    part: PackagePart,
    content: Uint8Array,
    row: ArtifactRow | undefined,
    batch: Batch,
  ): Promise<FetchedExport['outcomes'][number]> {
    const { library, now } = this.#options;
    const common = { kind: kindOf(part), id: idOf(part), name: part.entry.name };
    // What the lists do not have is kept within the export alone.
    if (!row) return { ...common, result: 'got', sha256: undefined };
    const key = { kind: row.kind, artifactId: row.id };
    const [before] = await keptContents(library, key);
    const { sha256, statements } = await new ContentStore(library).keeping(content, now());
    const version = row.version ?? undefined;
    const modifiedAt = row.modified_at ?? undefined;
    await batch.add(
      [
        ...statements,
        noteContent({ kind: row.kind, id: row.id, version, modifiedAt }, sha256, now()),
        ...noteReferences(key, part),
      ],
      content.length,
    );
    return { ...common, result: before?.sha256 === sha256 ? 'same' : 'got', sha256 };
  }
}

/** Statements that go to the library together, up to some megabytes. */
class Batch {
  readonly #library: Library;
  #statements: Statement[] = [];
  #bytes = 0;

  constructor(library: Library) {
    this.#library = library;
  }

  async add(statements: readonly Statement[], bytes: number): Promise<void> {
    this.#statements.push(...statements);
    this.#bytes += bytes;
    if (this.#bytes >= batchBytes) await this.end();
  }

  async end(): Promise<void> {
    const statements = this.#statements;
    this.#statements = [];
    this.#bytes = 0;
    if (statements.length > 0) await this.#library.write(statements);
  }
}

/** The newest export takes the place of the one before; contents of artifacts stay. */
function noteExport(packageId: string, sha256: string, stamp: string, now: number): readonly Statement[] {
  const unused = `sha256 = (SELECT sha256 FROM package_exports WHERE package_id = ?1) AND sha256 <> ?2
    AND NOT EXISTS (SELECT 1 FROM artifact_contents a WHERE a.sha256 = $table.sha256)
    AND NOT EXISTS (SELECT 1 FROM package_exports p WHERE p.sha256 = $table.sha256 AND p.package_id <> ?1)`;
  return [
    ...['content_chunks', 'contents'].map((table) => ({
      sql: `DELETE FROM ${table} WHERE ${unused.replaceAll('$table', table)}`,
      params: [packageId, sha256],
    })),
    {
      sql: `INSERT INTO package_exports (package_id, sha256, stamp, seen_at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (package_id) DO UPDATE SET sha256 = ?2, stamp = ?3, seen_at = ?4, refused = NULL,
              refused_stamp = NULL, refused_at = NULL`,
      params: [packageId, sha256, stamp, now],
    },
  ];
}

/** Kinds whose names in an export are not those of the API; the others are the same (catalogue 5.2). */
const otherNames: Readonly<Partial<Record<string, ArtifactKind>>> = { IFlow: 'IntegrationFlow' };

export function kindOf({ entry }: Pick<PackagePart, 'entry'>): string {
  return otherNames[entry.resourceType] ?? entry.resourceType;
}

/** Documents have no id of their own but their name. */
export function idOf({ entry, artifactId }: Pick<PackagePart, 'entry' | 'artifactId'>): string {
  return artifactId !== undefined && artifactId !== '' ? artifactId : entry.uniqueId || entry.id;
}
