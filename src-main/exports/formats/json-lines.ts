import type { ColumnToWrite, ExportValue } from '../export-values.ts';

type Pieces = AsyncIterable<readonly (readonly ExportValue[])[]>;

/** One object on each line; what is not known is left out. */
export async function* jsonLinesFile(
  columns: readonly ColumnToWrite[],
  pieces: Pieces,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) {
    const lines = piece.map((values) => {
      const known = columns.flatMap(({ key }, index) => {
        const value = values[index];
        return value === undefined ? [] : [[key, value] as const];
      });
      return `${JSON.stringify(Object.fromEntries(known))}\n`;
    });
    yield encoder.encode(lines.join(''));
  }
}
