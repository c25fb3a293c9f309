import { tick, untrack } from 'svelte';

import type { AppState } from '../../lib/state/app-state.svelte.ts';
import type { MenuItem } from '../overlay/menu-item.ts';
import { VirtualScroll } from '../virtual/virtual-scroll.svelte.ts';
import { copyRows } from './copy-rows.ts';
import type { DataTableProps } from './data-table-props.ts';
import { offerRowActions } from './row-actions.svelte.ts';
import type { CopyForm } from './rows-as-text.ts';
import { TableCursor } from './table-cursor.svelte.ts';
import { pressKey } from './table-keys.ts';
import { TableLayout } from './table-layout.svelte.ts';
import { TablePointer } from './table-pointer.svelte.ts';

export interface DataTableOf<Row, Id extends string> {
  readonly app: AppState;
  readonly props: Omit<DataTableProps<Row, Id>, 'selected'>;
  readonly selected: () => string | undefined;
  readonly setSelected: (key: string | undefined) => void;
  /** The element that scrolls, and its headings. */
  readonly grid: () => HTMLElement;
  readonly head: () => { readonly focus: () => void };
  /** Of the element of a row. */
  readonly rowId: (index: number) => string;
}

const headHeight = 26;
/** Windows that are passed at once in a leap; one leap soon after another is a drag, which is over when nothing moves; ms. */
const leap = 2;
const again = 100;
const rest = 50;
/** Rows that are read before they come into sight. */
const ahead = 60;

/** The parts of a table and what happens between them. To be made while the table is set up. */
export class DataTableParts<Row, Id extends string> {
  readonly layout: TableLayout<Row, Id>;
  readonly scroll: VirtualScroll;
  readonly cursor: TableCursor<Row>;
  readonly pointer: TablePointer<Row>;
  /** The scroll bar is dragged past thousands of rows in a second: none is drawn and none read until it rests. */
  isPassing = $state(false);
  #drawn: VirtualScroll['places'] = [];
  readonly #of: DataTableOf<Row, Id>;
  readonly #actions: ReturnType<typeof offerRowActions<Row>>;

