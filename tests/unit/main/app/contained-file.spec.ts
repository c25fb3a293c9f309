import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { containedFile } from '../../../../src-main/app/contained-file.ts';

const folder = join('/', 'app', 'renderer');

describe('files of the application scheme', () => {
  it('are found below the folder', () => {
    expect(containedFile(folder, 'app://tenant-atlas/assets/main.js')).toBe(
      join(folder, 'assets', 'main.js'),
    );
  });

  it.each([
    'app://tenant-atlas/../secret.txt',
    'app://tenant-atlas/%2e%2e/%2e%2e/secret.txt',
    'app://tenant-atlas/..%2f..%2fsecret.txt',
    'app://tenant-atlas/..%5c..%5csecret.txt',
    'app://tenant-atlas/a%00.js',
    'app://tenant-atlas/%E0%A4%A',
    'app://other/index.html',
  ])('do not lie outside: %s', (address) => {
    const file = containedFile(folder, address);
    expect(file === undefined || file.startsWith(folder)).toBe(true);
    if (!address.includes('%2e') && !address.includes('/../')) expect(file).toBeUndefined();
  });
});
