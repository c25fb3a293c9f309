import { expect } from 'vitest';

import { AppError, type ErrorCode } from '../../../../src-shared/errors.ts';

/** The failure of a promise or a call, which must be an AppError with this code. */
export async function failureOf(act: Promise<unknown> | (() => unknown), code: ErrorCode): Promise<AppError> {
  let fault: unknown;
  try {
    await (typeof act === 'function' ? act() : act);
  } catch (thrown) {
    fault = thrown;
  }
  expect(fault, `a failure ${code}`).toBeInstanceOf(AppError);
  const failure = fault as AppError;
  expect(failure.code).toBe(code);
  return failure;
}

/** Everything of a failure that may reach a log or a window, its causes included. */
export function everythingOf(fault: unknown): string {
  const parts: string[] = [];
  for (let at = fault; at instanceof Error && parts.length < 10; at = at.cause)
    parts.push(
      at.message,
      at.stack ?? '',
      JSON.stringify(at),
      at instanceof AppError ? JSON.stringify(at.facts) : '',
    );
  return parts.join('\n');
}
