import { csvLines } from '../../../src-shared/csv.ts';
import { plainTitle, plainValue, type TableColumn } from './table-column.ts';

export const copyForms = ['text', 'csv', 'json'] as const;
export type CopyForm = (typeof copyForms)[number];

/** Main takes no longer text for the clipboard. */
export const longestCopied = 5_000_000;

type Columns<Row> = readonly TableColumn<Row, string>[];

const writers: Readonly<Record<CopyForm, <Row>(rows: readonly Row[], columns: Columns<Row>) => string>> = {
  text: (rows, columns) => rows.map((row) => columns.map((column) => column.text(row)).join('\t')).join('\n'),
  csv: (rows, columns) =>
    csvLines([
      columns.map(plainTitle),
      ...rows.map((row) => columns.map((column) => String(plainValue(column, row)))),
    ]),
  json: (rows, columns) =>
    JSON.stringify(
      rows.map((row) =>
        Object.fromEntries(columns.map((column) => [plainTitle(column), plainValue(column, row)])),
      ),
      undefined,
      2,
    ),
};

/** Rows as the table shows them (`text`: tabs between cells), or for programs (`csv`, `json`). */
export function rowsAsText<Row>(form: CopyForm, rows: readonly Row[], columns: Columns<Row>): string {
  return writers[form](rows, columns);
}
