import { csvLines, csvStart } from '../../../src-shared/csv.ts';
import type { ColumnToWrite, ExportValue } from '../export-values.ts';

type Pieces = AsyncIterable<readonly (readonly ExportValue[])[]>;

export async function* csvFile(
  columns: readonly ColumnToWrite[],
  pieces: Pieces,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvStart + csvLines([columns.map(({ title }) => title)]));
  for await (const piece of pieces) yield encoder.encode(csvLines(piece.map((values) => values.map(cell))));
}

export function cell(value: ExportValue): string {
  if (value === undefined) return '';
  return value instanceof Date ? value.toISOString() : String(value);
}
