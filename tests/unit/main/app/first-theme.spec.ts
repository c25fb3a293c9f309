import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { firstTheme } from '../../../../src-main/app/first-theme.ts';

describe('the theme of the first frame', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atlas-theme-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is the one that was chosen', () => {
    writeFileSync(join(folder, 'preferences.json'), '{"preferences":{"theme":"contrast","zoom":100}}');
    expect(firstTheme(folder)).toBe('contrast');
  });

  it.each([
    ['nothing was chosen yet', undefined],
    ['the file is cut off', '{"preferences":{"the'],
    ['the file holds something else', 'null'],
    ['the theme is unknown', '{"preferences":{"theme":"sepia"}}'],
  ])('is that of the system where %s', (_case, text) => {
    if (text !== undefined) writeFileSync(join(folder, 'preferences.json'), text);
    expect(firstTheme(folder)).toBe('system');
  });
});
