import type { ErrorData } from '../../src-shared/errors.ts';
import type {
  DownloadForm,
  DownloadItem,
  DownloadMode,
  DownloadReason,
  DownloadState,
  ExistingChoice,
} from '../../src-shared/model/downloads.ts';
import type { Library, Row, Statement } from '../library/library.ts';

/** How packages are named among the items of a run. */
export const packageKind = 'IntegrationPackage';
/** Runs that stay in the list. */
const mostKept = 20;

export interface DownloadRecord {
  readonly id: string;
  readonly title: string;
  readonly mode: DownloadMode;
  readonly form: DownloadForm;
  /** All of its packages are wanted, also what the API does not list. */
  readonly isWhole: boolean;
  readonly folder: string | undefined;
  readonly existing: ExistingChoice | undefined;
  /** Place of a package in the folder, where that is not the usual one. */
  readonly names: Readonly<Record<string, string>>;
  readonly state: Exclude<DownloadState, 'interrupted'>;
  readonly error: ErrorData | undefined;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
}

interface DownloadRow extends Row {
  readonly id: string;
  readonly title: string;
  readonly mode: DownloadMode;
  readonly form: DownloadForm;
  readonly is_whole: number;
  readonly folder: string | null;
  readonly existing: ExistingChoice | null;
  readonly names: string;
  readonly state: DownloadRecord['state'];
  readonly error: string | null;
  readonly started_at: number;
  readonly ended_at: number | null;
}

export async function downloadRecords(
  library: Library,
  signal?: AbortSignal,
): Promise<readonly DownloadRecord[]> {
  const sql = 'SELECT * FROM downloads ORDER BY started_at DESC, id';
  return (await library.all<DownloadRow>(sql, [], signal)).map(recordOf);
}

export async function downloadRecord(library: Library, id: string): Promise<DownloadRecord | undefined> {
  const row = await library.get<DownloadRow>('SELECT * FROM downloads WHERE id = ?', [id]);
  return row && recordOf(row);
}

function recordOf(row: DownloadRow): DownloadRecord {
  const { id, title, mode, form, state } = row;
  return {
    id,
    title,
    mode,
    form,
    state,
    isWhole: row.is_whole === 1,
    folder: row.folder ?? undefined,
    existing: row.existing ?? undefined,
    names: JSON.parse(row.names) as DownloadRecord['names'],
    error: row.error === null ? undefined : (JSON.parse(row.error) as ErrorData),
    startedAt: row.started_at,
    endedAt: row.ended_at ?? undefined,
  };
}

/** A new run with everything that is wanted; the oldest runs give way to it. */
export function noteDownload(record: DownloadRecord, items: readonly NewItem[]): readonly Statement[] {
  const { id } = record;
  return [
    {
      sql: `INSERT INTO downloads (id, title, mode, form, is_whole, folder, existing, names, state, started_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      params: [
        id,
        record.title,
        record.mode,
        record.form,
        record.isWhole ? 1 : 0,
        record.folder ?? null,
        record.existing ?? null,
        JSON.stringify(record.names),
        record.state,
        record.startedAt,
      ],
    },
    {
      sql: `INSERT OR IGNORE INTO download_items (download_id, package_id, kind, id, name, package_name, result, search)
            VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?)`,
      rows: items.map((item) => [
        id,
        item.packageId,
        item.kind,
        item.id,
        item.name,
        item.packageName,
        searchOf(item),
      ]),
    },
    {
      sql: `DELETE FROM downloads WHERE state <> 'running' AND id NOT IN (
              SELECT id FROM downloads ORDER BY started_at DESC, id LIMIT ?)`,
      params: [mostKept],
    },
    { sql: 'DELETE FROM download_items WHERE download_id NOT IN (SELECT id FROM downloads)' },
  ];
}

export type NewItem = Pick<DownloadItem, 'packageId' | 'packageName' | 'kind' | 'id' | 'name'>;

function searchOf({ name, id, packageName }: NewItem): string {
  return `${name}\n${id}\n${packageName}`.toLowerCase();
}

export function noteState(
  id: string,
  state: DownloadRecord['state'],
  at: number | undefined,
  error?: ErrorData,
): Statement {
  return {
    sql: 'UPDATE downloads SET state = ?, ended_at = ?, error = ? WHERE id = ?',
    params: [state, at ?? null, error ? JSON.stringify(error) : null, id],
  };
}

export function noteTarget({
  id,
  folder,
  existing,
  names,
}: Pick<DownloadRecord, 'id' | 'folder' | 'existing' | 'names'>): Statement {
  return {
    sql: 'UPDATE downloads SET folder = ?, existing = ?, names = ? WHERE id = ?',
    params: [folder ?? null, existing ?? null, JSON.stringify(names), id],
  };
}

/** What came of an item. */
export interface Outcome extends NewItem {
  readonly result: DownloadItem['result'];
  readonly way: DownloadItem['way'];
  readonly sha256?: string | undefined;
  readonly reason?: DownloadReason | undefined;
}

/** Also of things that nobody knew before: what an export holds and the API does not list. */
export function noteOutcomes(downloadId: string, outcomes: readonly Outcome[]): Statement {
  return {
    sql: `INSERT INTO download_items (download_id, package_id, kind, id, name, package_name, result, way, sha256, reason, search)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
          ON CONFLICT (download_id, package_id, kind, id) DO UPDATE SET result = ?7, way = ?8, sha256 = ?9, reason = ?10`,
    rows: outcomes.map((one) => [
      downloadId,
      one.packageId,
      one.kind,
      one.id,
      one.name,
      one.packageName,
      one.result,
      one.way ?? null,
      one.sha256 ?? null,
      one.reason ? JSON.stringify(one.reason) : null,
      searchOf(one),
    ]),
  };
}

export interface StoredItem extends DownloadItem {
  readonly sha256: string | undefined;
}

interface ItemRow extends Row {
  readonly package_id: string;
  readonly package_name: string;
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly result: DownloadItem['result'];
  readonly way: string | null;
  readonly sha256: string | null;
  readonly reason: string | null;
}

/** Items of a run; `where` speaks of `download_items`. */
export async function storedItems(
  library: Library,
  where: string,
  params: readonly (string | number)[],
  signal?: AbortSignal,
): Promise<readonly StoredItem[]> {
  const rows = await library.all<ItemRow>(
    `SELECT package_id, package_name, kind, id, name, result, way, sha256, reason FROM download_items ${where}`,
    params,
    signal,
  );
  return rows.map((row) => ({
    packageId: row.package_id,
    packageName: row.package_name,
    kind: row.kind,
    id: row.id,
    name: row.name,
    result: row.result,
    way: (row.way ?? undefined) as DownloadItem['way'],
    sha256: row.sha256 ?? undefined,
    reason: row.reason === null ? undefined : (JSON.parse(row.reason) as DownloadReason),
  }));
}
