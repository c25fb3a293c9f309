import { mostMarked } from './row-selection.svelte.ts';
import type { WindowedRows } from './windowed-rows.svelte.ts';

/**
 * Marks the rows between two places, both included. Answers whether all of them could be: a stretch of more than
 * `mostMarked` is cut, at the end that is away from where it began. `isLatest` is asked before anything is marked.
 */
export async function markStretch<Row>(
  rows: WindowedRows<Row>,
  from: number,
  to: number,
  isLatest: () => boolean = () => true,
): Promise<boolean> {
  const { selection, total } = rows;
  const lowest = Math.max(0, Math.min(from, to));
  const highest = Math.min(total, Math.max(from, to) + 1);
  if (lowest === 0 && highest === total) {
    selection.markAll();
    return true;
  }
  const first = from > to ? Math.max(lowest, highest - mostMarked) : lowest;
  const end = Math.min(highest, first + mostMarked);
  const held: Row[] = [];
  for (let index = first; index < end; index += 1) {
    const row = rows.rowAt(index);
    if (row === undefined) break;
    held.push(row);
  }
  const found = held.length === end - first ? held : await read(rows, first, end);
  if (isLatest()) selection.replace(found.map((row, place) => [rows.keyOf(row), row, first + place]));
  return end - first === highest - lowest;
}

export interface MarkedRows<Row> {
  readonly rows: readonly Row[];
  /** More are marked than are answered. */
  readonly isCut: boolean;
}

/** The marked rows, at most `mostMarked`; the row with the keys where none are marked. */
export async function markedRows<Row>(
  rows: WindowedRows<Row>,
  active: Row | undefined,
): Promise<MarkedRows<Row>> {
  const { selection, total } = rows;
  if (selection.isAll) {
    const all = await read(rows, 0, Math.min(total, mostMarked));
    return { rows: all.filter((row) => selection.has(rows.keyOf(row))), isCut: total > mostMarked };
  }
  if (!selection.isEmpty) return { rows: selection.rows, isCut: false };
  return { rows: active === undefined ? [] : [active], isCut: false };
}

async function read<Row>(rows: WindowedRows<Row>, first: number, end: number): Promise<readonly Row[]> {
  const found: Row[] = [];
  for await (const piece of rows.pieces(first, end, new AbortController().signal)) found.push(...piece);
  return found;
}
