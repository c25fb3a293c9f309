import {
  type DownloadColumn,
  type DownloadCounts,
  type DownloadFilter,
  type DownloadItem,
  type DownloadResult,
  downloadResults,
} from '../../src-shared/model/downloads.ts';
import type { RowWindow, WindowOf } from '../../src-shared/model/rows.ts';
import type { Library } from '../library/library.ts';
import { likePattern, sortBy } from '../library/sql-text.ts';
import { storedItems } from './download-records.ts';

const columns: Readonly<Record<DownloadColumn, string>> = {
  name: 'name COLLATE NOCASE',
  id: 'id COLLATE NOCASE',
  packageName: 'package_name COLLATE NOCASE',
  kind: 'kind',
  result: 'result',
  reason: 'reason',
};

function where({ downloadId, text, result }: DownloadFilter): {
  readonly sql: string;
  readonly params: readonly string[];
} {
  const pattern = likePattern(text);
  return {
    sql: `WHERE download_id = ?${pattern === undefined ? '' : " AND search LIKE ? ESCAPE '\\'"}${result === undefined ? '' : ' AND result = ?'}`,
    params: [
      downloadId,
      ...(pattern === undefined ? [] : [pattern]),
      ...(result === undefined ? [] : [result]),
    ],
  };
}

export async function itemWindow(
  library: Library,
  { filter, sort, limit, offset }: WindowOf<DownloadFilter, DownloadColumn>,
  signal: AbortSignal,
): Promise<RowWindow<DownloadItem>> {
  const { sql, params } = where(filter);
  const order = `ORDER BY ${sortBy(columns[sort.column], sort.direction)}, package_name COLLATE NOCASE, package_id, kind, id`;
  const [items, counted] = await Promise.all([
    storedItems(library, `${sql} ${order} LIMIT ? OFFSET ?`, [...params, limit, offset], signal),
    library.get<{ total: number }>(`SELECT count(*) AS total FROM download_items ${sql}`, params, signal),
  ]);
  const rows = items.map(({ packageId, packageName, kind, id, name, result, way, reason }) => ({
    packageId,
    packageName,
    kind,
    id,
    name,
    result,
    way,
    reason,
  }));
  return { rows, offset, total: counted?.total ?? 0 };
}

/** Whatever the result: the counts of the chips. */
export async function itemCounts(
  library: Library,
  { downloadId, text }: DownloadFilter,
  signal: AbortSignal,
): Promise<DownloadCounts> {
  const { sql, params } = where({ downloadId, ...(text !== undefined && { text }) });
  const rows = await library.all<{ result: DownloadResult; total: number }>(
    `SELECT result, count(*) AS total FROM download_items ${sql} GROUP BY result`,
    params,
    signal,
  );
  const totals = new Map(rows.map(({ result, total }) => [result, total]));
  return Object.fromEntries(
    downloadResults.map((result) => [result, totals.get(result) ?? 0]),
  ) as DownloadCounts;
}
