import fc from 'fast-check';
import { expect, it } from 'vitest';

import { isRuntimeOf, readRuntimeId, runtimeId } from '../../../../src-shared/connections/runtimes.ts';

const half = fc.stringMatching(/^[\w-]{1,20}$/);

it('names a runtime so that both halves are read again', () => {
  fc.assert(
    fc.property(half, fc.option(half, { nil: undefined }), (connectionId, cell) => {
      expect(readRuntimeId(runtimeId({ connectionId, cell }))).toEqual({ connectionId, cell });
    }),
  );
});

it('knows the runtimes of a connection, and none of a connection whose id begins the same', () => {
  expect(isRuntimeOf('c1', 'c1')).toBe(true);
  expect(isRuntimeOf('c1@edge', 'c1')).toBe(true);
  expect(isRuntimeOf('c10', 'c1')).toBe(false);
  expect(isRuntimeOf('c10@edge', 'c1')).toBe(false);
});
