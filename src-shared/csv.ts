/** For spreadsheets, which otherwise take UTF-8 for something else. */
export const csvStart = '\uFEFF';

/**
 * Rows as CSV (RFC 4180). A cell that a spreadsheet would compute is made text by an apostrophe in front:
 * its content comes from a tenant, and formulas can call out.
 */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const harmless = /^[\s]*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
