import { AppError } from '../../src-shared/errors.ts';
import type { ArtifactKind, PackageDetails, PackageNode } from '../../src-shared/model/content.ts';
import type { RowWindow } from '../../src-shared/model/rows.ts';
import type { Library, Row } from '../library/library.ts';
import { likePattern } from '../library/sql-text.ts';
import { isDrifted } from '../runtime/drift-column.ts';
import { artifactCounts } from './artifact-queries.ts';
import { harmlessHtml } from './harmless-html.ts';
import { webUiPackage } from './web-ui-links.ts';

interface CountRecord extends Row {
  readonly package_id: string;
  readonly kind: ArtifactKind;
  readonly total: number;
  readonly errors: number;
  readonly drifts: number;
}

export interface WantedPackages {
  readonly text?: string;
  readonly offset: number;
  readonly limit: number;
}

/** Packages by name with their counts; with a text those whose name or one of whose artifacts contains it. */
export async function packageWindow(
  library: Library,
  { text, offset, limit }: WantedPackages,
  signal: AbortSignal,
): Promise<RowWindow<PackageNode>> {
  const pattern = likePattern(text);
  const filter =
    pattern === undefined
      ? ''
      : "WHERE p.search LIKE ?1 ESCAPE '\\' OR EXISTS (SELECT 1 FROM artifacts a WHERE a.package_id = p.id AND a.search LIKE ?1 ESCAPE '\\')";
  const matching = pattern === undefined ? [] : [pattern];
  const [packages, total] = await Promise.all([
    library.all<{ id: string; name: string; mode: string }>(
      `SELECT p.id, p.name, p.mode FROM packages p ${filter} ORDER BY p.name COLLATE NOCASE, p.id LIMIT ? OFFSET ?`,
      [...matching, limit, offset],
      signal,
    ),
    library.get<{ total: number }>(`SELECT count(*) AS total FROM packages p ${filter}`, matching, signal),
  ]);
  const counts = await library.all<CountRecord>(
    `SELECT a.package_id, a.kind, count(*) AS total, coalesce(sum(r.status = 'ERROR'), 0) AS errors,
       sum(${isDrifted}) AS drifts
     FROM artifacts a LEFT JOIN runtime_artifacts r ON r.id = a.id AND (r.kind IS NULL OR r.kind = a.kind)
     WHERE a.package_id IN (SELECT value FROM json_each(?))
     GROUP BY a.package_id, a.kind`,
    [JSON.stringify(packages.map(({ id }) => id))],
    signal,
  );
  const byPackage = grouped(counts);
  const rows = packages.map(({ id, name, mode }): PackageNode => {
    const own = byPackage.get(id) ?? [];
    return {
      id,
      name,
      mode,
      counts: Object.fromEntries(own.map(({ kind, total }) => [kind, total])),
      errors: own.reduce((sum, { errors }) => sum + errors, 0),
      drifts: own.reduce((sum, { drifts }) => sum + drifts, 0),
    };
  });
  return { rows, offset, total: total?.total ?? 0 };
}

interface PackageRecord extends Row {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly vendor: string;
  readonly mode: string;
  readonly short_text: string;
  readonly description: string;
  readonly created_by: string;
  readonly created_at: number | null;
  readonly modified_by: string;
  readonly modified_at: number | null;
  readonly update_available: number;
  readonly properties: string;
}

export async function packageDetails(
  library: Library,
  id: string,
  webUiUrl: string | undefined,
  signal: AbortSignal,
): Promise<PackageDetails> {
  const record = await library.get<PackageRecord>('SELECT * FROM packages WHERE id = ?', [id], signal);
  if (!record)
    throw new AppError('tenant.not-found', 'The package is not in the library.', { area: 'content' });
  return {
    id,
    name: record.name,
    version: record.version,
    vendor: record.vendor,
    mode: record.mode,
    shortText: record.short_text,
    descriptionHtml: harmlessHtml(record.description),
    createdBy: record.created_by,
    createdAt: record.created_at ?? undefined,
    modifiedBy: record.modified_by,
    modifiedAt: record.modified_at ?? undefined,
    updateAvailable: record.update_available === 1,
    properties: JSON.parse(record.properties) as PackageDetails['properties'],
    artifacts: await artifactCounts(library, { packageId: id }, signal),
    webUiUrl: webUiPackage(webUiUrl, id),
  };
}

function grouped(counts: readonly CountRecord[]): ReadonlyMap<string, readonly CountRecord[]> {
  const groups = new Map<string, CountRecord[]>();
  for (const row of counts) groups.set(row.package_id, [...(groups.get(row.package_id) ?? []), row]);
  return groups;
}
