import { maximumWindow } from '../../../src-shared/model/rows.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { plainTitle, plainValue, type TableColumn } from './table-column.ts';
import type { WindowedRows } from './windowed-rows.svelte.ts';

interface TableToExport<Row> {
  readonly connectionId: string | undefined;
  readonly name: string;
  /** Those that are shown. */
  readonly columns: readonly TableColumn<Row, string>[];
  readonly rows: WindowedRows<Row>;
}

/**
 * Writes the marked rows, or the whole filtered list where at most one is marked, in its order. Answers the
 * file; `undefined`: the person cancelled the dialog.
 */
export async function exportTable<Row>(
  { tables, jobs }: Api,
  { connectionId, name, columns, rows }: TableToExport<Row>,
): Promise<string | undefined> {
  const { selection, total } = rows;
  const marked = selection.isAll || selection.count(total) < 2 ? undefined : selection.rows;
  const isWanted = (key: string): boolean => !selection.isAll || selection.has(key);
  const header = columns.map(plainTitle);
  const started = await tables.start({
    connectionId,
    name,
    header,
    total: marked?.length ?? (selection.isAll ? selection.count(total) : total),
  });
  if (!started) return undefined;
  const { exportId } = started;
  const written = new Set<string>();
  try {
    for await (const piece of marked ? inPieces(marked) : rows.all(new AbortController().signal)) {
      // A row may come again.
      const fresh = piece.filter((row) => !written.has(rows.keyOf(row)) && isWanted(rows.keyOf(row)));
      for (const row of fresh) written.add(rows.keyOf(row));
      await tables.write({
        exportId,
        rows: fresh.map((row) => columns.map((column) => String(plainValue(column, row)))),
      });
    }
    return (await tables.finish({ exportId })).file;
  } catch (caught) {
    await jobs.cancel({ jobId: exportId });
    throw caught;
  }
}

function* inPieces<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += maximumWindow) yield rows.slice(at, at + maximumWindow);
}