  constructor(of: DataTableOf<Row, Id>) {
    this.#of = of;
    const { app, props, selected, setSelected, grid } = of;
    // A list and its marks belong to the table for good.
    const rows = untrack(() => props.rows);
    this.layout = new TableLayout<Row, Id>({
      layout: app.layout,
      id: () => props.id,
      connectionId: () => props.connectionId,
      columns: () => props.columns,
    });
    this.scroll = new VirtualScroll(
      () => rows.total,
      () => this.layout.rowHeight,
    );
    this.cursor = new TableCursor<Row>({
      rows,
      scroll: this.scroll,
      grid,
      selected,
      setSelected,
      onSelect: (row) => props.onSelect?.(row),
      say: app.notices.say,
      fail: app.notices.fail,
    });
    this.pointer = new TablePointer<Row>({
      rows,
      cursor: this.cursor,
      inspect: (row) => props.onInspect?.(row),
      open: (row) => props.onOpen?.(row),
    });
    this.#actions = offerRowActions<Row>({
      row: () => this.cursor.row,
      marked: () => rows.selection.count(rows.total),
      open: () => props.onOpen,
      inspect: () => props.onInspect,
      actionsOf: () => props.actionsOf,
      copy: this.copy,
      markAll: () => rows.selection.markAll(),
    });
    this.#follow();
  }

  /** The rows that are drawn, by places; those that were, while others pass. */
  readonly places = $derived.by(() => {
    if (!this.isPassing) this.#drawn = this.scroll.places;
    return this.#drawn;
  });

  /** Puts the keys into the rows, for instance from the filter field. */
  focus(): void {
    this.#of.grid().focus();
    if (this.cursor.active < 0 && this.#of.props.rows.total > 0) void this.cursor.moveTo(0);
  }

  /** From the headings. */
  readonly enterRows = async (): Promise<void> => {
    this.#of.grid().focus();
    await tick();
    await this.cursor.moveTo(Math.max(0, this.cursor.active));
  };

  readonly copy = (form: CopyForm = 'text'): void => {
    const { app, props } = this.#of;
    const { row: active } = this.cursor;
    copyRows(app, { rows: props.rows, columns: this.layout.visible, active, form }).catch(app.notices.fail);
  };

  readonly handleKey = (event: KeyboardEvent): void => {
    const { props, grid, head } = this.#of;
    if (event.target !== grid()) return;
    const isOurs = pressKey(event, {
      rows: props.rows,
      scroll: this.scroll,
      cursor: this.cursor,
      grid,
      copy: () => this.copy(),
      open: (row: Row) => props.onOpen?.(row),
      inspect: (row: Row) => props.onInspect?.(row),
      toHead: () => head().focus(),
    });
    if (isOurs) event.preventDefault();
  };

  readonly handleMenu = (event: MouseEvent): void => {
    const { app, props, grid, rowId } = this.#of;
    const { rows } = props;
    const row = this.pointer.rowOf(event) ?? (event.target === grid() ? this.cursor.row : undefined);
    if (row === undefined) return;
    event.preventDefault();
    if (!rows.selection.has(rows.keyOf(row))) rows.selection.clear();
    const { index } = this.cursor.pointTo(row);
    const line = document.getElementById(rowId(index))?.getBoundingClientRect();
    // The menu key tells no place.
    const isPointed = event.clientX > 0 || event.clientY > 0;
    const place = isPointed || !line ? event : { clientX: line.left + 24, clientY: line.bottom };
    const ofCell = props.cellActionsOf?.(row, this.pointer.columnOf(event, this.layout.visible)) ?? [];
    app.menu.open([...ofCell, ...separated(this.#actions(), ofCell.length > 0)], place);
  };

  /** To be attached to the element that scrolls. */
  readonly measure = (element: HTMLElement): (() => void) => {
    const observer = new ResizeObserver(() => {
      this.scroll.viewport = Math.max(0, element.clientHeight - headHeight);
    });
    observer.observe(element);
    return () => observer.disconnect();
  };

  #follow(): void {
    const { rows } = untrack(() => this.#of.props);
    let seen = 0;
    let leaptAt = 0;
    // What is on the screen has to be read; that leaves Svelte towards main.
    $effect(() => {
      const { first, end } = this.scroll;
      const isLeap = Math.abs(first - seen) > leap * (end - first);
      const now = performance.now();
      const isDragged = isLeap && now - leaptAt < again;
      const isDown = first >= seen;
      seen = first;
      if (isLeap) leaptAt = now;
      this.isPassing = isDragged;
      if (!isDragged) {
        // Whoever goes on in this direction finds the rows there.
        const [before, after] = isLeap ? [0, 0] : isDown ? [0, ahead] : [ahead, 0];
        untrack(() => rows.want(Math.max(0, first - before), Math.min(rows.total, end + after)));
        return undefined;
      }
      const timer = setTimeout(() => {
        this.isPassing = false;
        rows.want(first, end);
      }, rest);
      return () => clearTimeout(timer);
    });
    $effect(() => {
      const { top, viewport, rowHeight } = this.scroll;
      untrack(() =>
        this.#of.props.onLook?.(Math.floor(top / rowHeight), Math.ceil((top + viewport) / rowHeight)),
      );
    });
    // Another question starts at its first row.
    $effect(() => {
      if (rows.starts > 0) untrack(() => this.cursor.toStart());
    });
    // The row at the top stays there when rows become higher or lower.
    let drawnHeight = untrack(() => this.layout.rowHeight);
    $effect(() => {
      const height = this.layout.rowHeight;
      if (height !== drawnHeight)
        untrack(() => this.scroll.toRow(this.#of.grid(), this.scroll.top / drawnHeight));
      drawnHeight = height;
    });
  }
}

/** The items with a line above the first where something stands there. */
function separated([first, ...rest]: readonly MenuItem[], isBelow: boolean): readonly MenuItem[] {
  return first ? [{ ...first, separated: isBelow }, ...rest] : rest;
}
