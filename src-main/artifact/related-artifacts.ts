import type { ReferenceType, ReferenceUse } from '../../src-shared/content/artifact/references.ts';
import type { Relations, TenantArtifact } from '../../src-shared/model/artifact.ts';
import type { ArtifactKind } from '../../src-shared/model/content.ts';
import type { Library, Row } from '../library/library.ts';

/** Things that lie outside of any one artifact: naming the same one is a relation. */
const shared: readonly ReferenceType[] = [
  'process-direct',
  'jms-queue',
  'data-store',
  'variable',
  'number-range',
  'security-material',
  'keystore-alias',
  'data-source',
  'destination',
];

interface RelatedRecord extends Row {
  readonly kind: ArtifactKind;
  readonly id: string;
  readonly name: string | null;
  readonly type: ReferenceType;
  readonly thing: string;
  readonly use: ReferenceUse;
}

/** Other artifacts that name this one, or something that this one names, too; as far as they have been looked into. */
export async function relatedArtifacts(
  library: Library,
  { kind, artifactId }: Pick<TenantArtifact, 'kind' | 'artifactId'>,
  signal: AbortSignal,
): Promise<Relations> {
  const marks = shared.map(() => '?').join(', ');
  const [records, counts] = await Promise.all([
    library.all<RelatedRecord>(
      `SELECT r.kind, r.id, a.name, r.type, r.thing, r."use" FROM artifact_references r
       LEFT JOIN artifacts a ON a.kind = r.kind AND a.id = r.id
       WHERE NOT (r.kind = ? AND r.id = ?) AND (r.artifact = ? OR (r.type IN (${marks}) AND EXISTS (
         SELECT 1 FROM artifact_references own
         WHERE own.kind = ? AND own.id = ? AND own.type = r.type AND own.thing = r.thing)))
       ORDER BY r.type, r.thing, a.name COLLATE NOCASE LIMIT 2000`,
      [kind, artifactId, artifactId, ...shared, kind, artifactId],
      signal,
    ),
    library.get<{ known: number; listed: number }>(
      `SELECT (SELECT count(*) FROM (SELECT DISTINCT kind, id FROM artifact_contents)) AS known,
         (SELECT count(*) FROM artifacts) AS listed`,
      [],
      signal,
    ),
  ]);
  return {
    related: records.map(({ kind: otherKind, id, name, type, thing, use }) => ({
      kind: otherKind,
      artifactId: id,
      name: name ?? id,
      type,
      thing,
      use,
    })),
    known: counts?.known ?? 0,
    listed: counts?.listed ?? 0,
  };
}
