import { AppError, type ErrorData } from '../../../src-shared/errors.ts';

/** A caught value as error data: what is not ours is a fault of the window and has no advice of its own. */
export function errorData(caught: unknown): ErrorData {
  if (caught instanceof AppError) return caught.toData();
  const message = caught instanceof Error ? caught.message : String(caught);
  return { code: 'internal', message, facts: {} };
}

/** Given up by the person or by a newer request: nothing to tell. */
export function isCancelled(caught: unknown): boolean {
  return caught instanceof AppError && caught.code === 'request.cancelled';
}
