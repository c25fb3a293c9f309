import { describe, expect, it } from 'vitest';

import { readWanted } from '../../../bench/wanted.mjs';

const names = ['start', 'memory'];

describe('what the bench is asked for', () => {
  it('is everything, or figures by name with a number of runs', () => {
    expect(readWanted([], names)).toEqual({ wanted: [], turns: undefined });
    expect(readWanted(['start', 'memory', '--runs', '3'], names)).toEqual({ wanted: names, turns: 3 });
  });

  it.each([
    [['--bogus'], /Unknown option '--bogus'[^]*figures and --runs/],
    [['nosuch'], /No such figure: nosuch\. There are: start, memory\./],
    [['start', '--runs', 'abc'], /--runs must be a whole number above 0/],
    [['start', '--runs', '0'], /--runs must be a whole number above 0/],
  ])('is said to be wrong for %j, before anything is measured or written', (args, wrong) => {
    expect(readWanted(args, names)).toMatch(wrong);
  });
});
