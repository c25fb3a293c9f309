import type { SqlValue } from '../library/library.ts';

/** Values of the row `r` of a JSON array of arrays. */
export function valuesOf(columns: number): string {
  return Array.from({ length: columns }, (_, at) => `r.value ->> ${at}`).join(', ');
}

export function ofRows(columns: number): string {
  return `SELECT ${valuesOf(columns)} FROM json_each(?) r`;
}

/**
 * One text for all rows: binding every value of a million rows takes longer than what is done with them. What SQLite's
 * JSON cannot carry in a text, a NUL or half of a pair, stands there as a replacement character.
 */
export function jsonOf(rows: readonly (readonly SqlValue[])[]): string {
  const text = JSON.stringify(rows);
  if (!/\\u(0000|d[89a-f])/.test(text)) return text;
  return JSON.stringify(rows, (_, value: unknown) =>
    typeof value === 'string'
      ? value.replaceAll('\0', '\u{FFFD}').replaceAll(/\p{Surrogate}/gu, '\u{FFFD}')
      : value,
  );
}
