import { type Report, reportAsHtml } from '../../../src-shared/exports/report-html.ts';
import { mostInReport } from '../../../src-shared/model/exports.ts';
import type { ColumnToWrite, ExportValue } from '../export-values.ts';
import { cell } from './csv.ts';

type Pieces = AsyncIterable<readonly (readonly ExportValue[])[]>;

/** The report with its first messages; the others are in its figures alone. */
export async function* htmlFile(
  columns: readonly ColumnToWrite[],
  pieces: Pieces,
  report: Omit<Report, 'header' | 'rows'>,
): AsyncGenerator<Uint8Array> {
  const rows: (readonly string[])[] = [];
  for await (const piece of pieces) {
    rows.push(...piece.map((values) => values.map(cell)));
    if (rows.length >= mostInReport) break;
  }
  const header = columns.map(({ title }) => title);
  yield new TextEncoder().encode(reportAsHtml({ ...report, header, rows: rows.slice(0, mostInReport) }));
}
