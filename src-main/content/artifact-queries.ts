import type {
  ArtifactChip,
  ArtifactColumn,
  ArtifactCounts,
  ArtifactFilter,
  ArtifactKind,
  ArtifactRow,
  Drift,
} from '../../src-shared/model/content.ts';
import type { RowWindow, WindowOf } from '../../src-shared/model/rows.ts';
import type { Library, Row } from '../library/library.ts';
import { likePattern, sortBy } from '../library/sql-text.ts';
import { isDrifted } from '../runtime/drift-column.ts';

interface ArtifactRecord extends Row {
  readonly kind: ArtifactKind;
  readonly id: string;
  readonly name: string;
  readonly package_id: string;
  readonly package_name: string | null;
  readonly version: string | null;
  readonly modified_by: string | null;
  readonly modified_at: number | null;
  readonly drift: Drift;
  readonly deployed_version: string | null;
  readonly deployed_status: string | null;
  readonly deployed_by: string | null;
  readonly deployed_at: number | null;
}

const from = `FROM artifacts a
  LEFT JOIN packages p ON p.id = a.package_id
  LEFT JOIN runtime_artifacts r ON r.id = a.id AND (r.kind IS NULL OR r.kind = a.kind)`;

const select = `SELECT a.kind, a.id, a.name, a.package_id, p.name AS package_name, a.version, a.modified_by, a.modified_at, a.drift,
  r.version AS deployed_version, r.status AS deployed_status, r.deployed_by, r.deployed_at ${from}`;

const chips: Readonly<Record<ArtifactChip, string>> = {
  all: '1',
  drift: isDrifted,
  error: "r.status = 'ERROR'",
  draft: 'a.version IS NULL',
  'not-deployed': "a.drift = 'not-deployed'",
};

const columns: Readonly<Record<ArtifactColumn, string>> = {
  name: 'a.name COLLATE NOCASE',
  id: 'a.id COLLATE NOCASE',
  packageName: 'p.name COLLATE NOCASE',
  kind: 'a.kind',
  version: 'a.version',
  deployedVersion: 'r.version',
  deployedStatus: 'r.status',
  drift: 'a.drift',
  modifiedBy: 'a.modified_by COLLATE NOCASE',
  modifiedAt: 'a.modified_at',
};

function where({ packageId, kind, text }: Omit<ArtifactFilter, 'chip'>): { sql: string; params: string[] } {
  const parts = ['1'];
  const params: string[] = [];
  if (packageId !== undefined) {
    parts.push('a.package_id = ?');
    params.push(packageId);
  }
  if (kind !== undefined) {
    parts.push('a.kind = ?');
    params.push(kind);
  }
  const pattern = likePattern(text);
  if (pattern !== undefined) {
    parts.push("a.search LIKE ? ESCAPE '\\'");
    params.push(pattern);
  }
  return { sql: parts.join(' AND '), params };
}

/** The rest of a statement, from `FROM artifacts a` on, for all artifacts of a filtered list. */
export function artifactsWhere({ chip, ...filter }: ArtifactFilter): {
  readonly sql: string;
  readonly params: readonly string[];
} {
  const { sql, params } = where(filter);
  return { sql: `${from} WHERE ${sql} AND ${chips[chip]}`, params };
}

export async function artifactWindow(
  library: Library,
  { filter, sort, limit, offset }: WindowOf<ArtifactFilter, ArtifactColumn>,
  signal: AbortSignal,
): Promise<RowWindow<ArtifactRow>> {
  const { sql, params } = where(filter);
  const condition = `${sql} AND ${chips[filter.chip]}`;
  const [records, counted] = await Promise.all([
    library.all<ArtifactRecord>(
      `${select} WHERE ${condition} ORDER BY ${sortBy(columns[sort.column], sort.direction)}, a.name COLLATE NOCASE, a.kind, a.id LIMIT ? OFFSET ?`,
      [...params, limit, offset],
      signal,
    ),
    library.get<{ total: number }>(`SELECT count(*) AS total ${from} WHERE ${condition}`, params, signal),
  ]);
  return { rows: records.map(artifactRow), offset, total: counted?.total ?? 0 };
}

const notRead = { drift: undefined, error: undefined, 'not-deployed': undefined };

export async function artifactCounts(
  library: Library,
  filter: Omit<ArtifactFilter, 'chip'>,
  signal: AbortSignal,
): Promise<ArtifactCounts> {
  const { sql, params } = where(filter);
  const tests = { ...chips, unknown: "a.drift = 'unknown'" };
  const sums = Object.entries(tests).map(([chip, test]) => `coalesce(sum(${test}), 0) AS "${chip}"`);
  const row = await library.get<Row & Record<ArtifactChip | 'unknown', number>>(
    `SELECT ${sums.join(', ')} ${from} WHERE ${sql}`,
    params,
    signal,
  );
  const { unknown = 0, ...counts } = row ?? { all: 0, drift: 0, error: 0, draft: 0, 'not-deployed': 0 };
  return unknown === 0 ? counts : { all: counts.all, draft: counts.draft, ...notRead };
}

export async function artifactByKey(
  library: Library,
  kind: ArtifactKind,
  id: string,
  signal?: AbortSignal,
): Promise<ArtifactRow | undefined> {
  const record = await library.get<ArtifactRecord>(
    `${select} WHERE a.kind = ? AND a.id = ?`,
    [kind, id],
    signal,
  );
  return record && artifactRow(record);
}

function artifactRow(record: ArtifactRecord): ArtifactRow {
  return {
    kind: record.kind,
    id: record.id,
    name: record.name,
    packageId: record.package_id,
    packageName: record.package_name ?? record.package_id,
    version: record.version ?? undefined,
    modifiedBy: record.modified_by ?? undefined,
    modifiedAt: record.modified_at ?? undefined,
    deployedVersion: record.deployed_version ?? undefined,
    deployedStatus: record.deployed_status ?? undefined,
    deployedBy: record.deployed_by ?? undefined,
    deployedAt: record.deployed_at ?? undefined,
    drift: record.drift,
  };
}
