import { describe, expect, it } from 'vitest';

import { startFailure } from '../../../../src-main/app/start-failure.ts';
import { AppError } from '../../../../src-shared/errors.ts';

describe('a start that fails', () => {
  it('names the file that cannot be opened and what to do', () => {
    const fault = new AppError('disk.write-failed', 'A settings file cannot be opened.', {
      file: '/home/someone/.config/tenant-atlas/layout.json',
    });
    const text = startFailure(fault, 'R1', '/logs');
    expect(text).toContain('layout.json');
    expect(text).toContain('permissions');
    expect(text).toContain('/logs');
  });

  it('gives the reference of what nobody expected, and nothing else of it', () => {
    const text = startFailure(new TypeError('client_secret=abc'), 'R1', '/logs');
    expect(text).toContain('R1');
    expect(text).not.toContain('abc');
  });
});
