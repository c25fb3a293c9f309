import { exportColumnFacts } from '../../src-shared/exports/export-columns.ts';
import type { ExportColumn, ExportWanted } from '../../src-shared/model/exports.ts';
import type { MessageRow, NameValue } from '../../src-shared/model/messages.ts';
import type { Library } from '../library/library.ts';

/** Times as `Date`, figures as numbers; nothing where nothing is known. */
export type ExportValue = string | number | Date | undefined;

export interface ColumnToWrite {
  /** Of an object in JSON. */
  readonly key: string;
  readonly title: string;
  readonly kind: 'text' | 'time' | 'number';
}

export function columnsToWrite({
  columns,
  headers,
}: Pick<ExportWanted, 'columns' | 'headers'>): readonly ColumnToWrite[] {
  return [
    ...columns.map((id) => ({
      key: id,
      title: exportColumnFacts[id].title,
      kind: exportColumnFacts[id].kind,
    })),
    ...headers.map((name) => ({ key: `header.${name}`, title: name, kind: 'text' as const })),
  ];
}

/** Values of a piece of rows, in the order of `columnsToWrite`. */
export async function valuesOf(
  library: Library,
  rows: readonly MessageRow[],
  { columns, headers }: Pick<ExportWanted, 'columns' | 'headers'>,
  signal: AbortSignal,
): Promise<readonly (readonly ExportValue[])[]> {
  const wanted = [
    ...(columns.includes('errorText') ? ['error'] : []),
    ...(headers.length > 0 ? ['customHeaders'] : []),
  ];
  const parts = wanted.length === 0 ? undefined : await partsOf(library, rows, wanted, signal);
  return rows.map((row) => {
    const error = parts?.get(`error ${row.messageGuid}`) as { readonly text?: string } | undefined;
    const found = (parts?.get(`customHeaders ${row.messageGuid}`) ?? []) as readonly NameValue[];
    return [
      ...columns.map((column) => (column === 'errorText' ? error?.text : valueOf(row, column))),
      ...headers.map((name) => joined(found.filter((one) => one.name === name))),
    ];
  });
}

/** A header may be set several times. */
function joined(found: readonly NameValue[]): string | undefined {
  return found.length === 0 ? undefined : found.map(({ value }) => value).join(', ');
}

function valueOf(row: MessageRow, column: Exclude<ExportColumn, 'errorText'>): ExportValue {
  switch (column) {
    case 'start':
      return new Date(row.start);
    case 'end':
      return row.end === undefined ? undefined : new Date(row.end);
    case 'durationMs':
      return row.end === undefined ? undefined : row.end - row.start;
    default:
      return row[column];
  }
}

async function partsOf(
  library: Library,
  rows: readonly MessageRow[],
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, unknown>> {
  const found = await library.all<{ guid: string; part: string; value: string }>(
    `SELECT guid, part, value FROM message_parts
     WHERE guid IN (SELECT value FROM json_each(?)) AND part IN (SELECT value FROM json_each(?)) AND value IS NOT NULL`,
    [JSON.stringify(rows.map(({ messageGuid }) => messageGuid)), JSON.stringify(wanted)],
    signal,
  );
  return new Map(found.map(({ guid, part, value }) => [`${part} ${guid}`, JSON.parse(value) as unknown]));
}
