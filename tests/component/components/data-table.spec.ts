import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { tick } from 'svelte';
import { describe, expect, test, vi } from 'vitest';

import { type ReadRows, WindowedRows } from '../../../src-renderer/components/table/windowed-rows.svelte.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { ArtifactRow } from '../../../src-shared/model/content.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { sampleArtifact } from '../samples.ts';
import TableUnderTest from './TableUnderTest.svelte';

function listOf(total: number, shift = 0): ReadRows<ArtifactRow> {
  return (offset, limit) => {
    const length = Math.max(0, Math.min(limit, total - offset));
    const rows = Array.from({ length }, (_, i) => sampleArtifact(offset + i - shift));
    return Promise.resolve({ rows, offset, total });
  };
}

async function show(read: ReadRows<ArtifactRow>) {
  const rows = new WindowedRows<ArtifactRow>(
    (...args) => read(...args),
    ({ id }) => id,
  );
  const handlers = { onSort: vi.fn(), onSelect: vi.fn(), onInspect: vi.fn(), onOpen: vi.fn() };
  const result = renderWithApp(TableUnderTest, { rows, ...handlers }, createTestApp());
  const grid = screen.getByRole('grid', { name: 'Artifacts' });
  await waitFor(() => expect(rows.isLoading).toBe(false));
  return { ...result, rows, grid, ...handlers, user: userEvent.setup() };
}

/** jsdom lays nothing out. */
function place(element: HTMLElement | undefined, left: number, width: number): void {
  if (element) element.getBoundingClientRect = () => new DOMRect(left, 0, width, 26);
}

function selectedText(): string | null | undefined {
  return screen.queryByRole('row', { selected: true })?.textContent;
}

