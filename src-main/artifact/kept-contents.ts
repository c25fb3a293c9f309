import type { ArtifactModel } from '../../src-shared/content/artifact/model.ts';
import type { KeptContent, TenantArtifact } from '../../src-shared/model/artifact.ts';
import type { ArtifactRow } from '../../src-shared/model/content.ts';
import type { Library, Row, Statement } from '../library/library.ts';

type Key = Pick<TenantArtifact, 'kind' | 'artifactId'>;

interface KeptRecord extends Row {
  readonly sha256: string;
  readonly version: string | null;
  readonly stamp: string;
  readonly bytes: number;
  readonly first_seen_at: number;
  readonly seen_at: number;
}

export interface StampedContent extends KeptContent {
  readonly stamp: string;
}

/** What the lists say of an artifact; changes with every saved version and, of flows, with every change. */
export function stampOf({ version, modifiedAt }: Pick<ArtifactRow, 'version' | 'modifiedAt'>): string {
  return `${version ?? 'draft'} ${modifiedAt ?? ''}`;
}

/** Contents of an artifact seen so far, the one seen last first. */
export async function keptContents(
  library: Library,
  { kind, artifactId }: Key,
  signal?: AbortSignal,
): Promise<readonly StampedContent[]> {
  const records = await library.all<KeptRecord>(
    `SELECT a.sha256, a.version, a.stamp, c.bytes, a.first_seen_at, a.seen_at
     FROM artifact_contents a JOIN contents c ON c.sha256 = a.sha256
     WHERE a.kind = ? AND a.id = ? ORDER BY a.seen_at DESC, a.first_seen_at DESC`,
    [kind, artifactId],
    signal,
  );
  return records.map((record) => ({
    sha256: record.sha256,
    version: record.version ?? undefined,
    stamp: record.stamp,
    bytes: record.bytes,
    firstSeenAt: record.first_seen_at,
    seenAt: record.seen_at,
  }));
}

/** Notes that the artifact was seen with this content. */
export function noteContent(
  row: Pick<ArtifactRow, 'kind' | 'id' | 'version' | 'modifiedAt'>,
  sha256: string,
  now: number,
): Statement {
  return {
    sql: `INSERT INTO artifact_contents (kind, id, sha256, version, stamp, first_seen_at, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
          ON CONFLICT (kind, id, sha256) DO UPDATE SET version = ?4, stamp = ?5, seen_at = ?6`,
    params: [row.kind, row.id, sha256, row.version ?? null, stampOf(row), now],
  };
}

/** What the artifact names, in place of what it named before. */
export function noteReferences(
  { kind, artifactId }: Key,
  { references }: Pick<ArtifactModel, 'references'>,
): readonly Statement[] {
  return [
    { sql: 'DELETE FROM artifact_references WHERE kind = ? AND id = ?', params: [kind, artifactId] },
    {
      sql: 'INSERT OR IGNORE INTO artifact_references (kind, id, type, thing, "use", artifact) VALUES (?, ?, ?, ?, ?, ?)',
      rows: references
        .filter(({ isDynamic, resolved }) => !isDynamic && resolved !== '')
        .map(({ type, resolved, use, artifact }) => [kind, artifactId, type, resolved, use, artifact ?? '']),
    },
  ];
}
