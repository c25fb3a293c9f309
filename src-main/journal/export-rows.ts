import { csvLines, csvStart } from '../../src-shared/csv.ts';
import type { JournalRow } from '../../src-shared/model/journal.ts';

const columns = [
  'time',
  'connection',
  'host',
  'user',
  'kind',
  'method',
  'target',
  'key',
  'result',
  'status',
  'failure',
  'reason',
  'until',
  'closing',
  'secrets',
  'imported',
] as const;

function cells(row: JournalRow): Readonly<Record<(typeof columns)[number], string | number | undefined>> {
  return {
    time: new Date(row.at).toISOString(),
    connection: row.connectionName,
    host: row.host,
    user: row.user,
    kind: row.kind,
    method: row.method,
    target: row.target,
    key: row.key,
    result: row.result,
    status: row.status,
    failure: row.failure,
    reason: row.reason,
    until: row.until === undefined ? undefined : new Date(row.until).toISOString(),
    closing: row.closing,
    secrets: row.withSecrets === undefined ? undefined : row.withSecrets ? 'yes' : 'no',
    imported: row.imported,
  };
}

export function journalJson(rows: readonly JournalRow[]): string {
  return `${JSON.stringify(rows.map(cells), undefined, 2)}\n`;
}

export function journalCsv(rows: readonly JournalRow[]): string {
  const lines = rows.map((row) => {
    const values = cells(row);
    return columns.map((column) => String(values[column] ?? ''));
  });
  return csvStart + csvLines([columns, ...lines]);
}