describe('DataTable', () => {
  test('tells how many rows there are and draws only those in sight', async () => {
    const { grid } = await show(listOf(1_000_000));
    expect(grid.getAttribute('aria-rowcount')).toBe('1000001');
    const drawn = screen.getAllByRole('row').filter((row) => row.hasAttribute('data-index'));
    expect(drawn.length).toBeLessThan(40);
    expect(drawn[0]?.getAttribute('aria-rowindex')).toBe('2');
    expect(within(grid).getByText('Order to ERP 0')).toBeTruthy();
    expect(within(grid).getAllByText('v1.0.2')[0]?.tagName).toBe('B');
  });

  test('moves with the arrows and selects', async () => {
    const { grid, user, onSelect } = await show(listOf(500));
    grid.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(selectedText()).toContain('Order Confirmation 1');
    expect(onSelect).toHaveBeenLastCalledWith(expect.objectContaining({ name: 'Order Confirmation 1' }));
    expect(grid.getAttribute('aria-activedescendant')).toMatch(/-1$/);
  });

  test('reaches the last row of a list it does not hold', async () => {
    const { grid, user, onSelect } = await show(listOf(1_000_000));
    grid.focus();
    await user.keyboard('{End}');
    await waitFor(() =>
      expect(onSelect).toHaveBeenCalledWith(expect.objectContaining({ name: 'Bank Statement 999999' })),
    );
    await user.keyboard('{PageUp}');
    await waitFor(() => expect(selectedText()).toMatch(/9999\d\d/));
    await user.keyboard('{Home}');
    await waitFor(() => expect(selectedText()).toContain('Order to ERP 0'));
  });

  test('opens with Enter, inspects with Space', async () => {
    const { grid, user, onOpen, onInspect } = await show(listOf(5));
    grid.focus();
    await user.keyboard('{ArrowDown} {Enter}');
    expect(onInspect).toHaveBeenCalledWith(expect.objectContaining({ name: 'Order to ERP 0' }));
    expect(onOpen).toHaveBeenCalledWith(expect.objectContaining({ name: 'Order to ERP 0' }));
  });

  test('selects and inspects with a click, opens with two', async () => {
    const { user, onOpen, onInspect } = await show(listOf(5));
    await user.dblClick(screen.getByText('Price List Sync 2'));
    expect(onInspect).not.toHaveBeenCalled();
    await user.click(screen.getByText('Price List Sync 2'));
    await waitFor(() =>
      expect(onInspect).toHaveBeenCalledWith(expect.objectContaining({ name: 'Price List Sync 2' })),
    );
    expect(onOpen).toHaveBeenCalledTimes(1);
    expect(selectedText()).toContain('Price List Sync 2');
  });

  test('keeps the selected row when rows above it appear', async () => {
    let read = listOf(50);
    const { rows, user } = await show((...args) => read(...args));
    await user.click(screen.getByText('Price List Sync 2'));
    read = listOf(53, 3);
    rows.reload();
    await waitFor(() => expect(rows.total).toBe(53));
    expect(selectedText()).toContain('Price List Sync 2');
    expect(screen.getByRole('row', { selected: true }).getAttribute('aria-rowindex')).toBe('7');
  });

  test('sorts by its headings, by pointer and by keys', async () => {
    const { grid, user, onSort } = await show(listOf(5));
    expect(screen.getByRole('columnheader', { name: /Name/ }).getAttribute('aria-sort')).toBe('ascending');
    await user.click(screen.getByRole('button', { name: /Name/ }));
    expect(onSort).toHaveBeenLastCalledWith({ column: 'name', direction: 'descending' });
    grid.focus();
    await user.keyboard('{ArrowUp}{ArrowRight}{Enter}');
    expect(onSort).toHaveBeenLastCalledWith({ column: 'version', direction: 'ascending' });
  });

  test('leaves to the window what is no key of a heading', async () => {
    const { user } = await show(listOf(5));
    const pressed: string[] = [];
    const listen = ({ key }: KeyboardEvent): unknown => pressed.push(key);
    window.addEventListener('keydown', listen);
    screen.getByRole('button', { name: /Name/ }).focus();
    await user.keyboard('{Control>}f{/Control}{F5}{ArrowRight}');
    window.removeEventListener('keydown', listen);
    expect(pressed).toEqual(['Control', 'f', 'F5']);
  });

  test('widens a column by keys and remembers it', async () => {
    const { app, grid, user } = await show(listOf(5));
    grid.focus();
    await user.keyboard('{ArrowUp}{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
    expect(app.layout.record('table.artifacts c1')).toEqual({ 'version.width': '96' });
    expect(grid.getAttribute('style')).toContain('96px');
  });

  test('moves and pins a column by keys and menu, and leaves other tenants alone', async () => {
    const { app, grid, user } = await show(listOf(5));
    const titles = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent.trim());
    grid.focus();
    await user.keyboard('{ArrowUp}{Control>}{ArrowRight}{/Control}');
    expect(titles()).toEqual(['Version', 'Name']);
    await waitFor(() => expect(document.activeElement?.textContent.trim()).toBe('Name'));
    expect(screen.getByText('Name, column 2 of 2')).toBeTruthy();
    await user.pointer({ keys: '[MouseRight]', target: screen.getByRole('button', { name: 'Name' }) });
    await waitFor(() => expect(app.menu.shown).toBeDefined());
    app.menu.shown?.items.find(({ text }) => text === 'Pin to the left')?.run();
    await waitFor(() => expect(titles()).toEqual(['Name', 'Version']));
    expect(screen.getByRole('columnheader', { name: 'Name' }).style.left).toBe('0px');
    expect(app.layout.record('table.artifacts c2')).toEqual({});
  });

  test('drags a column by its name to another place, which is no click', async () => {
    const { user, onSort } = await show(listOf(5));
    const [name, version] = screen.getAllByRole('columnheader');
    place(name, 0, 200);
    place(version, 200, 80);
    await user.pointer([
      { keys: '[MouseLeft>]', target: screen.getByRole('button', { name: /Name/ }), coords: { clientX: 50 } },
      { target: screen.getByRole('button', { name: /Name/ }), coords: { clientX: 270 } },
      { keys: '[/MouseLeft]', target: screen.getByRole('button', { name: /Name/ }) },
    ]);
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent.trim())).toEqual([
      'Version',
      'Name',
    ]);
    expect(onSort).not.toHaveBeenCalled();
  });

  test('draws no row that a dragged scroll bar passes, and the ones it rests at', async () => {
    const read = vi.fn(listOf(1_000_000));
    const { grid } = await show(read);
    // Its clock as well: on a busy machine a drag would fall apart into leaps.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    for (const top of [4_000_000, 8_000_000, 12_000_000, 14_000_000]) {
      grid.scrollTop = top;
      await fireEvent.scroll(grid);
      await tick();
    }
    expect(grid.querySelectorAll('.row:not(.unread)')).toHaveLength(0);
    expect(grid.parentElement?.querySelector('.passing')).not.toBeNull();
    // Those that pass are not even moved.
    expect(grid.querySelector('[data-index="142860"]')).not.toBeNull();
    vi.advanceTimersByTime(1_000);
    vi.useRealTimers();
    await waitFor(() => expect(screen.getByText('Price List Sync 500002')).toBeTruthy());
    expect(read.mock.calls.map(([offset]) => offset)).not.toContain(285_700);
    expect(grid.parentElement?.querySelector('.passing')).toBeNull();
  });

  test('reads the rows that come next in the direction of a scroll', async () => {
    const read = vi.fn(listOf(1_000_000));
    const { grid } = await show(read);
    const offsets = (): readonly number[] => read.mock.calls.map(([offset]) => offset);
    grid.scrollTop = 28 * 20;
    await fireEvent.scroll(grid);
    // The window ends before row 60.
    await waitFor(() => expect(offsets()).toContain(100));
    grid.scrollTop = 28 * 950;
    await fireEvent.scroll(grid);
    await waitFor(() => expect(offsets()).toContain(900));
    expect(offsets()).not.toContain(800);
    grid.scrollTop = 28 * 944;
    await fireEvent.scroll(grid);
    await waitFor(() => expect(offsets()).toContain(800));
  });

  test('draws lower rows where the tenant has them so', async () => {
    const { app, grid } = await show(listOf(50));
    app.layout.set('table.artifacts c1', { rows: 'compact' });
    await waitFor(() => expect(grid.style.getPropertyValue('--row')).toBe('24px'));
    expect(grid.querySelector<HTMLElement>('[data-index="2"]')?.style.top).toBe('48px');
  });

  test('copies rows for programs with what they mean', async () => {
    const { app, grid, main, user } = await show(listOf(5));
    grid.focus();
    await user.keyboard('{ArrowDown}{Shift>}{ArrowDown}{/Shift}');
    app.commands.run('row.copy-json');
    app.commands.run('row.copy-csv');
    await waitFor(() => expect(main.inputs('app.copyText')).toHaveLength(2));
    const [json, csv] = main.inputs('app.copyText').map(({ text }) => text);
    expect(JSON.parse(json ?? '')).toEqual([
      { Name: 'Order to ERP 0', Number: 2 },
      { Name: 'Order Confirmation 1', Number: 2 },
    ]);
    expect(csv).toBe('Name,Number\r\nOrder to ERP 0,2\r\nOrder Confirmation 1,2\r\n');
  });

  test('all rows but some, and a stretch that is too long, say how many they are', async () => {
    const { app, grid, user, rows } = await show(listOf(30_000));
    await user.click(screen.getByText('Price List Sync 2'));
    grid.focus();
    await user.keyboard('{Control>}a {/Control}');
    expect(rows.selection.count(30_000)).toBe(29_999);
    await user.keyboard('{Shift>}{End}{/Shift}');
    await waitFor(() => expect(rows.selection.count(30_000)).toBe(10_000));
    expect(app.notices.toasts.map(({ text }) => text)).toContain(
      '10,000 rows are selected, the most by a stretch; Ctrl+A selects all',
    );
    await user.keyboard('{Control>}ac{/Control}');
    await waitFor(() =>
      expect(app.notices.toasts.at(-1)?.text).toBe('Copied the first 10,000 rows; export takes all of them'),
    );
  });

  test('knows its letters with the caps lock on, too', async () => {
    const { grid, main, user, rows } = await show(listOf(5));
    grid.focus();
    await user.keyboard('{ArrowDown}{Control>}C{/Control}');
    expect(main.inputs('app.copyText')).toHaveLength(1);
    await user.keyboard('{Control>}A{/Control}');
    expect(rows.selection.isAll).toBe(true);
  });

  test('copies the selected row', async () => {
    const { grid, main, user } = await show(listOf(5));
    grid.focus();
    await user.keyboard('{ArrowDown}{Control>}c{/Control}');
    expect(main.inputs('app.copyText')).toEqual([{ text: 'Order to ERP 0\t1.0.2' }]);
  });

  test('marks several rows by pointer and keys, and copies them in the order of the list', async () => {
    const { grid, main, user, rows } = await show(listOf(300));
    await user.click(screen.getByText('Bank Statement 4'));
    await user.keyboard('{Control>}');
    await user.click(screen.getByText('Order Confirmation 1'));
    await user.keyboard('{/Control}');
    expect(rows.selection.count(300)).toBe(2);
    grid.focus();
    await user.keyboard('{Control>}c{/Control}');
    await waitFor(() =>
      expect(main.inputs('app.copyText')).toEqual([
        { text: 'Order Confirmation 1\t1.0.2\nBank Statement 4\t1.0.2' },
      ]),
    );
    await user.keyboard('{Home}{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    await waitFor(() => expect(rows.selection.count(300)).toBe(3));
    expect(screen.getAllByRole('row', { selected: true })).toHaveLength(3);
    await user.keyboard('{Control>}a{/Control}');
    expect(rows.selection.count(300)).toBe(300);
    await user.keyboard('{Escape}');
    expect(rows.selection.isEmpty).toBe(true);
  });

  test('marks a stretch of rows that it does not hold', async () => {
    const { grid, user, rows } = await show(listOf(1_000));
    grid.focus();
    await user.keyboard('{Home}{Shift>}{End}{/Shift}');
    await waitFor(() => expect(rows.selection.count(1_000)).toBe(1_000));
  });

  test('another question takes the marks away', async () => {
    const { grid, user, rows } = await show(listOf(20));
    grid.focus();
    await user.keyboard('{ArrowDown}{Control>}a{/Control}');
    rows.restart();
    expect(rows.selection.isEmpty).toBe(true);
  });

  test('offers what can be done with a row, under the right button and in the palette', async () => {
    const { app, grid, user, onOpen } = await show(listOf(5));
    grid.focus();
    await user.keyboard('{ArrowDown}{Control>}a{/Control}');
    await user.pointer({ keys: '[MouseRight]', target: screen.getByText('Price List Sync 2') });
    await waitFor(() => expect(app.menu.shown).toBeDefined());
    expect(app.menu.shown?.items.map(({ text }) => text)).toEqual([
      'Open',
      'Inspect',
      'Copy 5 rows',
      'Copy 5 rows as CSV',
      'Copy 5 rows as JSON',
    ]);
    app.commands.run('row.open');
    expect(onOpen).toHaveBeenCalledWith(expect.objectContaining({ name: 'Price List Sync 2' }));
  });

  test('says that nothing matches', async () => {
    await show(listOf(0));
    expect(await screen.findByText('No artifact matches.')).toBeTruthy();
  });

  test('ends a failed read in a next step', async () => {
    let works = false;
    const { user } = await show((...args) =>
      works ? listOf(5)(...args) : Promise.reject(new AppError('tenant.failed', 'x')),
    );
    works = true;
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Order to ERP 0')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
