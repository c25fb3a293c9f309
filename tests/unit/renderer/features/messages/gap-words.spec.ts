import { describe, expect, test } from 'vitest';

import { costSentence, dayChoices } from '../../../../../src-renderer/features/keeping/keeping-words.ts';
import { stretchText } from '../../../../../src-renderer/features/messages/gap-words.ts';
import {
  forgottenSentence,
  gapsSentence,
  liveSentence,
} from '../../../../../src-renderer/features/messages/loaded-words.ts';

const now = Date.UTC(2026, 10, 23, 12);
const berlin = (text: string): number => Date.parse(`${text}+01:00`);
const said = (from: string, to: string): string =>
  stretchText({ from: berlin(from), to: berlin(to) }, 'Europe/Berlin', now);

describe('a stretch of time in words', () => {
  test.each([
    ['2026-11-03T00:00', '2026-11-06T00:00', '3–5 November'],
    ['2026-11-05T00:00', '2026-11-06T00:00', '5 November'],
    ['2026-11-28T00:00', '2026-12-03T00:00', '28 November to 2 December'],
    ['2026-11-05T09:12', '2026-11-05T11:40', '5 November, 09:12–11:40'],
    ['2026-11-03T14:00', '2026-11-05T09:12', '3 November 14:00 to 5 November 09:12'],
    ['2025-12-03T00:00', '2025-12-06T00:00', '3–5 December 2025'],
  ])('%s to %s', (from, to, words) => {
    expect(said(from, to)).toBe(words);
  });

  test('goes by the time zone that is shown', () => {
    const stretch = { from: berlin('2026-11-03T00:00'), to: berlin('2026-11-06T00:00') };
    expect(stretchText(stretch, 'UTC', now)).toBe('2 November 23:00 to 5 November 23:00');
  });
});

test('gaps are named, the newest first, and what is gone for good apart from them', () => {
  const gaps = [
    { from: berlin('2026-11-20T00:00'), to: berlin('2026-11-21T00:00') },
    { from: berlin('2026-11-03T00:00'), to: berlin('2026-11-06T00:00') },
  ];
  expect(gapsSentence({ gaps }, 'Europe/Berlin', now)).toBe('Not loaded: 20 November and 1 more');
  expect(gapsSentence({ gaps: [] }, 'Europe/Berlin', now)).toBeUndefined();
  const forgotten = { from: berlin('2026-10-01T00:00'), to: berlin('2026-10-24T00:00') };
  expect(forgottenSentence({ forgotten }, 'Europe/Berlin', now)).toMatch(
    /^1 October .* tenant keeps 30 days$/,
  );
});

test('live mode says what it asks of the tenant', () => {
  const step = { changed: 0, until: 0, perHour: 1_116, next: 5_000 };
  expect(liveSentence({ isOn: false, step, error: undefined })).toBeUndefined();
  expect(liveSentence({ isOn: true, step, error: undefined })).toBe('Live, about 1,116 requests an hour.');
});

test('details say what they cost', () => {
  expect(costSentence({ unknown: 1_000_000, perSecond: 90 })).toBe(
    'Not known for 1,000,000: 1,000,000 requests, at least 3 h 05 min.',
  );
  expect(costSentence({ unknown: 0, perSecond: 90 })).toBe('All of them are known.');
  expect(dayChoices(45).map(({ value }) => value)).toContain('45');
});
