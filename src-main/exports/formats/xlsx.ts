import { setImmediate } from 'node:timers/promises';

import type { ColumnToWrite, ExportValue } from '../export-values.ts';

type Pieces = AsyncIterable<readonly (readonly ExportValue[])[]>;

/** The most characters that Excel reads in a cell. */
const longestCell = 32_767;
/** Rows written before others have their turn: a few milliseconds. */
const inOneGo = 100;
const widths: Readonly<Record<ColumnToWrite['kind'], number>> = { text: 24, time: 24, number: 14 };

/** A workbook that is written while its rows come. Texts are never formulas: they stand in it as texts. */
export async function* xlsxFile(
  columns: readonly ColumnToWrite[],
  pieces: Pieces,
): AsyncGenerator<Uint8Array> {
  // Loaded with the first workbook: few people want one, and all wait for the start.
  const { writeXlsxStream } = await import('hucre/xlsx');
  const stream = writeXlsxStream(rowsOf(pieces), {
    name: 'Messages',
    columns: columns.map(({ title, kind }) => ({
      header: title,
      width: widths[kind],
      ...(kind === 'time' && { numFmt: 'yyyy-mm-dd hh:mm:ss.000' }),
    })),
    freezePane: { rows: 1 },
  });
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops early gives the rows back, too.
    await reader.cancel();
  }
}

async function* rowsOf(pieces: Pieces): AsyncGenerator<(string | number | Date | null)[]> {
  let written = 0;
  for await (const piece of pieces) {
    for (const values of piece) {
      written += 1;
      if (written % inOneGo === 0) await setImmediate();
      yield values.map((value) => (typeof value === 'string' ? readable(value) : (value ?? null)));
    }
  }
}

/** What XML cannot hold makes the whole workbook unreadable; what looks like an escape of Excel's stays what it is. */
function readable(text: string): string {
  return text
    .slice(0, longestCell)
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
