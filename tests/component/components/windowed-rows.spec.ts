import { describe, expect, test } from 'vitest';

import { WindowedRows } from '../../../src-renderer/components/table/windowed-rows.svelte.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { RowWindow } from '../../../src-shared/model/rows.ts';

interface Asked {
  readonly offset: number;
  readonly signal: AbortSignal;
  readonly answer: (total: number, prefix?: string) => Promise<void>;
  readonly fail: (fault: AppError) => Promise<void>;
}

/** A list whose answers the test gives by hand. */
function handFed(): { rows: WindowedRows<string>; asked: Asked[] } {
  const asked: Asked[] = [];
  const rows = new WindowedRows<string>(
    (offset, limit, signal) =>
      new Promise<RowWindow<string>>((resolve, reject) => {
        asked.push({
          offset,
          signal,
          answer: async (total, prefix = 'row') => {
            const length = Math.max(0, Math.min(limit, total - offset));
            resolve({ rows: Array.from({ length }, (_, i) => `${prefix} ${offset + i}`), offset, total });
            await settled();
          },
          fail: async (fault) => {
            reject(fault);
            await settled();
          },
        });
      }),
    (row) => row,
  );
  return { rows, asked };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
}

describe('WindowedRows', () => {
  test('reads the pages on the screen and knows the total', async () => {
    const { rows, asked } = handFed();
    rows.want(90, 130);
    await settled();
    expect(asked.map(({ offset }) => offset)).toEqual([0, 100]);
    expect(rows.isLoading).toBe(true);
    await asked[0]?.answer(1_000_000);
    await asked[1]?.answer(1_000_000);
    expect(rows.total).toBe(1_000_000);
    expect(rows.rowAt(120)).toBe('row 120');
    expect(rows.isLoading).toBe(false);
  });

  test('gives up pages that were scrolled out of sight', async () => {
    const { rows, asked } = handFed();
    rows.want(0, 20);
    await settled();
    rows.want(5_000, 5_020);
    await settled();
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(asked[1]?.offset).toBe(5_000);
  });

  test('keeps old rows while the same list is read again', async () => {
    const { rows, asked } = handFed();
    rows.want(0, 20);
    await settled();
    await asked[0]?.answer(50, 'old');
    rows.reload();
    await settled();
    expect(rows.rowAt(3)).toBe('old 3');
    await asked[1]?.answer(60, 'new');
    expect(rows.rowAt(3)).toBe('new 3');
    expect(rows.total).toBe(60);
    expect(rows.starts).toBe(1);
  });

  test('shows what was read while changes keep coming, and reads once more after them', async () => {
    const { rows, asked } = handFed();
    rows.want(0, 20);
    await settled();
    for (let change = 0; change < 5; change += 1) rows.reload();
    await settled();
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([false]);
    await asked[0]?.answer(50, 'during');
    expect(rows.rowAt(3)).toBe('during 3');
    await settled();
    await asked[1]?.answer(60, 'after');
    expect(rows.rowAt(3)).toBe('after 3');
    expect(asked).toHaveLength(2);
    expect(rows.isLoading).toBe(false);
  });

  test('gives up what changed data was read for when another question is asked', async () => {
    const { rows, asked } = handFed();
    rows.want(0, 20);
    await settled();
    rows.reload();
    rows.restart();
    await settled();
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    await asked[1]?.answer(5, 'new');
    await settled();
    expect(asked).toHaveLength(2);
    expect(rows.rowAt(0)).toBe('new 0');
  });

  test('keeps old rows until another question is answered, then starts at the top', async () => {
    const { rows, asked } = handFed();
    rows.want(300, 320);
    await settled();
    await asked[0]?.answer(1_000, 'old');
    rows.restart();
    await settled();
    expect(rows.rowAt(310)).toBe('old 310');
    expect(asked[1]?.offset).toBe(0);
    await asked[1]?.answer(5, 'new');
    expect(rows.rowAt(310)).toBeUndefined();
    expect(rows.rowAt(4)).toBe('new 4');
    expect(rows.starts).toBe(2);
  });

  test('ignores the late answer to an older question', async () => {
    const { rows, asked } = handFed();
    rows.want(0, 20);
    await settled();
    rows.restart();
    await settled();
    await asked[1]?.answer(5, 'new');
    await asked[0]?.answer(900, 'old');
    expect(rows.total).toBe(5);
    expect(rows.rowAt(0)).toBe('new 0');
  });

  test('keeps rows and tells the error when reading again fails', async () => {
    const { rows, asked } = handFed();
    rows.want(0, 20);
    await settled();
    await asked[0]?.answer(50);
    rows.reload();
    await settled();
    await asked[1]?.fail(new AppError('library.failed', 'broken'));
    expect(rows.error?.code).toBe('library.failed');
    expect(rows.rowAt(0)).toBe('row 0');
    expect(rows.isLoading).toBe(false);
  });

  test('never holds more than a few thousand rows', async () => {
    const { rows, asked } = handFed();
    for (let page = 0; page < 100; page += 1) {
      rows.want(page * 100, page * 100 + 20);
      await settled();
      await asked.at(-1)?.answer(1_000_000);
    }
    const held = Array.from({ length: 100 }, (_, page) => rows.rowAt(page * 100)).filter(Boolean);
    expect(held).toHaveLength(24);
    expect(rows.rowAt(9_900)).toBe('row 9900');
  });

  test('finds a row by its key after rows have moved', async () => {
    const { rows, asked } = handFed();
    rows.want(0, 20);
    await settled();
    await asked[0]?.answer(50);
    expect(rows.indexOf('row 7', 7)).toBe(7);
    expect(rows.indexOf('row 7', 2)).toBe(7);
    expect(rows.indexOf('row 99', 2)).toBeUndefined();
  });
});
