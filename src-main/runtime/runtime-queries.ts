import type { RowWindow, WindowOf } from '../../src-shared/model/rows.ts';
import type {
  RuntimeChip,
  RuntimeColumn,
  RuntimeCounts,
  RuntimeFilter,
  RuntimeRow,
} from '../../src-shared/model/runtime.ts';
import type { Library, Row, SqlValue } from '../library/library.ts';
import { likePattern, sortBy } from '../library/sql-text.ts';

interface RuntimeRecord extends Row {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly version: string;
  readonly status: string;
  readonly deployed_by: string;
  readonly deployed_at: number | null;
  readonly error_texts: string | null;
  readonly package_id: string | null;
  readonly package_name: string | null;
}

/** At most one counterpart, also where a type we do not know could be of several kinds. */
const from = `FROM runtime_artifacts r
  LEFT JOIN artifacts a ON a.id = r.id
    AND a.kind = coalesce(r.kind, (SELECT min(same.kind) FROM artifacts same WHERE same.id = r.id))
  LEFT JOIN packages p ON p.id = a.package_id`;

const select = `SELECT r.id, r.name, r.type, r.version, r.status, r.deployed_by, r.deployed_at, r.error_texts,
  a.package_id, p.name AS package_name ${from}`;

const chips: Readonly<Record<RuntimeChip, string>> = {
  all: '1',
  started: "r.status = 'STARTED'",
  error: "r.status = 'ERROR'",
  other: "r.status NOT IN ('STARTED', 'ERROR')",
  'without-design-time': 'a.id IS NULL',
};

const columns: Readonly<Record<RuntimeColumn, string>> = {
  name: 'r.name COLLATE NOCASE',
  id: 'r.id COLLATE NOCASE',
  type: 'r.type',
  version: 'r.version',
  status: 'r.status',
  deployedBy: 'r.deployed_by COLLATE NOCASE',
  deployedAt: 'r.deployed_at',
  packageName: 'p.name COLLATE NOCASE',
};

function where(text: string | undefined): { sql: string; params: SqlValue[] } {
  const pattern = likePattern(text);
  return pattern === undefined
    ? { sql: '1', params: [] }
    : { sql: "r.search LIKE ? ESCAPE '\\'", params: [pattern] };
}

export async function runtimeWindow(
  library: Library,
  { filter, sort, limit, offset }: WindowOf<RuntimeFilter, RuntimeColumn>,
  signal: AbortSignal,
): Promise<RowWindow<RuntimeRow>> {
  const { sql, params } = where(filter.text);
  const condition = `${sql} AND ${chips[filter.chip]}`;
  const [records, counted] = await Promise.all([
    library.all<RuntimeRecord>(
      `${select} WHERE ${condition} ORDER BY ${sortBy(columns[sort.column], sort.direction)}, r.name COLLATE NOCASE, r.id LIMIT ? OFFSET ?`,
      [...params, limit, offset],
      signal,
    ),
    library.get<{ total: number }>(`SELECT count(*) AS total ${from} WHERE ${condition}`, params, signal),
  ]);
  return { rows: records.map(runtimeRow), offset, total: counted?.total ?? 0 };
}

export async function runtimeCounts(
  library: Library,
  { text }: Pick<RuntimeFilter, 'text'>,
  signal: AbortSignal,
): Promise<RuntimeCounts> {
  const { sql, params } = where(text);
  const sums = Object.entries(chips).map(([chip, test]) => `coalesce(sum(${test}), 0) AS "${chip}"`);
  const row = await library.get<Row & Record<RuntimeChip, number>>(
    `SELECT ${sums.join(', ')} ${from} WHERE ${sql}`,
    params,
    signal,
  );
  return row ?? { all: 0, started: 0, error: 0, other: 0, 'without-design-time': 0 };
}

/** With all error texts, where they were read. */
export async function runtimeById(
  library: Library,
  id: string,
  signal: AbortSignal,
): Promise<{ row: RuntimeRow; errorTexts: readonly string[] | undefined } | undefined> {
  const record = await library.get<RuntimeRecord>(`${select} WHERE r.id = ?`, [id], signal);
  return record && { row: runtimeRow(record), errorTexts: texts(record) };
}

function runtimeRow(record: RuntimeRecord): RuntimeRow {
  return {
    id: record.id,
    name: record.name,
    type: record.type,
    version: record.version,
    status: record.status,
    deployedBy: record.deployed_by,
    deployedAt: record.deployed_at ?? undefined,
    packageId: record.package_id ?? undefined,
    packageName: record.package_name ?? undefined,
    hasDesignTime: record.package_id !== null,
    errorText: texts(record)?.[0]?.split('\n')[0],
  };
}

function texts({ error_texts }: RuntimeRecord): readonly string[] | undefined {
  return error_texts === null ? undefined : (JSON.parse(error_texts) as readonly string[]);
}
