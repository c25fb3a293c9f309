import { describe, expect, it } from 'vitest';

import { migrate } from '../../../../src-main/settings/migrate.ts';

const migrations = [
  (content: Readonly<Record<string, unknown>>) => ({ ...content, steps: ['to 2'] }),
  (content: Readonly<Record<string, unknown>>) => ({
    ...content,
    steps: [...(content['steps'] as string[]), 'to 3'],
  }),
];

describe('migrate', () => {
  it('takes one step after the other from the version of the file', () => {
    expect(migrate({ version: 1, kept: true }, migrations)).toEqual({
      version: 3,
      kept: true,
      steps: ['to 2', 'to 3'],
    });
    expect(migrate({ version: 2, steps: [] }, migrations)).toEqual({ version: 3, steps: ['to 3'] });
  });

  it('gives a new file the present version', () => {
    expect(migrate({}, migrations)).toEqual({ version: 3 });
  });

  it('leaves a file of a newer version as it is', () => {
    expect(migrate({ version: 9, later: 1 }, migrations)).toEqual({ version: 9, later: 1 });
  });
});
