import { describe, expect, it } from 'vitest';

import { driftOf } from '../../../../src-shared/content/drift.ts';

const noon = Date.UTC(2026, 10, 23, 12);
const design = (version: string | undefined, modifiedAt?: number) => ({ version, modifiedAt });
const runtime = (version: string, deployedAt?: number) => ({ version, deployedAt });

describe('drift', () => {
  it.each([
    ['unknown', design('1.0.0'), 'unread' as const],
    ['unknown', design(undefined), 'unread' as const],
    ['not-deployed', design('1.0.0', noon), undefined],
    ['not-deployed', design(undefined), undefined],
    ['draft', design(undefined, noon), runtime('1.0.0', noon - 1)],
    ['other-version', design('1.0.1', noon), runtime('1.0.0', noon - 1)],
    ['other-version', design('1.0.0', noon - 1), runtime('1.0.1', noon)],
    ['modified-after-deployment', design('1.0.0', noon + 1), runtime('1.0.0', noon)],
    ['same', design('1.0.0', noon), runtime('1.0.0', noon)],
    ['same', design('1.0.0', noon - 1), runtime('1.0.0', noon)],
    // Kinds without a modification stamp can only be compared by version.
    ['same', design('1.0.0'), runtime('1.0.0', noon)],
    ['same', design('1.0.0', noon), runtime('1.0.0')],
  ])('is %s for %j against %j', (expected, one, other) => {
    expect(driftOf(one, other)).toBe(expected);
  });
});
