import { describe, expect, test } from 'vitest';

import {
  highestElement,
  VirtualScroll,
} from '../../../src-renderer/components/virtual/virtual-scroll.svelte.ts';

function scrolled(total: number): { scroll: VirtualScroll; element: { scrollTop: number } } {
  const scroll = new VirtualScroll(
    () => total,
    () => 28,
  );
  scroll.viewport = 560;
  return { scroll, element: { scrollTop: 0 } };
}

describe('VirtualScroll', () => {
  test('draws the rows of the window and a few more', () => {
    const { scroll, element } = scrolled(10_000);
    element.scrollTop = 2_800;
    scroll.scrolled(element);
    expect([scroll.first, scroll.end]).toEqual([94, 131]);
    expect(scroll.layerTop + scroll.offsetOf(94)).toBe(94 * 28);
    expect(scroll.indexes).toHaveLength(37);
  });

  test('draws rows by fours: most frames of a slow scroll draw none', () => {
    const { scroll, element } = scrolled(10_000);
    const drawn = new Set<number>();
    for (let top = 2_800; top <= 2_800 + 12 * 28; top += 14) {
      element.scrollTop = top;
      scroll.scrolled(element);
      drawn.add(scroll.first);
      expect(scroll.first * 28).toBeLessThanOrEqual(top - 6 * 28);
      expect(scroll.end * 28).toBeGreaterThanOrEqual(top + 560 + 6 * 28);
    }
    expect([...drawn]).toEqual([94, 98, 102, 106]);
  });

  test('gives the elements of rows that leave to rows that enter', () => {
    const { scroll, element } = scrolled(10_000);
    const before = scroll.places;
    // Every place has a row: one to spare would make and take away elements at each step.
    expect(before).not.toContain(undefined);
    expect(before.filter((index) => index !== undefined).toSorted((a, b) => a - b)).toEqual(scroll.indexes);
    element.scrollTop = 28 * 9;
    scroll.scrolled(element);
    const moved = scroll.places.filter(
      (index, place) => before[place] !== undefined && before[place] !== index,
    );
    expect(moved).toHaveLength(2);
    expect(scroll.places).not.toContain(undefined);
    expect(scroll.places.filter((index) => index !== undefined).toSorted((a, b) => a - b)).toEqual(
      scroll.indexes,
    );
  });

  test('reveals a row below and above with as little movement as possible', () => {
    const { scroll, element } = scrolled(10_000);
    scroll.reveal(element, 25);
    expect(element.scrollTop).toBe(26 * 28 - 560);
    scroll.reveal(element, 20);
    expect(element.scrollTop).toBe(26 * 28 - 560);
    scroll.reveal(element, 2);
    expect(element.scrollTop).toBe(56);
  });

  test.each([1_190_000, 3_000_000, 40_000_000])('reaches every row of %i', (total) => {
    const { scroll, element } = scrolled(total);
    expect(scroll.height).toBeLessThanOrEqual(highestElement);
    for (const index of [0, 1, 777_777, total - 2, total - 1]) {
      scroll.reveal(element, index);
      expect(scroll.top).toBeLessThanOrEqual(index * 28);
      expect(scroll.top + 560).toBeGreaterThanOrEqual(index * 28 + 28);
      expect(scroll.first).toBeLessThanOrEqual(index);
      expect(scroll.end).toBeGreaterThan(index);
    }
  });

  test('moves a scaled list by the wheel as far as a plain one', () => {
    const { scroll, element } = scrolled(5_000_000);
    scroll.reveal(element, 2_000_000);
    const before = scroll.top;
    expect(scroll.wheel(element, 100)).toBe(true);
    scroll.scrolled(element);
    expect(scroll.top - before).toBeCloseTo(100, 5);
  });

  test('leaves the wheel of a plain list to the browser', () => {
    const { scroll, element } = scrolled(1_000);
    expect(scroll.wheel(element, 100)).toBe(false);
  });

  test('draws drawn rows of a scaled list where the window is', () => {
    const { scroll, element } = scrolled(5_000_000);
    element.scrollTop = 1_000_000;
    scroll.scrolled(element);
    const firstVisible = scroll.layerTop + scroll.offsetOf(Math.floor(scroll.top / 28));
    expect(firstVisible).toBeGreaterThan(element.scrollTop - 28);
    expect(firstVisible).toBeLessThanOrEqual(element.scrollTop);
  });
});
