import { describe, expect, it } from 'vitest';

import { validityOf, validityWords } from '../../../../src-shared/connections/validity.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 27);

describe('the validity of a certificate', () => {
  it.each([
    [61, 'fine', 'expires in 61 days'],
    [60.9, 'soon', 'expires in 60 days'],
    [60, 'soon', 'expires in 60 days'],
    [1.5, 'soon', 'expires in one day'],
    [0.5, 'soon', 'expires today'],
    [0, 'expired', 'has expired'],
    [-3, 'expired', 'has expired'],
  ] as const)('with %d days left is %s', (days, state, words) => {
    const validity = validityOf(now + days * day, now);
    expect(validity.state).toBe(state);
    expect(validityWords(validity)).toBe(words);
  });
});
