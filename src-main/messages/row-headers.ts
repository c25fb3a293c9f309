import type { MessageRow, NameValue } from '../../src-shared/model/messages.ts';
import type { Library } from '../library/library.ts';

const mostNames = 1_000;

/**
 * The rows with their values of these custom headers. Rows whose headers nobody has read yet stay without, those that have none of the
 * names get an empty object. Read from the parts: they lie by message, the rows for finding by value do not.
 */
export async function withHeaders(
  library: Library,
  rows: readonly MessageRow[],
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly MessageRow[]> {
  const found = await library.all<{ guid: string; value: string }>(
    `SELECT guid, value FROM message_parts
     WHERE part = 'customHeaders' AND value IS NOT NULL AND guid IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(rows.map(({ messageGuid }) => messageGuid))],
    signal,
  );
  const byGuid = new Map(found.map(({ guid, value }) => [guid, JSON.parse(value) as readonly NameValue[]]));
  return rows.map((row) => {
    const all = byGuid.get(row.messageGuid);
    return all ? { ...row, headers: valuesOf(all, names) } : row;
  });
}

/** A header that was set several times has several values. */
function valuesOf(all: readonly NameValue[], names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = all.filter((header) => header.name === name).map(({ value }) => value);
      return values.length === 0 ? [] : [[name, values.join(', ')]];
    }),
  );
}

/** Names of the custom headers that the library knows of, at most 1,000. */
export async function headerNames(library: Library, signal: AbortSignal): Promise<readonly string[]> {
  const rows = await library.all<{ name: string }>(
    'SELECT name FROM header_names ORDER BY name COLLATE NOCASE LIMIT ?',
    [mostNames],
    signal,
  );
  return rows.map(({ name }) => name);
}
