/** A pattern for `LIKE ? ESCAPE '\'` that finds the text anywhere in a lower-case column; undefined for no text. */
export function likePattern(text: string | undefined): string | undefined {
  const wanted = text?.trim().toLowerCase() ?? '';
  return wanted === '' ? undefined : `%${wanted.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

/** Rows without a value come last either way. */
export function sortBy(column: string, direction: 'ascending' | 'descending'): string {
  return `${column} ${direction === 'ascending' ? 'ASC' : 'DESC'} NULLS LAST`;
}
