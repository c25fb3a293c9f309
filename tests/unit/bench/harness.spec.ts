import { describe, expect, it } from 'vitest';

import { isMet, line } from '../../../bench/harness.mjs';

const measured = { name: 'start', ours: 120, reference: 100, budget: 1.35, unit: 'ms', runs: 3 };

describe('a figure in one line', () => {
  it('tells both sides, the ratio and the budget', () => {
    expect(line(measured)).toBe(
      'start          ours 120 ms, reference 100 ms, 1.20 ×, at most 1.35 ×: met (3 runs)',
    );
    expect(line({ ...measured, ours: 140 })).toContain('1.40 ×, at most 1.35 ×: MISSED');
  });

  it('is missed where anything that its budget asks for is, and says what', () => {
    const refused = { ...measured, missed: ['refused with 429: 1'] };
    expect(isMet(measured)).toBe(true);
    expect(isMet(refused)).toBe(false);
    expect(line(refused)).toContain('at most 1.35 ×: MISSED, refused with 429: 1 (3 runs)');
  });

  it('has no ratio where the reference is nothing', () => {
    const late = { ...measured, ours: 1, reference: 0, budget: 2, more: true, unit: '%' };
    expect(isMet(late)).toBe(true);
    expect(line(late)).toContain('reference 0 %, at most 2 % more: met');
  });
});
