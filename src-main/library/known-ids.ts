import type { Library, SqlValue } from './library.ts';

/** Ids the library has, by a query with one column `id`. */
export async function knownIds(
  library: Library,
  sql: string,
  params: readonly SqlValue[] = [],
): Promise<readonly string[]> {
  return (await library.all<{ id: string }>(sql, params)).map(({ id }) => id);
}
