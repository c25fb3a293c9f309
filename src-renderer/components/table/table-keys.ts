import type { VirtualScroll } from '../virtual/virtual-scroll.svelte.ts';
import type { TableCursor } from './table-cursor.svelte.ts';
import type { WindowedRows } from './windowed-rows.svelte.ts';

export interface TableKeysOf<Row> {
  readonly rows: WindowedRows<Row>;
  readonly scroll: VirtualScroll;
  readonly cursor: TableCursor<Row>;
  readonly grid: () => HTMLElement;
  readonly copy: () => void;
  readonly open: (row: Row) => void;
  readonly inspect: (row: Row) => void;
  /** Arrow up from the first row. */
  readonly toHead: () => void;
}

const sideways = 80;

/** What the keys do while the rows have them; answers whether the key was one of the table's. */
export function pressKey<Row>(event: KeyboardEvent, of: TableKeysOf<Row>): boolean {
  if (event.altKey) return false;
  return event.ctrlKey || event.metaKey ? pressModified(event, of) : pressPlain(event, of);
}

function pressModified<Row>(event: KeyboardEvent, { rows, cursor, copy }: TableKeysOf<Row>): boolean {
  const { row, active } = cursor;
  // A caps lock turns letters around.
  const key = event.key.toLowerCase();
  if (key === 'c') copy();
  else if (key === 'a' && rows.total > 0) rows.selection.markAll();
  else if (key === ' ' && row !== undefined) cursor.mark(row, active);
  else return false;
  return true;
}

function pressPlain<Row>(event: KeyboardEvent, of: TableKeysOf<Row>): boolean {
  const { rows, scroll, cursor, grid, open, inspect, toHead } = of;
  const { row, active } = cursor;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + scroll.page,
    PageUp: active - scroll.page,
    Home: 0,
    End: rows.total - 1,
  };
  const target = targets[event.key];
  if (event.key === 'ArrowUp' && active <= 0 && !event.shiftKey) toHead();
  else if (target !== undefined) void cursor.moveTo(target, event.shiftKey);
  else if (event.key === 'Escape' && !rows.selection.isEmpty) rows.selection.clear();
  else if (event.key === 'ArrowRight') grid().scrollLeft += sideways;
  else if (event.key === 'ArrowLeft') grid().scrollLeft -= sideways;
  else if (event.key === 'Enter' && row !== undefined) open(row);
  else if (event.key === ' ' && row !== undefined) inspect(row);
  else return false;
  return true;
}
