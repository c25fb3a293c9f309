import type { Library, Row, Statement } from './library.ts';

const copied = {
  packages: `id, name, version, vendor, mode, short_text, description, created_by, created_at, modified_by,
    modified_at, update_available, properties, search, stamp`,
  artifacts: `kind, id, package_id, name, version, description, sender, receiver, created_by, created_at,
    modified_by, modified_at, drift, search`,
} as const;

/**
 * Puts what is known of packages and artifacts into the library of an Edge Integration Cell, whose lists name them
 * beside what runs there. A copy, because SQLite joins within one encrypted file alone.
 */
export async function copyDesignTime(from: Library, to: Library): Promise<void> {
  const statements = await Promise.all(
    Object.entries(copied).map(async ([table, columns]): Promise<readonly Statement[]> => {
      const rows = await from.all<Row>(`SELECT ${columns} FROM ${table}`);
      const places = columns.split(',').map(() => '?');
      return [
        { sql: `DELETE FROM ${table}` },
        {
          sql: `INSERT INTO ${table} (${columns}) VALUES (${places.join(', ')})`,
          rows: rows.map((row) => Object.values(row)),
        },
      ];
    }),
  );
  await to.write(statements.flat());
}
