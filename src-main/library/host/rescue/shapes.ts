import type { SqlValue } from '../../library.ts';
import type { SqlDatabase } from '../libsql.ts';
import type { FoundRow } from './page-source.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
}

/** How rows of a table look in its pages. */
export interface Shape {
  readonly table: string;
  /** A table WITHOUT ROWID is kept like an index. */
  readonly tree: 'table' | 'index';
  readonly columns: readonly Column[];
  /** The column that is the row's number and stands in the record as NULL. */
  readonly rowid: string | undefined;
}

export async function readShapes(
  database: SqlDatabase,
  tables: readonly string[],
): Promise<readonly Shape[]> {
  const list = await (await database.prepare('PRAGMA table_list')).all([]);
  const shapes: Shape[] = [];
  for (const table of tables) {
    const info = await (await database.prepare(`PRAGMA table_info(${table})`)).all([]);
    const isIndex = Number(list.find((row) => row['name'] === table)?.['wr']) === 1;
    const keys = info.filter((row) => Number(row['pk']) > 0);
    shapes.push({
      table,
      tree: isIndex ? 'index' : 'table',
      columns: info.map((row) => ({
        name: String(row['name']),
        type: String(row['type']),
        isRequired: Number(row['notnull']) === 1 || Number(row['pk']) > 0,
      })),
      rowid: !isIndex && keys.length === 1 ? String(keys[0]?.['name']) : undefined,
    });
  }
  return shapes;
}

/** The values of a row in the order of the columns, or `undefined` where it is no row of this table. */
export function rowOf(shape: Shape, { rowid, values }: FoundRow): readonly SqlValue[] | undefined {
  if (values.length > shape.columns.length || values.length === 0) return undefined;
  const row: SqlValue[] = [];
  for (const [index, { name, type, isRequired }] of shape.columns.entries()) {
    if (index >= values.length) break;
    const kept = values[index] ?? null;
    if (name === shape.rowid && (rowid === undefined || kept !== null)) return undefined;
    const value = name === shape.rowid ? (rowid ?? null) : kept;
    if (value === null ? isRequired : !fits(type, value)) return undefined;
    row.push(value);
  }
  return row;
}

function fits(type: string, value: SqlValue): boolean {
  if (type === 'TEXT') return typeof value === 'string';
  if (type === 'BLOB') return value instanceof Uint8Array;
  return typeof value === 'number' || typeof value === 'bigint';
}
