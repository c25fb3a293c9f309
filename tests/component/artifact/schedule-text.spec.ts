import { expect, test } from 'vitest';

import { scheduleText } from '../../../src-renderer/lib/words/schedule-text.ts';

test('a schedule is told by what is set in it', () => {
  const value =
    '<row><cell>dateType</cell><cell></cell></row><row><cell>timeZone</cell><cell>( UTC 0:00 ) Etc &amp; more</cell></row><row><cell>schedule1</cell><cell>fireNow=true</cell></row>';
  expect(scheduleText(value)).toBe('timeZone: ( UTC 0:00 ) Etc & more\nschedule1: fireNow=true');
  expect(scheduleText('<row><cell>dateType</cell><cell></cell></row>')).toBe('nothing set');
});

test('what is no schedule, or holds more, stays as it is', () => {
  for (const value of [
    '',
    'x',
    '<row>',
    '<row><cell>a</cell></row>',
    '<row><cell>a</cell><cell>1</cell></row>more',
  ])
    expect(scheduleText(value), value).toBeUndefined();
});
