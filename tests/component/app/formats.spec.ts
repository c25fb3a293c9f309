import { describe, expect, test } from 'vitest';

import {
  formatAmount,
  formatBytes,
  formatCount,
  formatDuration,
} from '../../../src-renderer/lib/format/numbers.ts';
import { rangeInSentence, rangeText } from '../../../src-renderer/lib/format/time-range.ts';
import {
  formatAge,
  formatInstant,
  formatInstantShort,
  formatMinute,
  formatOffset,
} from '../../../src-renderer/lib/format/times.ts';

const at = Date.UTC(2026, 10, 23, 13, 40, 53, 417);

describe('times', () => {
  test('are told in the zone that is asked for', () => {
    expect(formatInstant(at, 'UTC')).toBe('23 Nov 2026 13:40:53.417');
    expect(formatInstant(at, 'Europe/Berlin')).toBe('23 Nov 2026 14:40:53.417');
    expect(formatInstantShort(at, 'Asia/Kolkata')).toBe('23 Nov 19:10:53.417');
    expect(formatMinute(at, 'UTC')).toBe('23 Nov 2026 13:40');
  });

  test('write midnight as 00 and months with three letters', () => {
    expect(formatMinute(Date.UTC(2026, 8, 1, 0, 5), 'UTC')).toBe('01 Sep 2026 00:05');
  });

  test('know the offset of that day, summer or winter', () => {
    expect(formatOffset(at, 'Europe/Berlin')).toBe('UTC+1');
    expect(formatOffset(Date.UTC(2026, 6, 1), 'Europe/Berlin')).toBe('UTC+2');
    expect(formatOffset(at, 'UTC')).toBe('UTC');
    expect(formatOffset(at, 'America/New_York')).toBe('UTC−5');
  });

  test.each([
    [0, 'just now'],
    [42, '42 s ago'],
    [200, '3 min ago'],
    [7_300, '2 h ago'],
    [300_000, '3 days ago'],
    [-60, 'just now'],
  ])('%i seconds are "%s"', (seconds, text) => {
    expect(formatAge(at - seconds * 1_000, at)).toBe(text);
  });
});

describe('numbers', () => {
  test.each([
    [0, '0 ms'],
    [43, '43 ms'],
    [1_420, '1.42 s'],
    [125_000, '2 min 05 s'],
    [42_120_000, '11 h 42 min'],
    [273_600_000, '3 d 4 h'],
  ])('%i ms are %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  test.each([
    [1, '1 byte'],
    [999, '999 bytes'],
    [4_100, '4.1 kB'],
    [412_000_000, '412 MB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test('counts have separators and a noun', () => {
    expect(formatCount(47_616)).toBe('47,616');
    expect(formatAmount(1, 'artifact')).toBe('1 artifact');
    expect(formatAmount(1_200, 'entry', 'entries')).toBe('1,200 entries');
  });
});

describe('ranges', () => {
  test.each([
    [1_440, 'Last 24 hours', 'the last 24 hours'],
    [4_320, 'Last 3 days', 'the last 3 days'],
    [360, 'Last 6 hours', 'the last 6 hours'],
    [90, 'Last 90 minutes', 'the last 90 minutes'],
    [1, 'Last minute', 'the last minute'],
  ])('of %i minutes are said in the largest unit that divides them', (minutes, text, inSentence) => {
    const range = { kind: 'last', minutes } as const;
    expect(rangeText(range, 'UTC')).toBe(text);
    expect(rangeInSentence(range, 'UTC')).toBe(inSentence);
  });
});
