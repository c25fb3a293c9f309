import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

interface PackageFile {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..', '..', '..');
const { dependencies, devDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as PackageFile;
const versions = Object.entries({ ...dependencies, ...devDependencies });
const architecture = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

describe('dependencies', () => {
  it.each(versions)('%s is pinned exactly', (_name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it.each(versions.filter(([name]) => !name.startsWith('@types/')))(
    '%s stands in ARCHITECTURE.md with its reason',
    (name) => {
      const short = name.replace(/^@codemirror\//, '');
      const rows = architecture.split('\n').filter((line) => line.startsWith('| '));
      expect(
        rows.some((row) =>
          (row.split('|')[1] ?? '').split(/[\s,]+/).some((word) => word === name || word === short),
        ),
      ).toBe(true);
    },
  );
});
