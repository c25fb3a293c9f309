import { describe, expect, it } from 'vitest';

import { csvLines } from '../../../src-shared/csv.ts';

describe('csvLines', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['two\nlines', '"two\nlines"'],
    ['say "x"', '"say ""x"""'],
    ['=1+1', "'=1+1"],
    ['+49 170', "'+49 170"],
    ['-2', "'-2"],
    ['@sum', "'@sum"],
    [' =1', "' =1"],
    ['\tx', "'\tx"],
    ['–', '–'],
    ['', ''],
  ])('%j is written as %j', (text, written) => {
    expect(csvLines([[text, 'end']])).toBe(`${written},end\r\n`);
  });
});
