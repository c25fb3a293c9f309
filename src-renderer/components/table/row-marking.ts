import { mostMarked } from './row-selection.svelte.ts';
import type { WindowedRows } from './windowed-rows.svelte.ts';

/** Marks the rows between two places, both included, as far as `mostMarked` goes. */
export async function markStretch<Row>(rows: WindowedRows<Row>, from: number, to: number): Promise<void> {
  const first = Math.max(0, Math.min(from, to));
  const end = Math.min(rows.total, Math.max(from, to) + 1, first + mostMarked);
  const held: Row[] = [];
  for (let index = first; index < end; index += 1) {
    const row = rows.rowAt(index);
    if (row === undefined) break;
    held.push(row);
  }
  const found = held.length === end - first ? held : await read(rows, first, end);
  rows.selection.replace(found.map((row, place) => [rows.keyOf(row), row, first + place]));
}

/** The marked rows, all of them as far as `mostMarked` goes; the row with the keys where none are marked. */
export async function markedRows<Row>(
  rows: WindowedRows<Row>,
  active: Row | undefined,
): Promise<readonly Row[]> {
  const { selection } = rows;
  if (selection.isAll) return read(rows, 0, Math.min(rows.total, mostMarked));
  if (!selection.isEmpty) return selection.rows;
  return active === undefined ? [] : [active];
}

async function read<Row>(rows: WindowedRows<Row>, first: number, end: number): Promise<readonly Row[]> {
  const found: Row[] = [];
  for await (const piece of rows.pieces(first, end, new AbortController().signal)) found.push(...piece);
  return found;
}
