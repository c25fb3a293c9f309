import { compareText } from '../../src-shared/file-names.ts';
import { groupBy } from '../../src-shared/group-by.ts';
import type { ArtifactKind } from '../../src-shared/model/content.ts';
import type { DownloadScope } from '../../src-shared/model/downloads.ts';
import { artifactsWhere } from '../content/artifact-queries.ts';
import type { Library, Row } from '../library/library.ts';
import type { PlacedPackage } from './folder-layout.ts';
import type { KnownPackage, WantedArtifact } from './plan-packages.ts';

interface PackageRow extends Row {
  readonly id: string;
  readonly name: string;
  readonly mode: string;
  readonly drafts: number;
  readonly sha256: string | null;
  readonly is_refused: number;
}

/** Packages of the library by id, in the order of their names. */
export async function knownPackages(
  library: Library,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, KnownPackage>> {
  const rows = await library.all<PackageRow>(
    `SELECT p.id, p.name, p.mode,
       EXISTS (SELECT 1 FROM artifacts a WHERE a.package_id = p.id AND a.version IS NULL) AS drafts,
       CASE WHEN e.stamp = p.stamp THEN e.sha256 END AS sha256,
       (e.refused IS NOT NULL AND e.refused_stamp = p.stamp) AS is_refused
     FROM packages p LEFT JOIN package_exports e ON e.package_id = p.id
     WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.name COLLATE NOCASE, p.id`,
    [JSON.stringify(ids)],
    signal,
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        isConfigureOnly: row.mode === 'READ_ONLY',
        hasDrafts: row.drafts === 1,
        exportSha256: row.sha256 ?? undefined,
        isExportRefused: row.is_refused === 1,
      },
    ]),
  );
}

interface ArtifactRow extends Row {
  readonly kind: ArtifactKind;
  readonly id: string;
  readonly name: string;
  readonly package_id: string;
  readonly sha256: string | null;
}

export interface ListedArtifact extends WantedArtifact {
  readonly name: string;
  readonly packageId: string;
  /** Of the content seen last under the present stamp. */
  readonly sha256: string | undefined;
}

/** What the lists say of an artifact; the same text as `stampOf` in `artifact/kept-contents.ts`. */
const stamp = "coalesce(a.version, 'draft') || ' ' || coalesce(a.modified_at, '')";

/** Artifacts with what the library keeps of them; `where` speaks of `artifacts a`. */
async function listedArtifacts(
  library: Library,
  { sql, params }: { readonly sql: string; readonly params: readonly string[] },
  signal?: AbortSignal,
): Promise<readonly ListedArtifact[]> {
  const rows = await library.all<ArtifactRow>(
    `SELECT a.kind, a.id, a.name, a.package_id,
       CASE WHEN a.version IS NULL THEN NULL ELSE (
         SELECT k.sha256 FROM artifact_contents k JOIN contents c ON c.sha256 = k.sha256
         WHERE k.kind = a.kind AND k.id = a.id AND k.stamp = ${stamp} ORDER BY k.seen_at DESC LIMIT 1) END AS sha256
     ${sql} ORDER BY a.package_id, a.name COLLATE NOCASE, a.kind, a.id`,
    params,
    signal,
  );
  return rows.map(({ kind, id, name, package_id: packageId, sha256 }) => ({
    kind,
    id,
    name,
    packageId,
    isHome: sha256 !== null,
    sha256: sha256 ?? undefined,
  }));
}

export function listedArtifactsOf(
  library: Library,
  scope: DownloadScope,
  signal?: AbortSignal,
): Promise<readonly ListedArtifact[]> {
  const from = 'FROM artifacts a WHERE';
  switch (scope.of) {
    case 'tenant':
      return listedArtifacts(library, { sql: `${from} 1`, params: [] }, signal);
    case 'packages': {
      const sql = `${from} a.package_id IN (SELECT value FROM json_each(?))`;
      return listedArtifacts(library, { sql, params: [JSON.stringify(scope.packageIds)] }, signal);
    }
    case 'artifacts': {
      const keys = scope.artifacts.map(({ kind, id }) => `${kind} ${id}`);
      const sql = `${from} a.kind || ' ' || a.id IN (SELECT value FROM json_each(?))`;
      return listedArtifacts(library, { sql, params: [JSON.stringify(keys)] }, signal);
    }
    case 'filter':
      return listedArtifacts(library, artifactsWhere(scope.filter), signal);
  }
}

/** Packages with all artifacts that the lists have in them, by id. */
export async function placedPackages(
  library: Library,
  ids: readonly string[],
): Promise<readonly PlacedPackage[]> {
  const artifacts = await listedArtifactsOf(library, { of: 'packages', packageIds: ids });
  const groups = groupBy(artifacts, ({ packageId }) => packageId);
  return [...new Set(ids)].toSorted(compareText).map((id) => ({ id, artifacts: groups.get(id) ?? [] }));
}
